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

/* As names stand in a list, by `name_of`; "" when there is none. */
static str display_name(struct arena *a, const char *locale, const char *code,
                        int32_t (*name_of)(const ULocaleDisplayNames *, const char *, UChar *, int32_t,
                                           UErrorCode *))
{
    enum { CAP = 200 };
    char *name = arena_get(a, 3 * CAP);
    UChar wide[CAP];
    int32_t n = 0, used = 0;
    UErrorCode status = U_ZERO_ERROR;
    UDisplayContext how[] = { UDISPCTX_CAPITALIZATION_FOR_UI_LIST_OR_MENU, UDISPCTX_NO_SUBSTITUTE };
    ULocaleDisplayNames *names = uldn_openForContext(locale, how, 2, &status);
    if (U_SUCCESS(status))
        n = name_of(names, code, wide, CAP, &status);
    if (U_SUCCESS(status) && n > 0)
        u_strToUTF8(name, 3 * CAP, &used, wide, n, &status);
    uldn_close(names);
    return U_SUCCESS(status) ? (str){ name, (size_t)used } : S("");
}

str intl_language_name(struct arena *a, str tag)
{
    char locale[ULOC_FULLNAME_CAPACITY];
    if (!locale_of(tag, locale, sizeof locale))
        return tag;
    str name = display_name(a, locale, locale, uldn_localeDisplayName);
    return name.n > 0 ? name : tag;
}

str intl_region_name(struct arena *a, str tag, str code)
{
    char locale[ULOC_FULLNAME_CAPACITY];
    if (!locale_of(tag, locale, sizeof locale))
        return S("");
    return display_name(a, locale, str_dup(a, code).p, uldn_regionDisplayName);
}
