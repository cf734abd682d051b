/*
 * The width of text in a terminal, from ICU's Unicode properties. Nearly all
 * text is ASCII and is answered without them.
 */
#include "intl/width.h"

#include <unicode/uchar.h>

static bool is_invisible(UChar32 c)
{
    switch (u_charType(c)) {
    case U_NON_SPACING_MARK:
    case U_ENCLOSING_MARK:
        return true;
    case U_FORMAT_CHAR:
        return c != 0x00AD;               /* terminals show the soft hyphen */
    default:
        /* The vowels and finals of Hangul join the wide initial before them. */
        return c >= 0x1160 && c <= 0x11FF;
    }
}

int width_of_code_point(uint32_t c)
{
    if (c < 0x7F)
        return 1;
    if (is_invisible((UChar32)c))
        return 0;
    int32_t wide = u_getIntPropertyValue((UChar32)c, UCHAR_EAST_ASIAN_WIDTH);
    return wide == U_EA_WIDE || wide == U_EA_FULLWIDTH ? 2 : 1;
}

size_t width_of(str s)
{
    size_t width = 0;
    while (s.n > 0)
        width += (size_t)width_of_code_point(str_code_point(&s));
    return width;
}
