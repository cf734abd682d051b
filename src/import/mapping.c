/*
 * One line after the other; a table says what each setting takes. All faults are found
 * in one reading, so that nobody has to mend them one by one.
 */
#include "import/mapping.h"

#include "base/buf.h"
#include "base/near.h"
#include "crypto/sha256.h"
#include "intl/text.h"
#include "intl/zone.h"

enum section { SECTION_SETTINGS, SECTION_COLUMNS, SECTION_CONSTANTS, SECTION_VALUES, SECTION_SKIP,
               SECTION_UNKNOWN };

enum { LINE_BYTES = 4096, USES = 4096 };

struct parser {
    struct arena *arena;
    struct mapping *m;
    int line;
    enum section section;
    int values;                           /* the field of a section of values */
    bool has_rows;
    unsigned set;                         /* settings that were there, a bit each */
};

__attribute__((format(printf, 2, 3)))
static void fault(struct parser *p, const char *format, ...)
{
    va_list args;
    if (p->m->faults.n == MAPPING_FAULTS)
        return;
    va_start(args, format);
    *vec_push(p->arena, &p->m->faults) =
        (struct mapping_fault){ p->line, str_format_list(p->arena, format, args) };
    va_end(args);
}

str mapping_key(struct arena *a, str s)
{
    return str_dup(a, intl_answer(a, intl_nfc(a, s), false, true));
}

/* --- pieces of a line ------------------------------------------------------------------ */

/* "a ""b""" off the front of *s. */
static bool take_quoted(struct parser *p, str *s, str *out)
{
    struct buf b = buf_new(p->arena);
    for (size_t i = 1; i < s->n; i++) {
        if (s->p[i] != '"') {
            buf_byte(&b, s->p[i]);
        } else if (i + 1 < s->n && s->p[i + 1] == '"') {
            buf_byte(&b, s->p[i++]);
        } else {
            *out = buf_str(&b);
            *s = str_trim(str_from(*s, i + 1));
            return true;
        }
    }
    fault(p, "a quote is not closed; write quotes inside a quoted text twice");
    return false;
}

/* All of s: quoted or as it stands. */
static bool whole_text(struct parser *p, str s, str *out)
{
    if (s.n == 0 || s.p[0] != '"')
        return *out = s, true;
    if (!take_quoted(p, &s, out))
        return false;
    if (s.n > 0)
        fault(p, "there is something behind the closing quote; write quotes inside a quoted text twice");
    return s.n == 0;
}

struct sides { str left, right; int nth; };

/* "LEFT = RIGHT": left quoted, with a number behind it, or as it stands. */
static bool split(struct parser *p, str line, struct sides *out)
{
    int64_t nth = 1;
    str rest = line;
    if (line.p[0] == '"') {
        if (!take_quoted(p, &rest, &out->left))
            return false;
    } else {
        rest = str_from(line, str_find(line, S("=")));
        out->left = str_trim(str_head(line, line.n - rest.n));
    }
    size_t at = str_find(rest, S("="));
    if (at == rest.n) {
        fault(p, "this line has no \"=\"; write what stands in the file on its left and what it means on "
              "its right");
        return false;
    }
    str number = str_trim(str_head(rest, at));
    if (number.n > 0 && (!str_int(number, &nth) || nth < 1 || nth > USES)) {
        fault(p, "only a number that counts columns of the same heading may stand behind a quoted one");
        return false;
    }
    out->nth = (int)nth;
    out->right = str_trim(str_from(rest, at + 1));
    return true;
}

/* "?": left open, with what it could be. */
static bool is_open(struct parser *p, str right)
{
    if (right.n == 0 || right.p[0] != '?')
        return false;
    str of = str_trim(str_from(right, 1));
    if (of.n > 0)
        fault(p, "this is still to be decided (" STR_FMT "): write what is meant instead of the question mark",
              STR_ARG(of));
    else
        fault(p, "this is still to be decided: write what is meant instead of the question mark");
    return true;
}

/* --- settings --------------------------------------------------------------------------- */

struct choice { const char *word; int value; };

/* One of the words, or a fault that lists them. */
static bool choose(struct parser *p, str value, const struct choice *of, int *out)
{
    struct buf b = buf_new(p->arena);
    for (const struct choice *x = of; x->word != NULL; x++) {
        if (str_eq_nocase(value, str_of(x->word)))
            return *out = x->value, true;
        buf_printf(&b, "%s%s", b.n > 0 ? ", " : "", x->word);
    }
    fault(p, "\"" STR_FMT "\" is none of " STR_FMT, STR_ARG(value), STR_ARG(buf_str(&b)));
    return false;
}

static void set_name(struct parser *p, str value)
{
    for (size_t i = 0; i < value.n; i++) {
        unsigned char c = (unsigned char)value.p[i];
        bool good = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
                 || c == '-' || c == '_' || (c == '.' && i > 0);
        if (!good) {
            fault(p, "a name of a mapping has letters from a to z, digits, \"-\", \"_\" and \".\" only");
            return;
        }
    }
    p->m->name = value;
}

static void set_rows(struct parser *p, str value)
{
    static const struct choice kinds[] = {
        { "learning", RECORD_LEARNING }, { "participation", RECORD_PARTICIPATION },
        { "headcount", RECORD_HEADCOUNT }, { "initiative", RECORD_INITIATIVE }, { NULL, 0 } };
    int kind;
    p->has_rows = true;
    if (choose(p, value, kinds, &kind))
        p->m->kind = (enum record_kind)kind;
}

static void set_encoding(struct parser *p, str value) { p->m->encoding = str_dup(p->arena, value); }
static void set_sheet(struct parser *p, str value)    { p->m->sheet = str_dup(p->arena, value); }
static void set_clears(struct parser *p, str value)   { p->m->clears = value; }

static void set_delimiter(struct parser *p, str value)
{
    static const struct choice delimiters[] = {
        { "comma", ',' }, { "semicolon", ';' }, { "tab", '\t' }, { "colon", ':' }, { NULL, 0 } };
    int c;
    if (choose(p, value, delimiters, &c))
        p->m->delimiter = (char)c;
}

static void set_header(struct parser *p, str value)
{
    if (!str_int(value, &p->m->header) || p->m->header < 1 || p->m->header > 1000)
        fault(p, "header is the line of a text, or the row of a sheet, that has the headings: a number from 1 "
              "to 1000");
}

static void set_dates(struct parser *p, str value)
{
    static const struct choice orders[] = { { "iso", DATES_ISO }, { "dmy", DATES_DMY },
                                            { "mdy", DATES_MDY }, { "ymd", DATES_YMD }, { NULL, 0 } };
    int order;
    if (choose(p, value, orders, &order))
        p->m->formats.dates = (enum date_order)order;
}

static void set_years(struct parser *p, str value)
{
    int64_t year;
    if (str_int(value, &year) && year >= 1900 && year <= 2000)
        p->m->formats.first_year = (int)year;
    else
        fault(p, "years is the first year that two digits can mean, from 1900 to 2000: with 1970, 69 is 2069 "
              "and 70 is 1970");
}

static void set_serials(struct parser *p, str value)
{
    static const struct choice serials[] = { { "no", 0 }, { "1900", 1900 }, { "1904", 1904 }, { NULL, 0 } };
    (void)choose(p, value, serials, &p->m->formats.serials);
}

static void set_decimal(struct parser *p, str value)
{
    static const struct choice signs[] = { { "point", false }, { "comma", true }, { NULL, 0 } };
    int comma;
    if (choose(p, value, signs, &comma))
        p->m->formats.comma = comma;
}

static void set_score(struct parser *p, str value)
{
    static const struct formats as_plain = { 0 };
    double full = 0;
    if (str_eq_nocase(value, S("share")))
        full = 1;
    else if (str_eq_nocase(value, S("percent")))
        full = 100;
    else if (value.n > 3 && str_eq_nocase(str_head(value, 3), S("of "))
             && !formats_number(&as_plain, str_trim(str_from(value, 3)), &full))
        full = 0;
    if (full > 0 && full <= 1e9)
        p->m->formats.full_score = full;
    else
        fault(p, "score says what a full one is: share (1), percent (100) or, for example, of 20");
}

static void set_zone(struct parser *p, str value)
{
    struct err e = { 0 };
    struct zone *z = zone_open(p->arena, str_dup(p->arena, value).p, &e);
    if (z == NULL)
        fault(p, "%s", e.text);
    zone_close(z);
    p->m->zone = str_dup(p->arena, value);
}

static const struct setting { const char *name; void (*set)(struct parser *p, str value); } settings[] = {
    { "name", set_name }, { "rows", set_rows }, { "encoding", set_encoding },
    { "delimiter", set_delimiter }, { "sheet", set_sheet }, { "header", set_header },
    { "dates", set_dates }, { "years", set_years }, { "serials", set_serials },
    { "decimal", set_decimal }, { "score", set_score }, { "zone", set_zone },
    { "clears", set_clears },
};
enum { SETTINGS = sizeof settings / sizeof *settings };

static void unknown_setting(struct parser *p, str name)
{
    struct near near = near_to(name);
    for (size_t i = 0; i < SETTINGS; i++)
        near_offer(&near, str_of(settings[i].name));
    if (near.best.n > 0)
        fault(p, "there is no setting \"" STR_FMT "\"; did you mean " STR_FMT "?", STR_ARG(name),
              STR_ARG(near.best));
    else
        fault(p, "there is no setting \"" STR_FMT "\"; columns stand below [columns]", STR_ARG(name));
}

static void read_setting(struct parser *p, const struct sides *s)
{
    str value;
    size_t i = 0;
    while (i < SETTINGS && !str_eq_nocase(s->left, str_of(settings[i].name)))
        i++;
    if (i == SETTINGS) {
        unknown_setting(p, s->left);
        return;
    }
    if (p->set >> i & 1)
        fault(p, "%s is said twice", settings[i].name);
    p->set |= 1u << i;
    p->has_rows = p->has_rows || settings[i].set == set_rows;
    if (is_open(p, s->right) || !whole_text(p, s->right, &value))
        return;
    if (value.n == 0)
        fault(p, "%s says nothing; take the line out if there is nothing to say", settings[i].name);
    else
        settings[i].set(p, value);
}

/* --- columns and constants ----------------------------------------------------------------- */

static int find_field(struct parser *p, str name)
{
    int field = field_named(name, p->m->kind);
    if (field != NO_FIELD)
        return field;
    struct near near = near_to(name);
    for (int i = 0; i < FIELDS; i++)
        if (field_is_of(i, p->m->kind))
            near_offer(&near, str_of(field_name(i)));
    int like = field_near(name, p->m->kind);
    str best = like != NO_FIELD ? str_of(field_name(like)) : near.best;
    if (best.n > 0)
        fault(p, "there is no field \"" STR_FMT "\"; did you mean " STR_FMT "?", STR_ARG(name), STR_ARG(best));
    else
        fault(p, "rows of kind %s have no field \"" STR_FMT "\"; \"etalon help map\" lists them",
              record_kind_name(p->m->kind), STR_ARG(name));
    return NO_FIELD;
}

static size_t find_part(struct parser *p, str activity)
{
    struct mapping *m = p->m;
    for (size_t i = 0; i < m->activities.n; i++)
        if (str_eq(m->activities.v[i], activity))
            return i;
    *vec_push(p->arena, &m->activities) = activity;
    return m->activities.n - 1;
}

/* "completed_at", "completed_at of Module 1" */
static bool read_target(struct parser *p, str s, struct mapping_use *use)
{
    str activity, name = s;
    size_t of = str_find(s, S(" of "));
    if (of < s.n)
        name = str_trim(str_head(s, of));
    use->field = find_field(p, name);
    if (use->field == NO_FIELD || of == s.n)
        return use->field != NO_FIELD;
    if (!whole_text(p, str_trim(str_from(s, of + 4)), &activity))
        return false;
    if (p->m->kind != RECORD_LEARNING || !field_is_of_activity(use->field)) {
        fault(p, "only completed_at, score and status can be \"of\" an activity");
        return false;
    }
    if (activity.n == 0) {
        fault(p, "the activity behind \"of\" is missing");
        return false;
    }
    use->part = find_part(p, activity);
    return true;
}

static bool same_target(const struct mapping_use *a, const struct mapping_use *b)
{
    return a->field == b->field && a->part == b->part && a->field != MAPPING_IGNORES;
}

static void check_once(struct parser *p, const struct mapping_use *use)
{
    const struct mapping *m = p->m;
    for (size_t i = 0; i < m->columns.n + m->constants.n; i++) {
        const struct mapping_use *x = i < m->columns.n ? &m->columns.v[i]
                                                       : &m->constants.v[i - m->columns.n];
        if (same_target(x, use))
            fault(p, "line %d says %s already; a row has it once", x->line, field_name(use->field));
    }
}

static bool has_room(struct parser *p)
{
    if (p->m->columns.n + p->m->constants.n + p->m->skips.n < USES && p->m->values.n < 16 * USES)
        return true;
    fault(p, "there are more lines than a mapping needs; is this one?");
    return false;
}

static void read_column(struct parser *p, const struct sides *s)
{
    struct mapping_use use = { .heading = s->left, .key = mapping_key(p->arena, s->left),
                               .nth = s->nth, .line = p->line };
    if (use.key.n == 0) {
        fault(p, "the heading of the column is missing on the left; give the column one in the file");
        return;
    }
    for (size_t i = 0; i < p->m->columns.n; i++)
        if (p->m->columns.v[i].nth == use.nth && str_eq(p->m->columns.v[i].key, use.key))
            fault(p, "line %d says already what this column is", p->m->columns.v[i].line);
    if (is_open(p, s->right) || !has_room(p))
        return;
    if (str_eq_nocase(s->right, S("ignore")))
        use.field = MAPPING_IGNORES;
    else if (!read_target(p, s->right, &use))
        return;
    check_once(p, &use);
    *vec_push(p->arena, &p->m->columns) = use;
}

static void read_constant(struct parser *p, const struct sides *s)
{
    struct mapping_use use = { .line = p->line };
    if (is_open(p, s->right) || !whole_text(p, s->right, &use.text) || !has_room(p)
        || !read_target(p, s->left, &use))
        return;
    const char *advice = use.text.n > 0 ? field_check_word(use.field, p->m->kind, use.text) : NULL;
    if (use.text.n == 0)
        fault(p, "the constant says nothing; take the line out");
    if (advice != NULL)
        fault(p, "\"" STR_FMT "\": %s", STR_ARG(use.text), advice);
    check_once(p, &use);
    *vec_push(p->arena, &p->m->constants) = use;
}

/* --- values, rows to skip -------------------------------------------------------------------- */

static void check_meaning(struct parser *p, str meant)
{
    const char *advice = meant.n > 0 && !str_eq(meant, S("(clear)"))
                       ? field_check_word(p->values, p->m->kind, meant) : NULL;
    if (advice != NULL)
        fault(p, "\"" STR_FMT "\": %s", STR_ARG(meant), advice);
    if (str_eq(meant, S("(clear)")) && !field_clears(p->values))
        fault(p, "%s cannot be cleared", field_name(p->values));
}

static void read_value(struct parser *p, const struct sides *s)
{
    struct mapping_value v = { .field = p->values, .line = p->line };
    if (p->values == NO_FIELD || is_open(p, s->right) || !whole_text(p, s->right, &v.meant) || !has_room(p))
        return;
    v.key = mapping_key(p->arena, s->left);
    for (size_t i = 0; i < p->m->values.n; i++)
        if (p->m->values.v[i].field == v.field && str_eq(p->m->values.v[i].key, v.key))
            fault(p, "line %d says already what \"" STR_FMT "\" means", p->m->values.v[i].line,
                  STR_ARG(s->left));
    check_meaning(p, v.meant);
    *vec_push(p->arena, &p->m->values) = v;
}

static void read_skip(struct parser *p, const struct sides *s)
{
    struct mapping_skip x = { .heading = s->left, .line = p->line };
    if (is_open(p, s->right) || !whole_text(p, s->right, &x.value) || !has_room(p))
        return;
    x.heading_key = mapping_key(p->arena, s->left);
    x.key = mapping_key(p->arena, x.value);
    *vec_push(p->arena, &p->m->skips) = x;
}

/* --- lines --------------------------------------------------------------------------------- */

static void begin_values(struct parser *p, str name)
{
    p->section = SECTION_VALUES;
    p->values = NO_FIELD;
    if (name.n == 0)
        fault(p, "say of which field these are the values: [values status]");
    else
        p->values = find_field(p, name);
}

static void begin_section(struct parser *p, str line)
{
    static const struct choice sections[] = {
        { "columns", SECTION_COLUMNS }, { "constants", SECTION_CONSTANTS }, { "skip", SECTION_SKIP },
        { "values FIELD", SECTION_VALUES }, { NULL, 0 } };
    int section = SECTION_UNKNOWN;
    if (p->section == SECTION_SETTINGS && !p->has_rows)
        fault(p, "what a row is must be said before the first section: rows = learning, participation, headcount "
              "or initiative");
    p->has_rows = true;
    p->section = SECTION_UNKNOWN;
    if (!str_ends(line, S("]"))) {
        fault(p, "the bracket is not closed");
        return;
    }
    str name = str_trim((str){ line.p + 1, line.n - 2 });
    if (name.n >= 6 && str_eq_nocase(str_head(name, 6), S("values")) && (name.n == 6 || name.p[6] == ' '))
        begin_values(p, str_trim(str_from(name, 6)));
    else if (choose(p, name, sections, &section))
        p->section = (enum section)section;
}

static void read_line(struct parser *p, str line)
{
    static void (*const readers[])(struct parser *, const struct sides *) = {
        [SECTION_SETTINGS] = read_setting, [SECTION_COLUMNS] = read_column,
        [SECTION_CONSTANTS] = read_constant, [SECTION_VALUES] = read_value, [SECTION_SKIP] = read_skip };
    struct sides s = { .nth = 1 };
    if (line.n == 0 || line.p[0] == '#')
        return;
    if (line.n > LINE_BYTES)
        fault(p, "the line is longer than %d bytes", LINE_BYTES);
    else if (line.p[0] == '[')
        begin_section(p, line);
    else if (p->section != SECTION_UNKNOWN && split(p, line, &s))
        readers[p->section](p, &s);
}

/* The first line that says something: what the file is. */
static bool read_title(struct parser *p, str line)
{
    if (str_eq(line, S("etalon mapping 1")))
        return true;
    if (str_starts(line, S("etalon mapping ")))
        fault(p, "this mapping was written for another version of etalon; this one reads \"etalon mapping 1\"");
    else
        fault(p, "a mapping begins with the line \"etalon mapping 1\"; \"etalon map FILE\" proposes one");
    return false;
}

static void read_lines(struct parser *p, str text)
{
    bool titled = false;
    if (str_starts(text, S("\xEF\xBB\xBF")))
        text = str_from(text, 3);
    for (str rest = text; rest.p != NULL;) {
        str line = str_trim(str_cut(&rest, '\n'));
        p->line++;
        if (str_utf8_bad(line) < line.n) {
            fault(p, "this is not UTF-8; save the mapping as UTF-8");
            return;
        }
        if (!titled && line.n > 0 && line.p[0] != '#') {
            if (!read_title(p, line))
                return;
            titled = true;
        } else {
            read_line(p, line);
        }
    }
    p->line = 1;
    if (!titled)
        (void)read_title(p, S(""));
    else if (p->m->columns.n == 0 && p->m->faults.n == 0)
        fault(p, "the mapping says of no column what it is; write them below [columns]");
}

static void check_activity_column(struct parser *p)
{
    const struct mapping *m = p->m;
    for (size_t i = 0; i < m->columns.n; i++)
        if (m->columns.v[i].field == FIELD_activity && m->activities.n > 1) {
            p->line = m->columns.v[i].line;
            fault(p, "a row is about the activity that a column names, or columns are \"of\" activities; both "
                  "together cannot be");
        }
}

struct mapping *mapping_read(struct arena *a, str name, str text)
{
    struct mapping *m = NEW(a, struct mapping);
    struct parser p = { .arena = a, .m = m };
    *m = (struct mapping){ .text = text, .sha256 = sha256_hex(a, sha256_of(text)) };
    *vec_push(a, &m->activities) = S("");
    if (text.n > MAPPING_BYTES) {
        fault(&p, "this is larger than a mapping can be");
        return m;
    }
    read_lines(&p, text);
    check_activity_column(&p);
    if (m->name.n == 0 && m->faults.n == 0)
        set_name(&p, name);
    return m;
}

void mapping_put_text(struct buf *b, str s)
{
    bool plain = s.n > 0 && s.p[0] != '"' && s.p[0] != '#' && s.p[0] != '[' && s.p[0] != '?'
              && str_find(s, S("=")) == s.n && str_trim(s).n == s.n && str_find(s, S("\n")) == s.n;
    if (plain) {
        buf_put(b, s);
        return;
    }
    buf_byte(b, '"');
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == '"')
            buf_byte(b, '"');
        buf_byte(b, s.p[i] == '\n' || s.p[i] == '\r' ? ' ' : s.p[i]);
    }
    buf_byte(b, '"');
}
