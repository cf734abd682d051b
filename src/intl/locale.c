#include "intl/locale.h"

#include <stdio.h>
#include <string.h>
#include <unicode/udat.h>
#include <unicode/udatpg.h>
#include <unicode/uloc.h>
#include <unicode/ulocdata.h>
#include <unicode/unum.h>
#include <unicode/unumberformatter.h>
#include <unicode/upluralrules.h>
#include <unicode/ustring.h>
#include <unicode/uversion.h>

/* As ICU calls it, with the digits 0 to 9 and the Gregorian calendar; the root
 * for what is no tag. */
static void locale_of(str tag, char out[ULOC_FULLNAME_CAPACITY])
{
    char copy[64];
    UErrorCode code = U_ZERO_ERROR;
    size_t n = tag.n < sizeof copy ? tag.n : 0;
    memcpy(copy, tag.p, n);
    copy[n] = 0;
    uloc_forLanguageTag(copy, out, ULOC_FULLNAME_CAPACITY, NULL, &code);
    if (U_FAILURE(code) || code == U_STRING_NOT_TERMINATED_WARNING)
        out[0] = 0;
    if (strcmp(out, "en") == 0)           /* of no country: that of the world */
        snprintf(out, ULOC_FULLNAME_CAPACITY, "en_001");
    code = U_ZERO_ERROR;
    uloc_setKeywordValue("numbers", "latn", out, ULOC_FULLNAME_CAPACITY, &code);
    uloc_setKeywordValue("calendar", "gregorian", out, ULOC_FULLNAME_CAPACITY, &code);
}

static str narrow(struct arena *a, const UChar *wide, int32_t n)
{
    int32_t cap = 3 * n + 1, used = 0;
    char *p = arena_get(a, (size_t)cap);
    UErrorCode code = U_ZERO_ERROR;
    u_strToUTF8(p, cap, &used, wide, n, &code);
    return U_SUCCESS(code) ? (str){ p, (size_t)used } : S("");
}

/* ------------------------------------------------------------ counts */

static const char *const NAMES[] = {
    [PLURAL_ZERO] = "zero", [PLURAL_ONE] = "one", [PLURAL_TWO] = "two",
    [PLURAL_FEW] = "few", [PLURAL_MANY] = "many", [PLURAL_OTHER] = "other",
};

const char *plural_name(enum plural p)
{
    return NAMES[p];
}

static enum plural form_of(const UPluralRules *rules, int64_t n)
{
    UChar wide[16];
    char word[16] = "";
    UErrorCode code = U_ZERO_ERROR;
    int32_t length = rules ? uplrules_select(rules, (double)n, wide, 16, &code) : 0;
    if (U_SUCCESS(code) && length > 0 && length < 16)
        u_UCharsToChars(wide, word, length);
    for (int i = 0; i < PLURAL_COUNT; i++)
        if (strcmp(word, NAMES[i]) == 0)
            return (enum plural)i;
    return PLURAL_OTHER;
}

static UPluralRules *open_rules(str lang)
{
    char locale[ULOC_FULLNAME_CAPACITY];
    UErrorCode code = U_ZERO_ERROR;
    locale_of(lang, locale);
    UPluralRules *rules = uplrules_open(locale, &code);
    return U_SUCCESS(code) ? rules : NULL;
}

void plurals_read(struct plurals *p, struct arena *a, str lang)
{
    UPluralRules *rules = open_rules(lang);
    *p = (struct plurals){ .lang = str_dup(a, lang), .used = 1u << PLURAL_OTHER };
    for (int n = 0; n < PLURALS_KNOWN; n++) {
        p->of[n] = (unsigned char)form_of(rules, n);
        p->used |= 1u << p->of[n];
    }
    uplrules_close(rules);
}

enum plural plural_of(const struct plurals *p, int64_t n)
{
    if (n >= 0 && n < PLURALS_KNOWN)
        return (enum plural)p->of[n];
    UPluralRules *rules = open_rules(p->lang);
    enum plural is = form_of(rules, n);
    uplrules_close(rules);
    return is;
}

/* ------------------------------------------------------------ measures */

enum { MEASURE_MOST = 256 };

/* By a "skeleton" of ICU. The length; 0: it makes nothing of it. */
static int32_t format(const char *locale, str skeleton, str number, UChar out[MEASURE_MOST])
{
    UChar wide[MEASURE_MOST];
    int32_t n = 0;
    UErrorCode code = U_ZERO_ERROR;
    u_strFromUTF8(wide, MEASURE_MOST, &n, skeleton.p, (int32_t)skeleton.n, &code);
    UNumberFormatter *f = unumf_openForSkeletonAndLocale(wide, n, locale, &code);
    UFormattedNumber *made = unumf_openResult(&code);
    unumf_formatDecimal(f, number.p, (int32_t)number.n, made, &code);
    n = unumf_resultToString(made, out, MEASURE_MOST, &code);
    unumf_closeResult(made);
    unumf_close(f);
    return U_SUCCESS(code) && n < MEASURE_MOST ? n : 0;
}

/* No groups, and all digits behind the point: in some languages 1.0 is not one. */
static str plain_skeleton(struct arena *a, str count)
{
    struct buf b = buf_new(a);
    str rest = count;
    str_cut(&rest, '.');
    buf_puts(&b, rest.n > 0 ? "group-off ." : "group-off precision-integer");
    if (rest.n > 0)
        buf_fill(&b, '0', rest.n);
    return buf_str(&b);
}

str intl_measure(struct arena *a, str lang, str unit, str count, str number)
{
    char locale[ULOC_FULLNAME_CAPACITY];
    UChar digits[MEASURE_MOST], all[MEASURE_MOST];
    locale_of(lang, locale);
    str plain = plain_skeleton(a, count);
    int32_t n = format(locale, plain, count, digits);
    int32_t length = n == 0 ? 0 : format(locale, str_format(a, "unit/" STR_FMT " unit-width-full-name "
                                         STR_FMT, STR_ARG(unit), STR_ARG(plain)), count, all);
    const UChar *at = length > 0 ? u_strFindFirst(all, length, digits, n) : NULL;
    if (at) {
        str before = narrow(a, all, (int32_t)(at - all));
        str behind = narrow(a, at + n, length - (int32_t)(at - all) - n);
        if (number.n == 0 && str_starts(behind, S("\u00a0")))
            behind = str_from(behind, 2);
        return str_format(a, STR_FMT STR_FMT STR_FMT, STR_ARG(before), STR_ARG(number),
                          STR_ARG(behind));
    }
    /* Arabic has words for one and two of something */
    bool is_word = length > 0 && str_eq(number, count) && (str_eq(count, S("1")) || str_eq(count, S("2")));
    return is_word ? narrow(a, all, length) : S("");
}

/* ------------------------------------------------------------ numbers and days */

str intl_version(struct arena *a)
{
    UVersionInfo version;
    char text[U_MAX_VERSION_STRING_LENGTH];
    u_getVersion(version);
    u_versionToString(version, text);
    return str_dup(a, str_of(text));
}

str intl_spelled(struct arena *a, str lang, int64_t n)
{
    enum { CAP = 200 };
    char locale[ULOC_FULLNAME_CAPACITY];
    UChar wide[CAP];
    UErrorCode code = U_ZERO_ERROR;
    locale_of(lang, locale);
    UNumberFormat *f = unum_open(UNUM_SPELLOUT, NULL, 0, locale, NULL, &code);
    int32_t length = U_SUCCESS(code) ? unum_formatInt64(f, n, wide, CAP, NULL, &code) : 0;
    unum_close(f);
    return U_SUCCESS(code) && length > 0 && length < CAP ? narrow(a, wide, length) : S("");
}

char intl_decimal_mark(str lang)
{
    char locale[ULOC_FULLNAME_CAPACITY];
    UChar mark[8] = { 0 };
    UErrorCode code = U_ZERO_ERROR;
    locale_of(lang, locale);
    UNumberFormat *f = unum_open(UNUM_DECIMAL, NULL, 0, locale, NULL, &code);
    if (U_SUCCESS(code))
        unum_getSymbol(f, UNUM_DECIMAL_SEPARATOR_SYMBOL, mark, 8, &code);
    unum_close(f);
    return U_SUCCESS(code) && mark[0] == ',' ? ',' : '.';
}

/* `skeleton`: which parts of a date; CLDR knows how a language puts them together. */
static int32_t pattern_of(const char *locale, str skeleton, UChar *out, int32_t cap)
{
    UChar wide[16];
    UErrorCode code = U_ZERO_ERROR;
    u_charsToUChars(skeleton.p, wide, (int32_t)skeleton.n);
    UDateTimePatternGenerator *g = udatpg_open(locale, &code);
    int32_t n = udatpg_getBestPattern(g, wide, (int32_t)skeleton.n, out, cap, &code);
    udatpg_close(g);
    return U_SUCCESS(code) && n < cap ? n : 0;
}

/* "" when ICU cannot. An empty skeleton: the long form of a day. */
static str date_text(struct arena *a, str lang, str skeleton, day d)
{
    enum { CAP = 128 };
    static const UChar utc[] = { 'U', 'T', 'C', 0 };
    char locale[ULOC_FULLNAME_CAPACITY];
    UChar wide[CAP], pattern[CAP];
    UErrorCode code = U_ZERO_ERROR;
    locale_of(lang, locale);
    int32_t n = skeleton.n > 0 ? pattern_of(locale, skeleton, pattern, CAP) : 0;
    UDateFormat *f = udat_open(n > 0 ? UDAT_PATTERN : UDAT_NONE, n > 0 ? UDAT_PATTERN : UDAT_LONG,
                               locale, utc, -1, pattern, n, &code);
    n = U_SUCCESS(code) ? udat_format(f, (UDate)date_to_instant(d), wide, CAP, NULL, &code) : 0;
    udat_close(f);
    return n > 0 && n < CAP && U_SUCCESS(code) ? narrow(a, wide, n) : S("");
}

str intl_day(struct arena *a, str lang, day d)
{
    str text = date_text(a, lang, S(""), d);
    struct buf b = buf_new(a);
    if (text.n == 0)
        date_put_day(&b, d);
    return text.n > 0 ? text : buf_str(&b);
}

str intl_month(struct arena *a, str lang, int year, int month)
{
    day first = date_of_civil((struct civil){ year, month, 1 });
    str text = date_text(a, lang.n > 0 ? lang : S("en"), S("yMMMM"), first);
    return text.n > 0 ? text : str_format(a, "%04d-%02d", year, month);
}

/* ------------------------------------------------------------ quotations */

static str delimiter(struct arena *a, ULocaleData *data, ULocaleDataDelimiterType type,
                     const char *otherwise)
{
    UChar wide[8];
    UErrorCode code = U_ZERO_ERROR;
    int32_t n = data ? ulocdata_getDelimiter(data, type, wide, 8, &code) : 0;
    return n > 0 && n < 8 && U_SUCCESS(code) ? narrow(a, wide, n) : str_of(otherwise);
}

/* French sets its marks apart by a blank that does not break, but in Switzerland;
 * CLDR does not say so. */
static bool sets_apart(str lang)
{
    return (str_eq(lang, S("fr")) || str_starts(lang, S("fr-"))) && !str_eq_nocase(lang, S("fr-CH"));
}

struct quotes intl_quotes(struct arena *a, str lang)
{
    char locale[ULOC_FULLNAME_CAPACITY];
    UErrorCode code = U_ZERO_ERROR;
    locale_of(lang, locale);
    ULocaleData *data = ulocdata_open(locale, &code);
    struct quotes q = {
        delimiter(a, data, ULOCDATA_QUOTATION_START, "\u201c"),
        delimiter(a, data, ULOCDATA_QUOTATION_END, "\u201d"),
        delimiter(a, data, ULOCDATA_ALT_QUOTATION_START, "\u2018"),
        delimiter(a, data, ULOCDATA_ALT_QUOTATION_END, "\u2019"),
    };
    ulocdata_close(data);
    if (sets_apart(lang)) {
        q.open = str_format(a, STR_FMT "\u00a0", STR_ARG(q.open));
        q.close = str_format(a, "\u00a0" STR_FMT, STR_ARG(q.close));
    }
    return q;
}
