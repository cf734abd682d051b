#include "import/named.h"

#include "base/buf.h"

struct named {
    struct filling how;
    struct saying said[FIELDS];
    int at[FIELDS];                       /* columns */
    size_t n;
};

bool named_has(const struct header *h, enum record_kind kind, int field)
{
    return field_is_of(field, kind) && header_find(h, str_of(field_name(field))) != NO_FIELD;
}

bool named_has_person(const struct header *h)
{
    static const int keys[] = { FIELD_email, FIELD_uid, FIELD_account, FIELD_external_id };
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (named_has(h, RECORD_LEARNING, keys[i]))
            return true;
    return false;
}

int named_near(const struct header *h, enum record_kind kind, const int *wanted, size_t n)
{
    for (size_t i = 0; i < h->n; i++) {
        int field = field_near(h->names[i], kind);
        for (size_t k = 0; k < n; k++)
            if (field == wanted[k])
                return (int)i;
    }
    return NO_FIELD;
}

void named_note_unused(struct reader *r, const bool *unused)
{
    struct buf b = buf_new(r->scratch);
    for (size_t i = 0; i < r->header->n; i++)
        if (unused[i])
            buf_printf(&b, "%s" STR_FMT, b.n > 0 ? ", " : "", STR_ARG(r->header->names[i]));
    if (b.n > 0)
        reader_note(r, "columns that are not used: %.*s", STR_ARG(str_head(buf_str(&b),
                    b.n < 200 ? b.n : 200)));
}

static void use(struct reader *r, struct named *x, int field, int column)
{
    for (size_t i = 0; i < x->n; i++)
        if (x->said[i].field == field)
            reader_refuse(r, column, "double-column", "the column %s is there twice; leave one",
                          field_name(field));
    if (x->n == FIELDS)
        return;
    x->at[x->n] = column;
    x->said[x->n++] = (struct saying){ .field = field };
    reader_role(r, field_role(field), column);
}

static void find_columns(struct reader *r, struct named *x, bool *has, bool *near, bool *unused)
{
    for (int i = 0; i < (int)r->header->n; i++) {
        str name = r->header->names[i];
        int field = field_named(name, x->how.kind), like = field_near(name, x->how.kind);
        unused[i] = field == NO_FIELD && like == NO_FIELD;
        if (field != NO_FIELD) {
            use(r, x, field, i);
            has[field] = true;
        } else if (like != NO_FIELD) {
            near[like] = true;
            reader_refuse(r, i, "near-column", "did you mean the column %s? Write it like that, name "
                          "this one quite differently if it is something else, or let a mapping say what "
                          "the columns are (etalon map)", field_name(like));
        }
    }
}

static void check_needed(struct reader *r, enum record_kind kind, const bool *has, const bool *near)
{
    struct lack lacks[FIELDS];
    size_t n = fields_lacking(kind, has, r->ids_count, r->course_told, lacks);
    for (size_t i = 0; i < n; i++)
        if (!near[lacks[i].field])
            reader_refuse(r, NO_FIELD, "missing-column", "the column %s is missing: %s",
                          field_name(lacks[i].field), lacks[i].why);
}

bool named_begin(struct reader *r, enum record_kind kind)
{
    bool has[FIELDS] = { false }, near[FIELDS] = { false };
    struct named *x = r->own = NEW(r->arena, struct named);
    x->how = (struct filling){ .kind = kind, .clears = S("(clear)"), .parts = 1 };
    bool *unused = NEW_N(r->arena, bool, r->header->n + 1);
    find_columns(r, x, has, near, unused);
    named_note_unused(r, unused);
    check_needed(r, kind, has, near);
    return true;
}

bool named_read(struct reader *r, struct record *out, struct err *e)
{
    struct named *x = r->own;
    for (size_t i = 0; i < x->n; i++)
        x->said[i].cell = cell_at(r, x->at[i]);
    return fields_read(r, &x->how, x->said, x->n, out, e);
}
