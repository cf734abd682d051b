/*
 * uuids: a set of UUIDs (RFC 4122), exact, 16 bytes each.
 */
#pragma once

#include "base/arena.h"
#include "base/str.h"

struct uuid { uint64_t high, low; };

/* "fd41c918-b88b-4b20-a0a5-a4c32391aaa0", in any case. */
bool uuid_read(str s, struct uuid *out);
str uuid_text(struct arena *a, struct uuid id);           /* in small letters */

/* 16 bytes, the highest first (RFC 4122, 4.1.2), and back. */
enum { UUID_BYTES = 16 };
void uuid_bytes(struct uuid id, char out[UUID_BYTES]);
struct uuid uuid_of_bytes(str bytes);

struct uuids { struct uuid *v; size_t n, cap; struct arena *arena; };

/* False when it was there already. */
bool uuids_add(struct uuids *s, struct uuid id);
bool uuids_has(const struct uuids *s, struct uuid id);
void uuids_clear(struct uuids *s);
