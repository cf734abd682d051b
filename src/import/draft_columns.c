/*
 * What a column is: what its heading can mean and its values allow.
 */
#include "import/draft.h"

bool draft_is_date(int field)
{
    return field == FIELD_registered_at || field == FIELD_completed_at || field == FIELD_seen_on
        || field == FIELD_joined_at || field == FIELD_starts_on || field == FIELD_ends_on;
}

bool draft_is_number(int field)
{
    return field == FIELD_score || field == FIELD_days || field == FIELD_number
        || (field >= FIELD_women && field <= FIELD_undisclosed);
}

/* Whether the values can be that. */
static bool allows(const struct column_look *x, int field)
{
    bool dates = column_is_mostly(x, x->isos + x->dates + x->serials);
    if (x->filled == 0 || field == MAPPING_IGNORES)
        return true;
    if (field == FIELD_email)
        return x->emails * 2 >= x->filled;
    if (draft_is_date(field))
        return dates;
    if (draft_is_number(field))
        return column_is_mostly(x, x->numbers);
    return (x->isos + x->dates) * 2 < x->filled
        && (field == FIELD_account || field == FIELD_external_id || field == FIELD_name
            || !column_is_mostly(x, x->emails));
}

static void add_field(struct column_draft *c, int field)
{
    for (size_t i = 0; i < c->n; i++)
        if (c->fields[i] == field)
            return;
    if (c->n < ALTERNATIVES)
        c->fields[c->n++] = field;
}

/* What the heading can mean and the values allow; when they allow nothing of it, a question. */
static void by_heading(struct draft *d, size_t i)
{
    struct column_draft *c = &d->columns[i];
    struct heading h = heading_read(d->words, c->heading, d->kind);
    c->activity = h.activity;
    for (size_t k = 0; k < h.n; k++)
        if (allows(&d->looks[i], h.fields[k]))
            add_field(c, h.fields[k]);
    if (h.vague && c->n > 0)
        add_field(c, MAPPING_IGNORES);
    if (h.n == 0 || c->n > 0)
        return;
    for (size_t k = 0; k < h.n; k++)
        add_field(c, h.fields[k]);
    add_field(c, MAPPING_IGNORES);
}

static bool are_countries(struct draft *d, const struct column_look *x)
{
    size_t known = 0, letters = 0;
    for (size_t i = 0; i < x->n; i++) {
        known += economy_resolve(d->economies, S(""), x->values[i].text).answer != ECONOMY_UNKNOWN;
        letters += x->values[i].text.n > 3;
    }
    return x->n >= 2 && known * 10 >= x->n * 9 && letters * 2 >= x->n;
}

static void offer(struct draft *d, struct column_draft *c, const int *fields, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (field_is_of(fields[i], d->kind))
            add_field(c, fields[i]);
    add_field(c, MAPPING_IGNORES);
}

/* A column whose heading says nothing. */
static void by_values(struct draft *d, size_t i)
{
    static const int dates[] = { FIELD_registered_at, FIELD_completed_at, FIELD_starts_on, FIELD_ends_on,
                                 FIELD_seen_on };
    static const int countries[] = { FIELD_country }, emails[] = { FIELD_email };
    struct column_draft *c = &d->columns[i];
    const struct column_look *x = &d->looks[i];
    c->by_values = true;
    if (column_is_mostly(x, x->emails))
        offer(d, c, emails, 1);
    else if (x->isos + x->dates > 0 && column_is_mostly(x, x->isos + x->dates + x->serials))
        offer(d, c, dates, sizeof dates / sizeof *dates);
    else if (are_countries(d, x))
        offer(d, c, countries, 1);
    else
        add_field(c, MAPPING_IGNORES);
}

bool draft_is_sure(const struct column_draft *c, int field)
{
    return c->n == 1 && c->fields[0] == field;
}

bool draft_has(const struct draft *d, int field, bool sure)
{
    for (size_t i = 0; i < d->n; i++)
        for (size_t k = 0; k < d->columns[i].n; k++)
            if (d->columns[i].fields[k] == field && (!sure || d->columns[i].n == 1))
                return true;
    return false;
}

static void drop_field(struct column_draft *c, int field)
{
    size_t kept = 0;
    for (size_t i = 0; i < c->n; i++)
        if (c->fields[i] != field)
            c->fields[kept++] = c->fields[i];
    c->n = kept;
}

/* "Name" is the whole name where no column is one of its parts; the only column of addresses is the one. */
static void settle_names(struct draft *d)
{
    bool part = draft_has(d, FIELD_given_name, true) || draft_has(d, FIELD_family_name, true);
    for (size_t i = 0; i < d->n; i++) {
        struct column_draft *c = &d->columns[i];
        if (!part && c->n > 1 && draft_has(d, FIELD_name, false)) {
            drop_field(c, FIELD_family_name);
            drop_field(c, FIELD_given_name);
        }
        if (c->by_values && c->n == 2 && c->fields[0] == FIELD_email && !draft_has(d, FIELD_email, true))
            c->n = 1;
    }
}

/* "Note" is a remark, or in German a grade: numbers are no remarks. */
static void settle_scores(struct draft *d)
{
    for (size_t i = 0; i < d->n; i++) {
        struct column_draft *c = &d->columns[i];
        for (size_t k = 0; k < c->n; k++)
            if (c->fields[k] == FIELD_score && column_is_mostly(&d->looks[i], d->looks[i].numbers)) {
                drop_field(c, MAPPING_IGNORES);
                break;
            }
    }
}

/* A row is about the activity that a column names, or headings name activities; not both. */
static void settle_activities(struct draft *d)
{
    bool named = false;
    for (size_t i = 0; i < d->n; i++)
        named = named || d->columns[i].activity.n > 0;
    for (size_t i = 0; named && i < d->n; i++)
        if (draft_is_sure(&d->columns[i], FIELD_activity))
            add_field(&d->columns[i], MAPPING_IGNORES);
}

/* One field of two columns is a question of both. */
static void settle_doubles(struct draft *d)
{
    for (size_t i = 0; i < d->n; i++)
        for (size_t k = i + 1; k < d->n; k++) {
            struct column_draft *a = &d->columns[i], *b = &d->columns[k];
            if (a->n == 0 || a->fields[0] == MAPPING_IGNORES || !draft_is_sure(b, a->fields[0])
                || !str_eq(a->activity, b->activity))
                continue;
            add_field(a, MAPPING_IGNORES);
            add_field(b, MAPPING_IGNORES);
        }
}

void draft_columns(struct draft *d)
{
    for (size_t i = 0; i < d->n; i++) {
        if (d->columns[i].heading.n == 0)
            continue;
        by_heading(d, i);
        if (d->columns[i].n == 0)
            by_values(d, i);
    }
    settle_names(d);
    settle_scores(d);
    settle_activities(d);
    settle_doubles(d);
}

