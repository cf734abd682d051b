/*
 * Moodle's report of course completion (Reports, Course completion, download
 * as CSV or as CSV for a spreadsheet). One course a file; its code is only in
 * the name of the file.
 *
 * The shape says what it is, in every language: two columns for number and
 * name, identity columns as the site shows them, then for each activity its
 * title and a column titled "title - something" with the date, the same
 * something throughout, and last the date of completion of the course. Where
 * e-mail address and country stand is told by what is in the columns.
 *
 * The name is one text whose order depends on the language: it is never split.
 * "Not completed" is no fact; only what was done is.
 */
#include <string.h>

#include "base/buf.h"
#include "import/cell.h"
#include "intl/text.h"

struct pair { size_t at; str title; };    /* the state; its date is in the next field */

struct shape {
    size_t first;                         /* field of the first pair */
    size_t pairs;
    str suffix;                           /* " - Completion date" */
};

struct state { const char *words; enum completion completion; enum success success; };

enum { SEEN = 8 };

struct completion_report {
    VEC(struct pair) pairs;
    int email, country, number;
    struct { str words; const struct state *state; } seen[SEEN];   /* words met so far */
    size_t nseen;
};

/* "Title", "Title - Completion date": what the second adds to the first. */
static bool is_pair(const struct header *h, size_t i, str *suffix)
{
    if (i + 1 >= h->n || h->names[i].n == 0 || !str_starts(h->names[i + 1], h->names[i]))
        return false;
    *suffix = str_from(h->names[i + 1], h->names[i].n);
    return suffix->n > 3 && str_starts(*suffix, S(" - "));
}

static bool find_shape(const struct header *h, struct shape *out)
{
    *out = (struct shape){ 0 };
    for (size_t i = 2; i + 2 < h->n; i++) {
        str suffix;
        if (!is_pair(h, i, &suffix) || (out->pairs > 0 && !str_eq(suffix, out->suffix)))
            continue;
        if (out->pairs++ == 0) {
            out->first = i;
            out->suffix = suffix;
        }
        i++;
    }
    return out->pairs > 0;
}

static enum fit fits(const struct header *h, struct buf *why)
{
    struct shape shape;
    if (!find_shape(h, &shape))
        return FITS_NOT;
    buf_printf(why, "it has %zu %s with a date beside, and one date for the course", shape.pairs,
               shape.pairs == 1 ? "activity" : "activities");
    return FITS;
}

/* --- titles ------------------------------------------------------------------- */

/* Moodle escapes titles for HTML, in CSV too. */
static size_t entity(str s, uint32_t *c)
{
    static const struct { str name; uint32_t c; } named[] = {
        { { "amp", 3 }, '&' }, { { "lt", 2 }, '<' }, { { "gt", 2 }, '>' },
        { { "quot", 4 }, '"' }, { { "apos", 4 }, '\'' }, { { "nbsp", 4 }, 0xA0 },
    };
    size_t end = str_find(str_head(s, s.n < 12 ? s.n : 12), S(";"));
    if (s.n < 3 || s.p[0] != '&' || end >= s.n || s.p[end] != ';')
        return 0;
    str name = str_head(str_from(s, 1), end - 1);
    for (size_t i = 0; i < sizeof named / sizeof *named; i++)
        if (str_eq(name, named[i].name)) {
            *c = named[i].c;
            return end + 1;
        }
    int64_t code;
    if (name.n < 2 || name.p[0] != '#' || !str_int(str_from(name, 1), &code)
        || code < 0x20 || code > 0x10FFFF || (code >= 0xD800 && code < 0xE000))
        return 0;
    *c = (uint32_t)code;
    return end + 1;
}

static str unescaped(struct arena *a, str s)
{
    struct buf b = buf_new(a);
    while (s.n > 0) {
        uint32_t c;
        size_t n = entity(s, &c);
        if (n > 0) {
            buf_code_point(&b, c);
            s = str_from(s, n);
        } else {
            buf_byte(&b, s.p[0]);
            s = str_from(s, 1);
        }
    }
    return buf_str(&b);
}

/* Two activities of one title are told apart by their order. */
static str title_of(struct reader *r, const struct completion_report *c, size_t field)
{
    str title = intl_title(r->arena, unescaped(r->arena, r->header->names[field]));
    size_t same = 1;
    for (size_t i = 0; i < c->pairs.n; i++)
        same += str_eq(intl_title(r->arena, unescaped(r->arena, r->header->names[c->pairs.v[i].at])),
                       title);
    if (same == 1)
        return title;
    reader_note(r, "several activities are called \"" STR_FMT "\"; they are told apart by their order",
                STR_ARG(title));
    return str_format(r->arena, STR_FMT " (%zu)", STR_ARG(title), same);
}

static void find_pairs(struct reader *r, struct completion_report *c, const struct shape *shape)
{
    for (size_t i = shape->first; i + 1 < r->header->n; i++) {
        str suffix;
        if (i + 2 < r->header->n && is_pair(r->header, i, &suffix) && str_eq(suffix, shape->suffix)) {
            struct pair pair = { i, title_of(r, c, i) };
            *vec_push(r->arena, &c->pairs) = pair;
            i++;
        } else {
            reader_note(r, "the condition \"" STR_FMT "\" is not an activity and is left out",
                        STR_ARG(r->header->names[i]));
        }
    }
}

/* --- identity columns ------------------------------------------------------------ */

/* Words of the header, as keys of intl_alias_key(). */
static const char *const country_words[] = {
    "country", "pays", "pais", "الدولة", "国家或地区", "国家", "страна", "land", NULL
};
static const char *const number_words[] = {
    "id number", "numero didentification", "numero de id", "رقم المعرف", "学号",
    "индивидуальный номер", "id nummer", "numero de identificacao", "numero id", NULL
};

static int find_word(struct reader *r, size_t end, const char *const *words)
{
    for (size_t i = 2; i < end; i++) {
        str key = intl_alias_key(r->scratch, r->header->names[i]);
        for (const char *const *word = words; *word != NULL; word++)
            if (str_eq(key, str_of(*word)))
                return (int)i;
    }
    return NO_FIELD;
}

/* What a column's values have in common, over the first rows. */
struct look { size_t filled, emails, codes; };
struct looks { struct look *of; size_t end; };

static bool is_code(str s)
{
    return s.n == 2 && s.p[0] >= 'A' && s.p[0] <= 'Z' && s.p[1] >= 'A' && s.p[1] <= 'Z';
}

static void look_at(void *self, const struct row *row)
{
    struct looks *l = self;
    for (size_t i = 0; i < l->end && i < row->n; i++) {
        str s = str_trim(row->fields[i]);
        l->of[i].filled += s.n > 0;
        l->of[i].emails += str_find(s, S("@")) < s.n && str_find(s, S(" ")) == s.n;
        l->of[i].codes += is_code(s);
    }
}

/* The first column that is filled with such values and nothing else; a second
 * one makes the answer uncertain. */
static int only_column(const struct looks *l, size_t (*count)(const struct look *), bool *several)
{
    int found = NO_FIELD;
    *several = false;
    for (size_t i = 2; i < l->end; i++) {
        if (l->of[i].filled == 0 || count(&l->of[i]) != l->of[i].filled)
            continue;
        *several = found != NO_FIELD;
        if (found == NO_FIELD)
            found = (int)i;
    }
    return found;
}

static size_t emails(const struct look *l) { return l->emails; }
static size_t codes(const struct look *l)  { return l->codes; }

static bool find_identity(struct reader *r, struct completion_report *c, size_t end, bool *whole,
                          struct err *e)
{
    struct looks l = { NEW_N(r->arena, struct look, end), end };
    bool several;
    if (!reader_sample(r, look_at, &l, whole, e))
        return false;
    c->email = only_column(&l, emails, &several);
    c->country = find_word(r, end, country_words);
    if (c->country == NO_FIELD) {
        c->country = only_column(&l, codes, &several);
        if (several) {
            reader_note(r, "several columns look like codes of countries; none is taken");
            c->country = NO_FIELD;
        }
    }
    c->number = find_word(r, end, number_words);
    return true;
}

static void tell_columns(struct reader *r, const struct completion_report *c, size_t end)
{
    struct buf b = buf_new(r->scratch);
    for (size_t i = 2; i < end; i++) {
        const char *what = (int)i == c->email ? "e-mail address" : (int)i == c->country ? "country"
                         : (int)i == c->number ? "ID number" : "not used";
        buf_printf(&b, "%s\"" STR_FMT "\" %s", b.n > 0 ? ", " : "", STR_ARG(r->header->names[i]), what);
    }
    if (b.n > 0)
        reader_note(r, "columns: " STR_FMT, STR_ARG(buf_str(&b)));
    if (c->country == NO_FIELD)
        reader_note(r, "no column tells the country: give the users download in the same call, and "
                    "people get theirs from it by their e-mail address");
}

static bool begin(struct reader *r, struct err *e)
{
    struct completion_report *c = r->own = NEW(r->arena, struct completion_report);
    struct shape shape;
    bool whole;
    if (!find_shape(r->header, &shape))
        return err_set(e, ERR_INPUT, STR_FMT " is no report of course completion: it has no pairs of "
                       "an activity and its date", STR_ARG(r->file));
    if (r->course.n == 0)
        return err_set(e, ERR_USAGE, STR_FMT " does not say of which course it is; say --course CODE",
                       STR_ARG(r->file));
    find_pairs(r, c, &shape);
    if (!find_identity(r, c, shape.first, &whole, e))
        return false;
    tell_columns(r, c, shape.first);
    reader_role(r, "account", 0);
    reader_role(r, "name", 1);
    reader_role(r, "email", c->email);
    reader_role(r, "country", c->country);
    reader_role(r, "external id", c->number);
    if (c->email == NO_FIELD && !r->ids_count && whole)
        reader_note(r, "no column holds e-mail addresses");
    return true;
}

/* --- rows --------------------------------------------------------------------------- */

static bool matches(str s, str pattern)
{
    size_t gap = str_find(pattern, S("%"));
    if (gap == pattern.n)
        return str_eq(s, pattern);
    str before = str_head(pattern, gap), behind = str_from(pattern, gap + 1);
    return s.n >= before.n + behind.n && str_starts(s, before) && str_ends(s, behind);
}

/* ’ as ', and NFC. */
static str plain_words(struct arena *a, str s)
{
    s = intl_nfc(a, s);
    if (str_find(s, S("’")) == s.n)
        return s;
    struct buf b = buf_new(a);
    while (s.n > 0) {
        size_t at = str_find(s, S("’"));
        buf_put(&b, str_head(s, at));
        if (at < s.n)
            buf_byte(&b, '\'');
        s = str_from(s, at < s.n ? at + sizeof "’" - 1 : at);
    }
    return buf_str(&b);
}

static const struct state states[] = {
#define STATE(words, completion, success) { words, COMPLETION_##completion, SUCCESS_##success },
#include "import/moodle_states.def"
#undef STATE
};

static const struct state *find_state(struct arena *a, str s)
{
    s = plain_words(a, s);
    for (size_t i = 0; i < sizeof states / sizeof *states; i++)
        if (matches(s, str_of(states[i].words)))
            return &states[i];
    return NULL;
}

/* A file has two or three words for states, a million times. */
static const struct state *state_of(struct reader *r, struct completion_report *c, str words)
{
    for (size_t i = 0; i < c->nseen; i++)
        if (str_eq(c->seen[i].words, words))
            return c->seen[i].state;
    const struct state *state = find_state(r->scratch, words);
    if (state != NULL && c->nseen < SEEN) {
        c->seen[c->nseen].words = str_dup(r->arena, words);
        c->seen[c->nseen++].state = state;
    }
    return state;
}

static bool put_activity(struct reader *r, const struct pair *pair, struct record *out,
                         struct record_result *results, struct err *e)
{
    struct completion_report *c = r->own;
    str words = reader_text(r, (int)pair->at);
    if (words.n == 0)
        return true;
    const struct state *s = state_of(r, c, words);
    struct record_result result = { .activity = pair->title };
    if (s == NULL) {
        reader_refuse(r, (int)pair->at, "unknown-state", "nobody knows this word of Moodle's for a "
                      "state; download the report with Moodle's language set to English");
        return true;
    }
    if (s->completion == COMPLETION_NONE)
        return true;
    result.completion = s->completion;
    result.success = s->success;
    if (!cell_stamp(r, (int)pair->at + 1, &result.at, e))
        return false;
    results[out->nresults++] = result;
    return true;
}

static bool put_course(struct reader *r, struct record *out, struct record_result *results,
                       struct err *e)
{
    struct record_result result = { .completion = COMPLETION_COMPLETED };
    if (!cell_stamp(r, (int)r->header->n - 1, &result.at, e))
        return false;
    if (result.at.precision != PRECISION_NONE)
        results[out->nresults++] = result;
    return true;
}

static bool read_row(struct reader *r, struct record *out, struct err *e)
{
    const struct completion_report *c = r->own;
    struct record_result *results = NEW_N(r->scratch, struct record_result, c->pairs.n + 1);
    out->account = reader_keep(r, 0);
    out->display = reader_keep(r, 1);
    out->email = reader_keep(r, c->email);
    out->external = reader_keep(r, c->number);
    out->course = r->course;
    out->results = results;
    for (size_t i = 0; i < c->pairs.n; i++)
        if (!put_activity(r, &c->pairs.v[i], out, results, e))
            return false;
    return put_course(r, out, results, e)
        && cell_economy(r, c->country, S("moodle"), &out->economy, e);
}

const struct source source_moodle_completion = {
    .name = "moodle-completion", .title = "course completion reported by Moodle", .order = 1, .exported = true,
    .fits = fits, .begin = begin, .read = read_row,
};
