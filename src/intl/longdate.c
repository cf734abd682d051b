/*
 * A text is read from left to right: the longest word that the language has
 * here, a time, or a number. Which languages have all words of a text is
 * remembered by its words, so that of a million dates each costs a reading or two.
 */
#include "intl/longdate.h"

#include <string.h>
#include <unicode/uchar.h>
#include <unicode/udat.h>
#include <unicode/uloc.h>
#include <unicode/ustring.h>

#include "base/buf.h"
#include "intl/script.h"
#include "intl/text.h"

enum kind { MONTH, WEEKDAY, HALF, FILLER };

struct word { str text; enum kind kind; int value; };

struct lexicon { const char *locale; bool ruled_out; VEC(struct word) words; };

/* Languages that have all words of some texts. */
struct family { str words; VEC(size_t) lexica; };

struct longdates {
    struct arena *arena;
    VEC(struct lexicon) lexica;
    VEC(struct family) families;
    size_t last;                          /* family that was right */
};

enum { TEXT_MOST = 120, FAMILIES_MOST = 2000, WIDE_MOST = 256 };

struct longdates *longdates_new(struct arena *a)
{
    struct longdates *d = NEW(a, struct longdates);
    *d = (struct longdates){ .arena = a };
    return d;
}

/* --- what is compared ---------------------------------------------------------------- */

static bool is_blank(uint32_t c)
{
    return u_isUWhiteSpace((UChar32)c) || u_charType((UChar32)c) == U_FORMAT_CHAR;
}

/* Folded, digits of all scripts as 0 to 9, each run of blanks and marks of direction one blank. */
static str folded(struct arena *a, str s)
{
    struct buf b = buf_new(a);
    bool blank = false;
    for (str rest = intl_name_key(a, s); rest.n > 0;) {
        uint32_t c = str_code_point(&rest);
        int32_t digit = u_charType((UChar32)c) == U_DECIMAL_DIGIT_NUMBER ? u_charDigitValue((UChar32)c) : -1;
        if (is_blank(c)) {
            blank = b.n > 0;
            continue;
        }
        if (blank)
            buf_byte(&b, ' ');
        blank = false;
        if (digit >= 0)
            buf_byte(&b, (char)('0' + digit));
        else
            buf_code_point(&b, c);
    }
    return buf_str(&b);
}

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

static str without_dot(str s)
{
    return s.n > 1 && str_ends(s, S(".")) ? str_head(s, s.n - 1) : s;
}

/* --- words of a language ---------------------------------------------------------------- */

static str narrow(struct arena *a, const UChar *wide, int32_t n)
{
    char text[4 * WIDE_MOST];
    int32_t length = 0;
    UErrorCode code = U_ZERO_ERROR;
    u_strToUTF8(text, sizeof text, &length, wide, n, &code);
    return U_SUCCESS(code) ? str_dup(a, (str){ text, (size_t)length }) : S("");
}

static bool has_letters(str s)
{
    while (s.n > 0)
        if (is_letter(str_code_point(&s)))
            return true;
    return false;
}

static void add_word(struct longdates *d, struct lexicon *l, str text, enum kind kind, int value)
{
    text = without_dot(folded(d->arena, text));
    if (has_letters(text))
        *vec_push(d->arena, &l->words) = (struct word){ text, kind, value };
}

static void add_names(struct longdates *d, struct lexicon *l, UDateFormat *f, UDateFormatSymbolType type,
                      enum kind kind, int first)
{
    for (int32_t i = 0, n = udat_countSymbols(f, type); i < n; i++) {
        UChar wide[WIDE_MOST];
        UErrorCode code = U_ZERO_ERROR;
        int32_t length = udat_getSymbols(f, type, i, wide, WIDE_MOST, &code);
        if (U_SUCCESS(code) && length < WIDE_MOST)
            add_word(d, l, narrow(d->arena, wide, length), kind, i + first);
    }
}

/* In a pattern, letters of ASCII outside quotes are fields and everything else is itself. */
static void add_fillers(struct longdates *d, struct lexicon *l, UDateFormat *f)
{
    UChar wide[WIDE_MOST];
    UErrorCode code = U_ZERO_ERROR;
    int32_t n = udat_toPattern(f, false, wide, WIDE_MOST, &code);
    if (U_FAILURE(code) || n >= WIDE_MOST)
        return;
    bool quoted = false;
    struct buf b = buf_new(d->arena);
    for (str rest = narrow(d->arena, wide, n); rest.n > 0;) {
        uint32_t c = str_code_point(&rest);
        quoted ^= c == '\'';
        bool field = !quoted && c < 0x80;
        if (c != '\'')
            buf_code_point(&b, field || !is_letter(c) ? ' ' : c);
    }
    for (str rest = buf_str(&b); rest.p != NULL;)
        add_word(d, l, str_cut(&rest, ' '), FILLER, 0);
}

static void add_language(struct longdates *d, const char *locale)
{
    static const struct { UDateFormatSymbolType type; enum kind kind; int first; } names[] = {
        { UDAT_MONTHS, MONTH, 1 }, { UDAT_SHORT_MONTHS, MONTH, 1 },
        { UDAT_STANDALONE_MONTHS, MONTH, 1 }, { UDAT_STANDALONE_SHORT_MONTHS, MONTH, 1 },
        { UDAT_WEEKDAYS, WEEKDAY, 0 }, { UDAT_SHORT_WEEKDAYS, WEEKDAY, 0 },
        { UDAT_STANDALONE_WEEKDAYS, WEEKDAY, 0 }, { UDAT_STANDALONE_SHORT_WEEKDAYS, WEEKDAY, 0 },
        { UDAT_AM_PMS, HALF, 0 },
    };
    static const UDateFormatStyle styles[] = { UDAT_FULL, UDAT_LONG, UDAT_MEDIUM };
    struct lexicon l = { .locale = locale };
    add_word(d, &l, S("am"), HALF, 0);
    add_word(d, &l, S("pm"), HALF, 1);
    for (size_t i = 0; i < sizeof styles / sizeof *styles; i++) {
        UErrorCode code = U_ZERO_ERROR;
        UDateFormat *f = udat_open(UDAT_SHORT, styles[i], locale, NULL, 0, NULL, 0, &code);
        if (U_FAILURE(code))
            return;
        for (size_t k = 0; i == 0 && k < sizeof names / sizeof *names; k++)
            add_names(d, &l, f, names[k].type, names[k].kind, names[k].first);
        add_fillers(d, &l, f);
        udat_close(f);
    }
    *vec_push(d->arena, &d->lexica) = l;
}

/* All languages, and the regions whose months have other names than their language. */
static void add_languages(struct longdates *d)
{
    static const char *const regions[] = { "ar_DZ", "ar_IQ", "ar_MA", "ar_MR", "de_AT", "en_AU",
                                           "fr_CA", "pt_PT", "zh_Hant" };
    for (int32_t i = 0, n = uloc_countAvailable(); i < n; i++) {
        char country[ULOC_COUNTRY_CAPACITY];
        UErrorCode code = U_ZERO_ERROR;
        const char *locale = uloc_getAvailable(i);
        if (uloc_getCountry(locale, country, sizeof country, &code) == 0 && U_SUCCESS(code))
            add_language(d, locale);
    }
    for (size_t i = 0; i < sizeof regions / sizeof *regions; i++)
        add_language(d, regions[i]);
}

/* --- reading ---------------------------------------------------------------------------- */

struct reading {
    int year, month, day;                 /* 0: not yet */
    int weekday, half;                    /* -1: not said */
    bool has_time;
    int hour, minute, second;
};

/* Where letters are written without gaps, a word may end anywhere. */
static bool ends_here(str before, str behind)
{
    if (behind.n == 0 || before.n == 0)
        return true;
    if (is_digit(before.p[before.n - 1]))
        return !is_digit(behind.p[0]);
    uint32_t next = str_code_point(&behind);
    enum script s = script_of(next);
    return !is_letter(next) || s == SCRIPT_HAN || s == SCRIPT_OTHER || s == SCRIPT_NONE;
}

/* Of two readings of one word, behind a number what stands between numbers: 日 of a
 * day, which is Sunday elsewhere. */
static const struct word *longest_word(const struct lexicon *l, str s, bool behind_number)
{
    const struct word *best = NULL;
    for (size_t i = 0; i < l->words.n; i++) {
        const struct word *w = &l->words.v[i];
        bool better = best == NULL || w->text.n > best->text.n
                   || (w->text.n == best->text.n && behind_number && w->kind == FILLER);
        if (better && str_starts(s, w->text) && ends_here(w->text, str_from(s, w->text.n)))
            best = w;
    }
    return best;
}

/* Says it, unless something else was said before. */
static bool say(int *what, int nothing, int value)
{
    bool ok = *what == nothing || *what == value;
    *what = value;
    return ok;
}

static bool take_word(struct reading *r, const struct word *w)
{
    switch (w->kind) {
    case MONTH:   return w->value <= 12 && say(&r->month, 0, w->value);
    case WEEKDAY: return say(&r->weekday, -1, w->value);
    case HALF:    return w->value > 1 || say(&r->half, -1, w->value);
    case FILLER:  break;
    }
    return true;
}

static size_t digits(str s, int *value)
{
    size_t n = 0;
    for (*value = 0; n < s.n && n < 5 && is_digit(s.p[n]); n++)
        *value = *value * 10 + (s.p[n] - '0');
    return n;
}

/* 14:05, 14:05:30, 14.05. The bytes; 0: no time. */
static size_t take_time(struct reading *r, str s)
{
    int hour, minute, second = 0;
    size_t h = digits(s, &hour);
    if (h == 0 || h > 2 || h >= s.n || (s.p[h] != ':' && s.p[h] != '.'))
        return 0;
    char mark = s.p[h];
    size_t n = h + 1, m = digits(str_from(s, n), &minute);
    n += m;
    if (m != 2 || (n + 1 < s.n && s.p[n] == '.' && is_digit(s.p[n + 1])) || hour > 23 || minute > 59)
        return 0;
    if (n < s.n && s.p[n] == mark && mark == ':' && digits(str_from(s, n + 1), &second) == 2)
        n += 3;
    if (second > 59 || r->has_time)
        return 0;
    r->has_time = true;
    r->hour = hour;
    r->minute = minute;
    r->second = second;
    return n;
}

/* The bytes of a number that is a year or a day; 0: it is neither. */
static size_t take_number(struct reading *r, str s)
{
    int value;
    size_t n = digits(s, &value);
    bool ok = n == 4 ? say(&r->year, 0, value) : n > 0 && n <= 2 && say(&r->day, 0, value);
    return ok ? n : 0;
}

/* A month in figures has no zero before it where it is a word: 4月. */
static str without_zero(str s)
{
    return s.n > 1 && s.p[0] == '0' && is_digit(s.p[1]) ? str_from(s, 1) : s;
}

static size_t take_mark(str s)
{
    static const char *const marks[] = { " ", ",", ".", "،", "、", "，", "(", ")" };
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (str_starts(s, str_of(marks[i])))
            return strlen(marks[i]);
    return 0;
}

static size_t take_one(const struct lexicon *l, struct reading *r, str s, bool behind_number)
{
    size_t n = take_mark(s);
    if (n > 0)
        return n;
    str bare = without_zero(s);
    const struct word *w = longest_word(l, bare, behind_number);
    if (w != NULL)
        return take_word(r, w) ? w->text.n + (s.n - bare.n) : 0;
    n = take_time(r, s);
    return n > 0 ? n : take_number(r, s);
}

/* Whether the language has all the words. */
static bool read_words(const struct lexicon *l, str s, struct reading *out)
{
    *out = (struct reading){ .weekday = -1, .half = -1 };
    for (size_t at = 0, n; at < s.n; at += n) {
        n = take_one(l, out, str_from(s, at), at > 0 && is_digit(s.p[at - 1]));
        if (n == 0)
            return false;
    }
    return out->month > 0 && out->day > 0 && out->year > 0 && (out->half < 0 || out->has_time);
}

static bool read_half(struct reading *r)
{
    if (r->half < 0)
        return true;
    if (r->hour < 1 || r->hour > 12)
        return false;
    r->hour = r->hour % 12 + (r->half == 1 ? 12 : 0);
    return true;
}

/* 1970-01-01 was a Thursday; ICU counts days of the week from 1, Sunday. */
static bool is_real(struct reading *r, struct longdate *out)
{
    struct civil c = { r->year, r->month, r->day };
    if (!date_is_real(c) || !read_half(r))
        return false;
    day d = date_of_civil(c);
    if (r->weekday >= 0 && r->weekday != ((d + 4) % 7 + 7) % 7 + 1)
        return false;
    out->has_time = r->has_time;
    out->local = date_to_instant(d) + ((r->hour * 60 + r->minute) * 60 + r->second) * (instant)1000;
    return true;
}

/* --- families of texts ---------------------------------------------------------------------- */

/* Every run of digits as one 9: dates of one month and one day of the week are alike. */
static str words_of(str s, char *room)
{
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++)
        if (!is_digit(s.p[i]))
            room[n++] = s.p[i];
        else if (n == 0 || room[n - 1] != '9')
            room[n++] = '9';
    return (str){ room, n };
}

static struct family *find_family(struct longdates *d, str words)
{
    for (size_t i = 0, n = d->families.n; i < n; i++) {
        size_t at = (d->last + i) % n;
        if (str_eq(d->families.v[at].words, words)) {
            d->last = at;
            return &d->families.v[at];
        }
    }
    return NULL;
}

static struct family *new_family(struct longdates *d, str words, str text)
{
    if (d->lexica.n == 0)
        add_languages(d);
    if (d->families.n == FAMILIES_MOST)
        d->families.n = 0;
    struct family *f = vec_push(d->arena, &d->families);
    *f = (struct family){ .words = str_dup(d->arena, words) };
    for (size_t i = 0; i < d->lexica.n; i++) {
        struct reading unused;
        if (read_words(&d->lexica.v[i], text, &unused))
            *vec_push(d->arena, &f->lexica) = i;
    }
    return f;
}

static struct family *family_of(struct longdates *d, str text)
{
    char room[4 * TEXT_MOST];
    if (text.n >= sizeof room)
        return NULL;
    str words = words_of(text, room);
    struct family *f = find_family(d, words);
    return f != NULL ? f : new_family(d, words, text);
}

static bool reads(const struct lexicon *l, str text, struct longdate *out)
{
    struct reading r;
    return read_words(l, text, &r) && is_real(&r, out);
}

static bool is_readable(str s)
{
    return s.n > 0 && s.n <= TEXT_MOST && str_utf8_bad(s) == s.n;
}

enum longdate_fit longdate_read(struct longdates *d, str s, struct longdate out[2])
{
    if (!is_readable(s))
        return LONGDATE_NONE;
    struct arena *scratch = arena_new();
    str text = folded(scratch, s);
    struct family *f = family_of(d, text);
    int found = 0;
    for (size_t i = 0; f != NULL && i < f->lexica.n && found < 2; i++) {
        const struct lexicon *l = &d->lexica.v[f->lexica.v[i]];
        struct longdate x;
        if (!l->ruled_out && reads(l, text, &x)
            && (found == 0 || x.local != out[0].local || x.has_time != out[0].has_time))
            out[found++] = x;
    }
    arena_free(scratch);
    return (enum longdate_fit)found;
}

/* --- learning ------------------------------------------------------------------------------ */

static void rule_out(struct longdates *d, const bool *stay)
{
    bool any = false;
    for (size_t i = 0; i < d->lexica.n; i++)
        any = any || (stay[i] && !d->lexica.v[i].ruled_out);
    for (size_t i = 0; any && i < d->lexica.n; i++)
        d->lexica.v[i].ruled_out |= !stay[i];
}

void longdates_learn(struct longdates *d, str s)
{
    if (!is_readable(s))
        return;
    struct arena *scratch = arena_new();
    str text = folded(scratch, s);
    struct family *f = family_of(d, text);
    bool *stay = NEW_N(scratch, bool, d->lexica.n + 1);
    for (size_t i = 0; f != NULL && i < f->lexica.n; i++) {
        struct longdate unused;
        stay[f->lexica.v[i]] = reads(&d->lexica.v[f->lexica.v[i]], text, &unused);
    }
    rule_out(d, stay);
    arena_free(scratch);
}

void longdates_learn_language(struct longdates *d, str lang)
{
    struct arena *scratch = arena_new();
    bool *stay = NEW_N(scratch, bool, d->lexica.n + 1);
    for (size_t i = 0; i < d->lexica.n; i++) {
        str locale = str_of(d->lexica.v[i].locale);
        stay[i] = str_eq(str_cut(&locale, '_'), lang);
    }
    rule_out(d, stay);
    arena_free(scratch);
}
