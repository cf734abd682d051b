#include "intl/language.h"

#include <string.h>
#include <unicode/uldnames.h>
#include <unicode/uloc.h>
#include <unicode/ustring.h>

/* As ICU's own form of the name; false when the tag is not one to its end. */
static bool locale_of(str tag, char *out, int size)
{
    char copy[64];
    int32_t read = 0;
    UErrorCode status = U_ZERO_ERROR;
    if (tag.n == 0 || tag.n >= sizeof copy || memchr(tag.p, '_', tag.n) || memchr(tag.p, 0, tag.n))
        return false;
    memcpy(copy, tag.p, tag.n);
    copy[tag.n] = 0;
    uloc_forLanguageTag(copy, out, size, &read, &status);
    return U_SUCCESS(status) && status != U_STRING_NOT_TERMINATED_WARNING
           && (size_t)read == tag.n;
}

bool intl_language_is_valid(str tag)
{
    char locale[ULOC_FULLNAME_CAPACITY], language[ULOC_LANG_CAPACITY];
    UErrorCode status = U_ZERO_ERROR;
    if (!locale_of(tag, locale, sizeof locale))
        return false;
    uloc_getLanguage(locale, language, sizeof language, &status);
    return U_SUCCESS(status) && language[0] && uloc_getISO3Language(locale)[0];
}

bool intl_language_is_rtl(str tag)
{
    char locale[ULOC_FULLNAME_CAPACITY];
    return locale_of(tag, locale, sizeof locale) && uloc_isRightToLeft(locale);
}

str intl_language_name(struct arena *a, str tag)
{
    enum { CAP = 200 };
    char locale[ULOC_FULLNAME_CAPACITY], *name = arena_get(a, 3 * CAP);
    UChar wide[CAP];
    int32_t n = 0, used = 0;
    UErrorCode code = U_ZERO_ERROR;
    UDisplayContext how[] = { UDISPCTX_CAPITALIZATION_FOR_UI_LIST_OR_MENU };
    if (!locale_of(tag, locale, sizeof locale))
        return tag;
    ULocaleDisplayNames *names = uldn_openForContext(locale, how, 1, &code);
    if (U_SUCCESS(code))
        n = uldn_localeDisplayName(names, locale, wide, CAP, &code);
    if (U_SUCCESS(code) && n > 0)
        u_strToUTF8(name, 3 * CAP, &used, wide, n, &code);
    uldn_close(names);
    return U_SUCCESS(code) && used > 0 ? (str){ name, (size_t)used } : tag;
}
