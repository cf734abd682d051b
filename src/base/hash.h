/* hash: numbers that look as if they were drawn, for hash tables in memory; never stored. */
#pragma once

#include <stdint.h>

/* Of what was hashed so far and one more: the finalizer of SplitMix64. */
static inline uint64_t hash_next(uint64_t so_far, uint64_t number)
{
    uint64_t x = number * UINT64_C(0x9e3779b97f4a7c15) + (so_far ^ so_far << 23 ^ so_far >> 17);
    x = (x ^ x >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    x = (x ^ x >> 27) * UINT64_C(0x94d049bb133111eb);
    return x ^ x >> 31;
}
