#include "intl/script.h"

#include <string.h>
#include <unicode/uchar.h>
#include <unicode/uloc.h>
#include <unicode/uscript.h>

static enum script script_of_code(UScriptCode code)
{
    switch (code) {
    case USCRIPT_COMMON:
    case USCRIPT_INHERITED:
    case USCRIPT_UNKNOWN:
    case USCRIPT_INVALID_CODE: return SCRIPT_NONE;
    case USCRIPT_LATIN:        return SCRIPT_LATIN;
    case USCRIPT_GREEK:        return SCRIPT_GREEK;
    case USCRIPT_CYRILLIC:     return SCRIPT_CYRILLIC;
    case USCRIPT_ARABIC:       return SCRIPT_ARABIC;
    case USCRIPT_HAN:
    case USCRIPT_HIRAGANA:
    case USCRIPT_KATAKANA:
    case USCRIPT_HANGUL:
    case USCRIPT_JAPANESE:
    case USCRIPT_KOREAN:
    case USCRIPT_SIMPLIFIED_HAN:
    case USCRIPT_TRADITIONAL_HAN:
    case USCRIPT_BOPOMOFO:     return SCRIPT_HAN;
    default:                   return SCRIPT_OTHER;
    }
}

enum script script_of(uint32_t c)
{
    UErrorCode status = U_ZERO_ERROR;
    if (c < 0x80)
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ? SCRIPT_LATIN : SCRIPT_NONE;
    if (!u_isalpha((UChar32)c))
        return SCRIPT_NONE;
    UScriptCode code = uscript_getScript((UChar32)c, &status);
    return U_SUCCESS(status) ? script_of_code(code) : SCRIPT_NONE;
}

bool is_letter(uint32_t c)
{
    if (c < 0x80)
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    return u_isalpha((UChar32)c) || (u_getCombiningClass((UChar32)c) != 0);
}

bool has_right_to_left(str s)
{
    while (s.n > 0) {
        uint32_t c = str_code_point(&s);
        UCharDirection d = c < 0x80 ? U_LEFT_TO_RIGHT : u_charDirection((UChar32)c);
        if (d == U_RIGHT_TO_LEFT || d == U_RIGHT_TO_LEFT_ARABIC)
            return true;
    }
    return false;
}

enum script script_of_language(str tag)
{
    UScriptCode codes[4];
    UErrorCode status = U_ZERO_ERROR;
    char locale[64];
    if (tag.n == 0 || tag.n >= sizeof locale)
        return SCRIPT_NONE;
    memcpy(locale, tag.p, tag.n);
    locale[tag.n] = 0;
    int32_t n = uscript_getCode(locale, codes, 4, &status);
    return U_SUCCESS(status) && n > 0 ? script_of_code(codes[0]) : SCRIPT_NONE;
}

const char *script_name(enum script s)
{
    static const char *const names[] = { "", "Latin", "Greek", "Cyrillic", "Arabic", "Chinese",
                                         "another script" };
    return names[s];
}
