/*
 * In: rows and a mapping without faults. Out: records, their cells translated on the way.
 */
#include "import/mapped.h"

#include "base/buf.h"
#include "base/near.h"
#include "import/named.h"

struct mapped {
    struct filling how;
    struct saying *said;                  /* columns, then constants */
    int *at;                              /* the columns of those that are */
    size_t n;
    int *skip_at;
    bool translated[FIELDS];              /* there are values of the field */
};

/* --- headings -------------------------------------------------------------------------------- */

static int find_column(const str *keys, size_t n, str key, int nth)
{
    for (size_t i = 0; i < n; i++)
        if (str_eq(keys[i], key) && --nth == 0)
            return (int)i;
    return NO_FIELD;
}

static str *keys_of(struct arena *a, const struct header *h)
{
    str *keys = NEW_N(a, str, h->n + 1);
    for (size_t i = 0; i < h->n; i++)
        keys[i] = mapping_key(a, h->names[i]);
    return keys;
}

enum fit mapped_fit(const struct mapping *m, const struct header *h, struct buf *why)
{
    size_t found = 0, wanted = 0;
    struct arena *a = arena_new();
    str *keys = keys_of(a, h);
    for (size_t i = 0; i < m->columns.n; i++) {
        const struct mapping_use *use = &m->columns.v[i];
        wanted += use->field != MAPPING_IGNORES;
        found += use->field != MAPPING_IGNORES
              && find_column(keys, h->n, use->key, use->nth) != NO_FIELD;
    }
    arena_free(a);
    if (found == 0)
        return FITS_NOT;
    buf_printf(why, "the mapping " STR_FMT " knows its columns", STR_ARG(m->name));
    return found == wanted ? FITS : FITS_NEARLY;
}

static void refuse_missing(struct reader *r, int line, str heading)
{
    struct near near = near_to(heading);
    for (size_t i = 0; i < r->header->n; i++)
        near_offer(&near, r->header->names[i]);
    if (near.best.n > 0)
        reader_refuse(r, NO_FIELD, "missing-column", "the mapping " STR_FMT " (line %d) has a column \"" STR_FMT
                      "\", the file has \"" STR_FMT "\"; correct one of them", STR_ARG(r->mapping->name), line,
                      STR_ARG(heading), STR_ARG(near.best));
    else
        reader_refuse(r, NO_FIELD, "missing-column", "the mapping " STR_FMT " (line %d) has a column \"" STR_FMT
                      "\", the file has not; correct one of them", STR_ARG(r->mapping->name), line,
                      STR_ARG(heading));
}

static void use_column(struct reader *r, struct mapped *x, const struct mapping_use *use, int at, bool *has)
{
    x->at[x->n] = at;
    x->said[x->n++] = (struct saying){ .field = use->field, .part = use->part };
    has[use->field] = true;
    reader_role(r, field_role(use->field), at);
}

static void find_columns(struct reader *r, struct mapped *x, bool *has)
{
    const struct mapping *m = r->mapping;
    str *keys = keys_of(r->scratch, r->header);
    bool *unused = NEW_N(r->scratch, bool, r->header->n + 1);
    for (size_t i = 0; i < r->header->n; i++)
        unused[i] = true;
    for (size_t i = 0; i < m->columns.n; i++) {
        const struct mapping_use *use = &m->columns.v[i];
        int at = find_column(keys, r->header->n, use->key, use->nth);
        if (at != NO_FIELD)
            unused[at] = false;
        if (at != NO_FIELD && use->field != MAPPING_IGNORES)
            use_column(r, x, use, at, has);
        else if (use->field != MAPPING_IGNORES)
            refuse_missing(r, use->line, use->heading);
    }
    for (size_t i = 0; i < m->skips.n; i++) {
        x->skip_at[i] = find_column(keys, r->header->n, m->skips.v[i].heading_key, 1);
        if (x->skip_at[i] == NO_FIELD)
            refuse_missing(r, m->skips.v[i].line, m->skips.v[i].heading);
    }
    named_note_unused(r, unused);
}

static void add_constants(struct reader *r, struct mapped *x, bool *has)
{
    for (size_t i = 0; i < r->mapping->constants.n; i++) {
        const struct mapping_use *use = &r->mapping->constants.v[i];
        has[use->field] = true;
        x->said[x->n++] = (struct saying){ use->field, { NO_FIELD, use->text }, use->part };
    }
}

static void check_needed(struct reader *r, const bool *has)
{
    struct lack lacks[FIELDS];
    size_t n = fields_lacking(r->mapping->kind, has, r->ids_count, r->course_told, lacks);
    for (size_t i = 0; i < n; i++)
        reader_refuse(r, NO_FIELD, "missing-column", "the mapping " STR_FMT " has neither a column nor a constant "
                      "for %s: %s", STR_ARG(r->mapping->name), field_name(lacks[i].field), lacks[i].why);
}

/* What values of countries mean must be countries. */
static void check_countries(struct reader *r)
{
    for (size_t i = 0; i < r->mapping->values.n; i++) {
        const struct mapping_value *v = &r->mapping->values.v[i];
        if ((v->field != FIELD_country && v->field != FIELD_host_country) || v->meant.n == 0
            || str_eq(v->meant, S("(clear)")))
            continue;
        if (economy_resolve(r->economies, S(""), v->meant).answer != ECONOMY_KNOWN)
            reader_refuse(r, NO_FIELD, "unknown-country", "the mapping " STR_FMT " (line %d) gives \"" STR_FMT
                          "\", which is not one country; write its code", STR_ARG(r->mapping->name), v->line,
                          STR_ARG(v->meant));
    }
}

static bool begin(struct reader *r, struct err *e)
{
    (void)e;
    const struct mapping *m = r->mapping;
    bool has[FIELDS] = { false };
    struct mapped *x = r->own = NEW(r->arena, struct mapped);
    x->how = (struct filling){ .kind = m->kind, .clears = m->clears.n > 0 ? m->clears : S("(clear)"),
                               .activities = m->activities.n > 1 ? m->activities.v : NULL,
                               .parts = m->activities.n };
    x->said = NEW_N(r->arena, struct saying, m->columns.n + m->constants.n + 1);
    x->at = NEW_N(r->arena, int, m->columns.n + 1);
    x->skip_at = NEW_N(r->arena, int, m->skips.n + 1);
    for (size_t i = 0; i < m->values.n; i++)
        x->translated[m->values.v[i].field] = true;
    find_columns(r, x, has);
    add_constants(r, x, has);
    check_needed(r, has);
    check_countries(r);
    return true;
}

/* --- rows -------------------------------------------------------------------------------------- */

static bool is_left_out(struct reader *r, const struct mapped *x)
{
    const struct mapping *m = r->mapping;
    for (size_t i = 0; i < m->skips.n; i++)
        if (str_eq(mapping_key(r->scratch, reader_text(r, x->skip_at[i])), m->skips.v[i].key)) {
            reader_skip(r, x->skip_at[i], "left-out", "the mapping " STR_FMT " leaves such rows out",
                        STR_ARG(m->name));
            return true;
        }
    return false;
}

/* What the text means, when the mapping says so; else the text. */
static str translate(struct reader *r, const struct mapped *x, int field, str text)
{
    if (!x->translated[field])
        return text;
    const struct mapping *m = r->mapping;
    str key = mapping_key(r->scratch, text);
    for (size_t i = 0; i < m->values.n; i++)
        if (m->values.v[i].field == field && str_eq(m->values.v[i].key, key))
            return str_eq(m->values.v[i].meant, S("(clear)")) ? x->how.clears : m->values.v[i].meant;
    return text;
}

static bool read_row(struct reader *r, struct record *out, struct err *e)
{
    struct mapped *x = r->own;
    if (is_left_out(r, x))
        return true;
    size_t columns = x->n - r->mapping->constants.n;
    for (size_t i = 0; i < columns; i++)
        x->said[i].cell = (struct cell){ x->at[i], translate(r, x, x->said[i].field,
                                                             reader_text(r, x->at[i])) };
    return fields_read(r, &x->how, x->said, x->n, out, e);
}

const struct source source_mapped = {
    .name = "mapped", .title = "a table that a mapping explains", .order = 1,
    .begin = begin, .read = read_row,
};
