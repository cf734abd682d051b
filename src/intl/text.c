/*
 * UTF-8 in, UTF-8 out; between them UTF-16, which is what ICU works on. Each
 * function first asks whether the bytes need ICU at all.
 */
#include "intl/text.h"

#include <assert.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/uidna.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

#include "base/buf.h"

struct wide { UChar *p; int32_t n; };

/* No byte of a character from U+0300 on: the combining marks begin there. */
static bool is_below(str s, unsigned char lead)
{
    for (size_t i = 0; i < s.n; i++)
        if ((unsigned char)s.p[i] >= lead)
            return false;
    return true;
}

static bool is_ascii(str s)
{
    return is_below(s, 0x80);
}

static struct wide wide_of(struct arena *a, str s)
{
    struct wide w = { NEW_N(a, UChar, s.n + 1), 0 };
    UErrorCode code = U_ZERO_ERROR;
    u_strFromUTF8WithSub(w.p, (int32_t)s.n + 1, &w.n, s.p, (int32_t)s.n, 0xFFFD, NULL, &code);
    assert(U_SUCCESS(code));
    return w;
}

static str wide_to_str(struct arena *a, struct wide w)
{
    int32_t n = 0, cap = 3 * w.n + 1;
    char *p = arena_get(a, (size_t)cap);
    UErrorCode code = U_ZERO_ERROR;
    u_strToUTF8(p, cap, &n, w.p, w.n, &code);
    assert(U_SUCCESS(code));
    return (str){ p, (size_t)n };
}

typedef int32_t change(UChar *to, int32_t cap, struct wide from, UErrorCode *code);

static struct wide wide_change(struct arena *a, change *how, struct wide from)
{
    UErrorCode code = U_ZERO_ERROR;
    int32_t cap = 2 * from.n + 16;
    struct wide to = { NEW_N(a, UChar, (size_t)cap), 0 };
    to.n = how(to.p, cap, from, &code);
    if (code == U_BUFFER_OVERFLOW_ERROR) {
        code = U_ZERO_ERROR;
        to.p = NEW_N(a, UChar, (size_t)to.n + 1);
        to.n = how(to.p, to.n + 1, from, &code);
    }
    assert(U_SUCCESS(code));
    return to;
}

static int32_t to_nfc(UChar *to, int32_t cap, struct wide from, UErrorCode *code)
{
    return unorm2_normalize(unorm2_getNFCInstance(code), from.p, from.n, to, cap, code);
}

static int32_t to_nfkd(UChar *to, int32_t cap, struct wide from, UErrorCode *code)
{
    return unorm2_normalize(unorm2_getNFKDInstance(code), from.p, from.n, to, cap, code);
}

static int32_t to_folded(UChar *to, int32_t cap, struct wide from, UErrorCode *code)
{
    return u_strFoldCase(to, cap, from.p, from.n, U_FOLD_CASE_DEFAULT, code);
}

static int32_t to_lower(UChar *to, int32_t cap, struct wide from, UErrorCode *code)
{
    return u_strToLower(to, cap, from.p, from.n, "", code);
}

str intl_nfc(struct arena *a, str s)
{
    if (is_below(s, 0xCC))
        return s;
    struct wide w = wide_of(a, s);
    UErrorCode code = U_ZERO_ERROR;
    const UNormalizer2 *nfc = unorm2_getNFCInstance(&code);
    if (unorm2_isNormalized(nfc, w.p, w.n, &code) && U_SUCCESS(code))
        return s;
    return wide_to_str(a, wide_change(a, to_nfc, w));
}

/* ASCII white space, NEL, the blanks of Unicode's White_Space. */
static bool is_blank(uint32_t c)
{
    return c < 0x80 ? c == ' ' || (c >= '\t' && c <= '\r') : u_isUWhiteSpace((UChar32)c);
}

str intl_title(struct arena *a, str s)
{
    struct buf b = buf_new(a);
    bool gap = false;
    str rest = intl_nfc(a, s);
    while (rest.n > 0) {
        uint32_t c = str_code_point(&rest);
        if (is_blank(c)) {
            gap = true;
            continue;
        }
        if (gap && b.n > 0)
            buf_byte(&b, ' ');
        gap = false;
        buf_code_point(&b, c);
    }
    return buf_str(&b);
}

static bool is_apostrophe(uint32_t c)
{
    return c == '\'' || c == '`' || c == 0xB4 || c == 0x2BC || c == 0x2019;
}

static bool is_word(uint32_t c)
{
    if (c < 0x80)
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
               || c == '_';
    return (U_GET_GC_MASK((UChar32)c) & (U_GC_L_MASK | U_GC_N_MASK)) != 0;
}

static bool is_mark(uint32_t c)
{
    return c >= 0x300 && (U_GET_GC_MASK((UChar32)c) & U_GC_M_MASK) != 0;
}

static uint32_t unstroked(uint32_t c)
{
    switch (c) {
    case 0x131: return 'i';
    case 0xF8:  return 'o';
    case 0x142: return 'l';
    case 0x111: return 'd';
    default:    return c;
    }
}

/* Spacing acute accents go first: NFKD would turn them into a blank and a mark. */
static struct wide without_apostrophes(struct arena *a, str s)
{
    struct wide w = wide_of(a, s);
    int32_t n = 0;
    for (int32_t i = 0; i < w.n; i++)
        if (!is_apostrophe(w.p[i]))
            w.p[n++] = w.p[i];
    w.n = n;
    return w;
}

static struct wide without_marks(struct wide w)
{
    int32_t n = 0;
    for (int32_t i = 0; i < w.n; ) {
        int32_t from = i;
        UChar32 c;
        U16_NEXT(w.p, i, w.n, c);
        for (; !is_mark((uint32_t)c) && from < i; from++)
            w.p[n++] = w.p[from];
    }
    w.n = n;
    return w;
}

static str folded(struct arena *a, str s)
{
    if (is_ascii(s))
        return s;
    struct wide w = without_apostrophes(a, s);
    w = without_marks(wide_change(a, to_nfkd, w));
    return wide_to_str(a, wide_change(a, to_folded, w));
}

static int32_t to_nfd(UChar *to, int32_t cap, struct wide from, UErrorCode *code)
{
    return unorm2_normalize(unorm2_getNFDInstance(code), from.p, from.n, to, cap, code);
}

str intl_answer(struct arena *a, str s, bool exact_case, bool exact_accents)
{
    s = intl_title(a, s);
    if (s.n == 0 || (exact_case && exact_accents))
        return s;
    struct wide w = wide_of(a, s);
    if (!exact_accents)
        w = without_marks(wide_change(a, to_nfd, w));
    if (!exact_case)
        w = wide_change(a, to_folded, w);
    return wide_to_str(a, wide_change(a, to_nfc, w));
}

static str in_small_letters(struct arena *a, str s)
{
    char *p = (char *)str_dup(a, s).p;
    for (size_t i = 0; i < s.n; i++)
        if (p[i] >= 'A' && p[i] <= 'Z')
            p[i] = (char)(p[i] + ('a' - 'A'));
    return (str){ p, s.n };
}

str intl_name_key(struct arena *a, str s)
{
    if (is_ascii(s))
        return in_small_letters(a, s);
    struct wide w = wide_change(a, to_folded, wide_change(a, to_nfd, wide_of(a, s)));
    return wide_to_str(a, wide_change(a, to_nfc, w));
}

str intl_alias_key(struct arena *a, str s)
{
    struct buf b = buf_new(a);
    bool gap = false;
    str rest = folded(a, s);
    while (rest.n > 0) {
        uint32_t c = unstroked(str_code_point(&rest));
        if (c >= 'A' && c <= 'Z')
            c += 'a' - 'A';
        if (is_apostrophe(c))
            continue;
        if (!is_word(c) && c != '&') {
            gap = true;
            continue;
        }
        if ((gap || c == '&') && b.n > 0)
            buf_byte(&b, ' ');
        gap = c == '&';
        if (c == '&')
            buf_put(&b, S("and"));
        else
            buf_code_point(&b, c);
    }
    str key = buf_str(&b);
    return str_starts(key, S("the ")) ? str_from(key, 4) : key;
}

enum { EMAIL_MOST = 254 };                /* RFC 5321 4.5.3.1.3, without < and > */

/* What looks like another address or like none: people never typed it on purpose. */
static const char *odd_letter(uint32_t c)
{
    if (u_hasBinaryProperty((UChar32)c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) || !u_isgraph((UChar32)c))
        return "has a character in it that nobody sees";
    if (u_getIntPropertyValue((UChar32)c, UCHAR_EAST_ASIAN_WIDTH) == U_EA_FULLWIDTH)
        return "has letters of full width in it";
    return NULL;
}

static const char *local_part_trouble(str local)
{
    const char *why;
    if (local.n == 0)
        return "has nothing before the @";
    while (local.n > 0) {
        uint32_t c = str_code_point(&local);
        if (is_blank(c))
            return "has a blank in it";
        if (c < 0x20 || c == 0x7F)
            return "has a control character in it";
        if (c < 0x80 && strchr("<>()[],;:\\\"", (int)c) != NULL)
            return "has a character that no address has: one of <>()[],;:\\\"";
        if (c >= 0x80 && (why = odd_letter(c)) != NULL)
            return why;
    }
    return NULL;
}

/* Letters, digits and hyphens between dots (RFC 1123 2.1). */
static const char *domain_trouble(str domain)
{
    if (domain.n == 0)
        return "has nothing behind the @";
    while (domain.p != NULL) {
        str label = str_cut(&domain, '.');
        if (label.n == 0 || label.n > 63)
            return "has a part between dots that is empty or longer than 63";
        if (label.p[0] == '-' || label.p[label.n - 1] == '-')
            return "has a hyphen at the edge of a part of its domain";
        for (size_t i = 0; i < label.n; i++)
            if (label.p[i] != '-' && (label.p[i] == '_' || !is_word((unsigned char)label.p[i])))
                return "has a character in its domain that no domain has";
    }
    return NULL;
}

static bool domain_to_ascii(struct arena *a, str domain, str *out)
{
    enum { CAP = 300 };
    char *p = arena_get(a, CAP);
    UErrorCode code = U_ZERO_ERROR;
    UIDNAInfo info = UIDNA_INFO_INITIALIZER;
    UIDNA *idna = uidna_openUTS46(UIDNA_USE_STD3_RULES | UIDNA_CHECK_BIDI
                                  | UIDNA_NONTRANSITIONAL_TO_ASCII, &code);
    int32_t n = uidna_nameToASCII_UTF8(idna, domain.p, (int32_t)domain.n, p, CAP, &info, &code);
    uidna_close(idna);
    *out = (str){ p, (size_t)n };
    return U_SUCCESS(code) && info.errors == 0 && n < CAP;
}

static str lower(struct arena *a, str s)
{
    if (!is_ascii(s))
        return wide_to_str(a, wide_change(a, to_lower, wide_change(a, to_nfc, wide_of(a, s))));
    char *p = arena_get(a, s.n + 1);
    for (size_t i = 0; i < s.n; i++)
        p[i] = s.p[i] >= 'A' && s.p[i] <= 'Z' ? (char)(s.p[i] + ('a' - 'A')) : s.p[i];
    return (str){ p, s.n };
}

static str trimmed(str s)
{
    for (str rest = s; rest.n > 0 && is_blank(str_code_point(&rest)); )
        s = rest;
    for (size_t n = s.n; n > 0; ) {
        do
            n--;
        while (n > 0 && ((unsigned char)s.p[n] & 0xC0) == 0x80);
        str last = str_from(s, n);
        if (!is_blank(str_code_point(&last)))
            break;
        s = str_head(s, n);
    }
    return s;
}

/* Letters, digits and the marks that nothing speaks against, around one @: what nearly every
 * address is. */
static bool plain_email_key(struct arena *a, str s, str *out)
{
    char *p = arena_get_text(a, s.n + 1);
    size_t at = 0;
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        if (c == '@' && at == 0)
            at = i;
        else if (c >= 'A' && c <= 'Z')
            c = (char)(c + ('a' - 'A'));
        else if (!(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9') && c != '.' && c != '-' && c != '_' && c != '+')
            return false;
        p[i] = c;
    }
    *out = (str){ p, s.n };
    return at > 0 && s.n <= EMAIL_MOST && domain_trouble(str_from(*out, at + 1)) == NULL;
}

bool intl_email_key(struct arena *a, str s, str *out, const char **why)
{
    if (plain_email_key(a, s, out))
        return true;
    str low = lower(a, trimmed(s));
    size_t at = str_find(low, S("@"));
    if (at == low.n)
        return *why = "has no @", false;
    str local = str_head(low, at), domain = str_from(low, at + 1);
    if (str_find(domain, S("@")) < domain.n)
        return *why = "has more than one @", false;
    if ((*why = local_part_trouble(local)) != NULL)
        return false;
    if (!is_ascii(domain)) {
        if (!domain_to_ascii(a, domain, &domain))
            return *why = "has a domain that is not one", false;
        low = str_format(a, STR_FMT "@" STR_FMT, STR_ARG(local), STR_ARG(domain));
    }
    if ((*why = domain_trouble(domain)) != NULL)
        return false;
    if (low.n > EMAIL_MOST)
        return *why = "is longer than 254 bytes", false;
    *out = low;
    return true;
}

str intl_capital(struct arena *a, str s)
{
    str rest = s;
    uint32_t first = s.n > 0 ? str_code_point(&rest) : 0;
    uint32_t capital = (uint32_t)u_totitle((UChar32)first);
    if (capital == first)
        return s;
    struct buf b = buf_new(a);
    buf_code_point(&b, capital);
    buf_put(&b, rest);
    return buf_str(&b);
}

bool intl_has_letters(str s)
{
    while (s.n > 0) {
        uint32_t c = str_code_point(&s);
        if (c < 0x80 ? (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') : u_isalpha((UChar32)c))
            return true;
    }
    return false;
}
