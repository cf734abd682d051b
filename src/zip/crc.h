/* crc: the check sum archives carry of every file (CRC-32; APPNOTE 4.4.7). */
#pragma once

#include "base/str.h"

/* Of `crc`, begun with 0, and the bytes behind it. */
uint32_t zip_crc(uint32_t crc, str bytes);
