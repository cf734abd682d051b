/* delimited: a field of CSV or of its kin, written so that it reads back the same. */
#pragma once

#include "base/buf.h"

/* In quotes where the text has the delimiter, a quote or an end of line in it;
 * quotes inside are doubled (RFC 4180, section 2). */
void delimited_put(struct buf *b, str text, char delimiter);
