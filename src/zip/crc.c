#include "zip/crc.h"

#include <libdeflate.h>

uint32_t zip_crc(uint32_t crc, str bytes)
{
    return libdeflate_crc32(crc, bytes.n ? bytes.p : "", bytes.n);
}
