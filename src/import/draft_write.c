/*
 * A draft as a mapping file: what is decided, and questions where something is not.
 */
#include "import/draft.h"

#include <math.h>
#include <string.h>

enum { VALUES_SHOWN = 40 };

__attribute__((format(printf, 2, 3)))
static void ask(struct draft *d, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    *vec_push(d->arena, &d->out->open) = str_format_list(d->arena, format, args);
    va_end(args);
}

/* --- settings -------------------------------------------------------------------------------- */

static bool can_be(const struct column_draft *c, bool (*is)(int field))
{
    for (size_t i = 0; i < c->n; i++)
        if (c->fields[i] != MAPPING_IGNORES && is(c->fields[i]))
            return true;
    return false;
}

/* All columns that can be dates, or numbers, as one. */
static struct column_look together(const struct draft *d, bool (*is)(int field))
{
    struct column_look all = { .orders = ORDERS };
    for (size_t i = 0; i < d->n; i++) {
        const struct column_look *x = &d->looks[i];
        if (!can_be(&d->columns[i], is))
            continue;
        all.isos += x->isos, all.dates += x->dates, all.times += x->times;
        all.two_digits += x->two_digits, all.numbers += x->numbers, all.points += x->points;
        all.commas += x->commas, all.percents += x->percents, all.serials += x->serials;
        all.orders &= x->orders;
        all.proof |= x->proof;
        all.largest = x->largest > all.largest ? x->largest : all.largest;
        for (size_t k = 0; k < 3; k++)
            if (all.proofs[k].number == 0)
                all.proofs[k] = x->proofs[k];
    }
    return all;
}

static const char *const order_names[] = { "dmy", "mdy", "ymd" };

static void put_open(struct draft *d, const char *setting, const char *alternatives)
{
    buf_printf(&d->text, "%s = ?%s%s\n", setting, alternatives[0] != 0 ? " " : "", alternatives);
}

/* Dates that no order reads: which lines contradict each other. */
static void put_contradiction(struct draft *d, const struct column_look *x)
{
    struct buf b = buf_new(d->arena);
    for (size_t i = 0; i < 3; i++)
        if (x->proofs[i].number != 0)
            buf_printf(&b, "%srow %lld only as %s (" STR_FMT ")", b.n > 0 ? ", " : "",
                       (long long)x->proofs[i].number, order_names[i], STR_ARG(x->proofs[i].text));
    buf_printf(&d->text, "# Dates can be read in no one order: " STR_FMT ".\n", STR_ARG(buf_str(&b)));
    put_open(d, "dates", "dmy, mdy, ymd");
    ask(d, "the dates can be read in no one order: " STR_FMT, STR_ARG(buf_str(&b)));
}

static void put_orders_left(struct draft *d, unsigned orders)
{
    struct buf b = buf_new(d->arena);
    for (size_t i = 0; i < 3; i++)
        if (orders >> i & 1)
            buf_printf(&b, "%s%s", b.n > 0 ? ", " : "", order_names[i]);
    buf_puts(&d->text, "# No date shows which part is the day: none is above 12.\n");
    put_open(d, "dates", str_dup(d->arena, buf_str(&b)).p);
    ask(d, "no date shows which part is the day: dates is one of " STR_FMT, STR_ARG(buf_str(&b)));
}

static void put_order(struct draft *d, const struct column_look *x)
{
    if (x->orders == 0) {
        put_contradiction(d, x);
        return;
    }
    for (size_t i = 0; i < 3; i++)
        if (x->orders == 1u << i) {
            if (x->proofs[i].number != 0)
                buf_printf(&d->text, "# Proven by row %lld: " STR_FMT ".\n", (long long)x->proofs[i].number,
                           STR_ARG(x->proofs[i].text));
            else
                buf_puts(&d->text, "# All dates together can be read in no other order.\n");
            buf_printf(&d->text, "dates = %s\n", order_names[i]);
            return;
        }
    put_orders_left(d, x->orders);
}

/* A day that would lie in the future if days were counted from 1904 shows that they are not. */
static void put_serials(struct draft *d, const struct column_look *x)
{
    static const struct formats mac = { .serials = 1904 };
    instant at = 0;
    (void)formats_date(&mac, str_format(d->arena, "%.0f", x->largest), &at);
    if (at > date_now() + DAY_MS) {
        buf_puts(&d->text, "# Days are a spreadsheet's numbers; counted from 1904 some would lie in the future.\n"
                 "serials = 1900\n");
        return;
    }
    buf_puts(&d->text, "# Days are a spreadsheet's numbers: nearly always counted from 1900.\n");
    put_open(d, "serials", "1900, 1904");
    ask(d, "days are a spreadsheet's numbers: serials is 1900 or, for some old spreadsheets, 1904");
}

static void put_dates(struct draft *d)
{
    struct column_look x = together(d, draft_is_date);
    if (x.dates > 0)
        put_order(d, &x);
    if (x.two_digits > 0)
        buf_puts(&d->text, "# Years have two digits; with 1970 they are 1970 to 2069.\nyears = 1970\n");
    if (x.serials > 0)
        put_serials(d, &x);
    if (x.times == 0)
        return;
    buf_puts(&d->text, "# Times have no zone: where did the clock hang? For example Europe/Paris.\n");
    put_open(d, "zone", "");
    ask(d, "times have no zone: say in zone where the clock hung, for example Europe/Paris");
}

static void put_decimal(struct draft *d, const struct column_look *x)
{
    if (x->commas > 0 && x->points > 0) {
        buf_puts(&d->text, "# Some numbers have a decimal comma, some a point.\n");
        put_open(d, "decimal", "comma, point");
        ask(d, "some numbers have a decimal comma, some a point: decimal is one of them");
    } else if (x->commas > 0) {
        buf_puts(&d->text, "decimal = comma\n");
    }
}

static bool is_score(int field) { return field == FIELD_score; }

static bool could_be_score(const struct column_draft *c)
{
    for (size_t k = 0; k < c->n; k++)
        if (c->fields[k] == FIELD_score)
            return true;
    return false;
}

/* All columns that could be scores say so. */
static bool heading_says_percent(const struct draft *d)
{
    bool says = false;
    for (size_t i = 0; i < d->n; i++) {
        str heading = d->columns[i].heading;
        bool is_one = could_be_score(&d->columns[i]);
        if (is_one && str_find(heading, S("%")) == heading.n)
            return false;
        says = says || is_one;
    }
    return says;
}

/* What all columns that could be scores say a full one is; 0: they do not, or not the same. */
static int64_t full_by_headings(const struct draft *d)
{
    int64_t full = -1;
    for (size_t i = 0; i < d->n; i++) {
        if (!could_be_score(&d->columns[i]))
            continue;
        int64_t says = heading_full_score(d->words, d->columns[i].heading);
        full = full == -1 || full == says ? says : 0;
    }
    return full > 0 ? full : 0;
}

static void put_scores(struct draft *d)
{
    struct column_look all = together(d, draft_is_number), x = together(d, is_score);
    int64_t full = full_by_headings(d);
    put_decimal(d, &all);
    if (full > 0 && x.percents == 0 && x.largest <= (double)full) {
        buf_printf(&d->text, "# The heading says what a full score is.\nscore = of %lld\n", (long long)full);
    } else if (x.percents > 0 || (heading_says_percent(d) && x.largest > 1 && x.largest <= 100)) {
        buf_puts(&d->text, "score = percent\n");
    } else if (x.largest > 1) {
        int most = (int)ceil(x.largest > 1e6 ? 1e6 : x.largest);
        buf_printf(&d->text, "# What is a full score? The largest here is %g.\n", x.largest);
        put_open(d, "score", str_format(d->arena, "percent, of 20, of %d or of another number", most).p);
        ask(d, "score: what a full one is (the largest here is %g)", x.largest);
    }
}

static str mapping_name(struct draft *d)
{
    const char *slash = strrchr(d->how->path, '/');
    str name = str_of(slash != NULL ? slash + 1 : d->how->path);
    struct buf b = buf_new(d->arena);
    size_t dot = name.n;
    while (dot > 1 && name.p[dot - 1] != '.')
        dot--;
    for (size_t i = 0; i + 1 < (dot > 1 ? dot : name.n + 1); i++) {
        char c = name.p[i];
        bool good = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
        if (good || (b.n > 0 && b.p[b.n - 1] != '-'))
            buf_byte(&b, good ? c : '-');
    }
    while (b.n > 0 && b.p[b.n - 1] == '-')
        b.n--;
    return b.n > 0 ? buf_str(&b) : S("mapping");
}

static void put_where(struct draft *d)
{
    if (d->how->encoding != NULL)
        buf_printf(&d->text, "encoding = %s\n", d->how->encoding);
    if (grid_has_sheets(d->grid) && (grid_tables(d->grid) > 1 || d->how->sheet != NULL)) {
        buf_puts(&d->text, "sheet = ");
        mapping_put_text(&d->text, grid_table(d->grid, d->table));
        buf_byte(&d->text, '\n');
    }
    if (d->skip > 0)
        buf_printf(&d->text, "header = %lld\n", (long long)d->header);
}

static void put_settings(struct draft *d)
{
    buf_printf(&d->text, "etalon mapping 1\n# Proposed from %s%lld row%s. Where there is a question mark something has to be\n"
               "# decided: write what is meant instead of it. Then: etalon import --map THIS-FILE ...\n",
               d->all_rows ? "" : "the first ", (long long)d->rows, d->rows == 1 ? "" : "s");
    buf_printf(&d->text, "name = " STR_FMT "\n", STR_ARG(mapping_name(d)));
    if (d->kind_is_open) {
        buf_puts(&d->text, "# Is a row somebody in a course, or somebody at a workshop, a lecture, a placement?\n"
                 "rows = ? learning, participation\n");
        ask(d, "is a row somebody in a course (learning) or at a workshop or the like (participation)? --rows "
            "learning or --rows participation proposes what fits");
    } else {
        buf_printf(&d->text, "rows = %s\n", record_kind_name(d->kind));
    }
    put_where(d);
    put_dates(d);
    put_scores(d);
}

/* --- columns --------------------------------------------------------------------------------- */

static void put_field(struct buf *b, const struct column_draft *c, int field)
{
    buf_puts(b, field == MAPPING_IGNORES ? "ignore" : field_name(field));
    if (field == MAPPING_IGNORES || c->activity.n == 0 || !field_is_of_activity(field))
        return;
    buf_puts(b, " of ");
    mapping_put_text(b, c->activity);
}

static void put_heading(struct buf *b, const struct column_draft *c)
{
    if (c->nth > 1)
        buf_byte(b, '"');
    for (size_t i = 0; c->nth > 1 && i < c->heading.n; i++) {
        if (c->heading.p[i] == '"')
            buf_byte(b, '"');
        buf_byte(b, c->heading.p[i]);
    }
    if (c->nth > 1)
        buf_printf(b, "\" %d", c->nth);
    else
        mapping_put_text(b, c->heading);
}

static void put_column(struct draft *d, size_t i)
{
    const struct column_draft *c = &d->columns[i];
    struct buf fields = buf_new(d->arena);
    if (c->heading.n == 0) {
        if (d->looks[i].filled > 0) {
            buf_printf(&d->text, "# Column %zu has no heading; to be used it needs one.\n", i + 1);
            ask(d, "column %zu has no heading; to be used it needs one", i + 1);
        }
        return;
    }
    for (size_t k = 0; k < c->n; k++) {
        buf_puts(&fields, k > 0 ? ", " : "");
        put_field(&fields, c, c->fields[k]);
    }
    if (c->by_values && c->n == 1 && c->fields[0] == MAPPING_IGNORES)
        buf_puts(&d->text, "# Nobody knows this heading; it is left out.\n");
    put_heading(&d->text, c);
    buf_printf(&d->text, " = %s" STR_FMT "\n", c->n > 1 ? "? " : "", STR_ARG(buf_str(&fields)));
    if (c->n > 1)
        ask(d, "column \"" STR_FMT "\": is it " STR_FMT "?", STR_ARG(c->heading), STR_ARG(buf_str(&fields)));
}

/* Sums and headings among the rows. */
static void note_rows_without(struct draft *d, size_t i)
{
    int64_t others = d->looks[i].filled - d->looks[i].emails;
    if (!draft_is_sure(&d->columns[i], FIELD_email) || others == 0)
        return;
    buf_printf(&d->text, "# Of its cells %lld %s no e-mail address; a section [skip] can leave such rows out: "
               "\"etalon help map\".\n", (long long)others, others == 1 ? "is" : "are");
    ask(d, "column \"" STR_FMT "\": %lld cell%s no e-mail address; a section [skip] can leave such rows out",
        STR_ARG(d->columns[i].heading), (long long)others, others == 1 ? " is" : "s are");
}

static void note_left_out(struct draft *d)
{
    struct buf b = buf_new(d->arena);
    for (size_t i = 0; i < d->n; i++)
        if (d->columns[i].by_values && draft_is_sure(&d->columns[i], MAPPING_IGNORES) && b.n < 200)
            buf_printf(&b, "%s\"" STR_FMT "\"", b.n > 0 ? ", " : "", STR_ARG(d->columns[i].heading));
    if (b.n > 0)
        ask(d, "left out, because nobody knows the heading: " STR_FMT, STR_ARG(buf_str(&b)));
}

static void put_columns(struct draft *d)
{
    buf_puts(&d->text, "\n[columns]\n");
    for (size_t i = 0; i < d->n; i++) {
        put_column(d, i);
        note_rows_without(d, i);
    }
    note_left_out(d);
}

/* --- constants ---------------------------------------------------------------------------------- */

static const char *choices_of(struct draft *d, int field)
{
    const char *advice = field_check_word(field, d->kind, S("?"));
    const char *list = advice != NULL ? strstr(advice, "one of ") : NULL;
    return list != NULL ? list + 7 : "";
}

static void put_constants(struct draft *d)
{
    bool has[FIELDS] = { false }, begun = false;
    struct lack lacks[FIELDS];
    for (int i = 0; i < FIELDS; i++)
        has[i] = draft_has(d, i, false);
    size_t n = fields_lacking(d->kind, has, true, false, lacks);
    for (size_t i = 0; i < n; i++) {
        int field = lacks[i].field;
        ask(d, "no column is %s: %s", field_name(field), lacks[i].why);
        if (field == FIELD_email) {
            buf_puts(&d->text, "# No column says who somebody is: an e-mail address, or with --source-name an account "
                     "or number.\n");
            continue;
        }
        buf_printf(&d->text, "%s# No column is %s: %s.\n", begun ? "" : "\n[constants]\n", field_name(field),
                   lacks[i].why);
        put_open(d, field_name(field), choices_of(d, field));
        begun = true;
    }
}

/* --- values --------------------------------------------------------------------------------------- */

struct values { int field; bool begun; size_t asked, more; };

static void put_value(struct draft *d, struct values *v, str value, const char *meant, str open)
{
    if (!v->begun)
        buf_printf(&d->text, "\n[values %s]\n", field_name(v->field));
    v->begun = true;
    if (meant == NULL && ++v->asked > VALUES_SHOWN) {
        v->more++;
        return;
    }
    mapping_put_text(&d->text, value);
    if (meant != NULL)
        buf_printf(&d->text, " = %s\n", meant);
    else
        buf_printf(&d->text, " = ?%s" STR_FMT "\n", open.n > 0 ? " " : "", STR_ARG(open));
}

static void put_country(struct draft *d, struct values *v, str value)
{
    struct economy x = economy_resolve(d->economies, S(""), value);
    if (x.answer != ECONOMY_KNOWN)
        put_value(d, v, value, NULL, x.hint.n == 0 ? S("the code of a country")
                  : str_cat(d->arena, S("the code of a country: "), x.hint, S(" or another")));
}

static void put_word(struct draft *d, struct values *v, str value)
{
    if (v->field == FIELD_country || v->field == FIELD_host_country)
        put_country(d, v, value);
    else if (field_check_word(v->field, d->kind, value) != NULL)
        put_value(d, v, value, heading_word(d->words, v->field, d->kind, value),
                  str_of(choices_of(d, v->field)));
}

static bool has_words(int field)
{
    return field == FIELD_country || field == FIELD_host_country || field == FIELD_gender
        || field == FIELD_status || field == FIELD_role || field == FIELD_channel || field == FIELD_kind
        || field == FIELD_mode || field == FIELD_test;
}

static void ask_values(struct draft *d, const struct values *v)
{
    if (v->more > 0)
        buf_printf(&d->text, "# and %zu more\n", v->more);
    if (v->asked > 0)
        ask(d, "%zu value%s of %s nobody knows%s", v->asked, v->asked == 1 ? "" : "s", field_name(v->field),
            v->field == FIELD_country ? ", or they can mean more than one country" : "");
}

/* A value stands once, in however many columns of the field. */
static bool said_before(const struct draft *d, int field, size_t column, str value)
{
    str key = mapping_key(d->arena, value);
    for (size_t i = 0; i <= column; i++)
        for (size_t k = 0; draft_is_sure(&d->columns[i], field) && k < d->looks[i].n; k++) {
            str other = d->looks[i].values[k].text;
            if (i == column && other.p == value.p)
                return false;
            if (str_eq(mapping_key(d->arena, other), key))
                return true;
        }
    return false;
}

static void put_values_of(struct draft *d, int field)
{
    struct values v = { .field = field };
    for (size_t i = 0; i < d->n; i++)
        for (size_t k = 0; draft_is_sure(&d->columns[i], field) && k < d->looks[i].n; k++)
            if (!said_before(d, field, i, d->looks[i].values[k].text))
                put_word(d, &v, d->looks[i].values[k].text);
    ask_values(d, &v);
}

static void put_values(struct draft *d)
{
    for (int field = 0; field < FIELDS; field++)
        if (has_words(field) && field_is_of(field, d->kind))
            put_values_of(d, field);
}

void draft_write(struct draft *d)
{
    put_settings(d);
    put_columns(d);
    put_constants(d);
    put_values(d);
}
