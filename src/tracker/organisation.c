#include "tracker/organisation.h"

#include "intl/text.h"
#include "tracker/numbers.h"

static str key_of(struct arena *a, str norm, str economy)
{
    return str_cat(a, norm, S("\t"), economy);
}

bool organisations_open(struct organisations *o, struct arena *a, struct db *db, struct err *e)
{
    keymap_open(&o->by_name, a, 64);
    struct arena *scratch = arena_new();
    struct stmt *q = db_stmt(db, S("SELECT name_norm, coalesce(economy, ''), id FROM organisation"
                                   " ORDER BY id"));
    while (stmt_row(q)) {
        str norm = stmt_str(q, 0);
        keymap_at(&o->by_name, key_of(scratch, norm, stmt_str(q, 1)), (uint32_t)stmt_int(q, 2), NULL);
        /* where there is one of a name, it is meant, wherever it is */
        keymap_at(&o->by_name, norm, (uint32_t)stmt_int(q, 2), NULL);
    }
    arena_free(scratch);
    return stmt_end(q, e) && number_next(db, "organisation", &o->next, e);
}

void organisations_close(struct organisations *o)
{
    keymap_close(&o->by_name);
}

static bool add(struct organisations *o, struct book *k, struct arena *scratch, str norm, str name,
                uint32_t *out, struct err *e)
{
    const struct val v[] = { val_int(o->next), val_text(norm), val_text(name), val_text(S("other")),
                             val_nil(), val_int(k->batch) };
    *out = (uint32_t)o->next++;
    keymap_at(&o->by_name, key_of(scratch, norm, S("")), *out, NULL);
    keymap_at(&o->by_name, norm, *out, NULL);
    return book_add(k, PAST_ORGANISATION, S(""), v, e);
}

bool organisation_named(struct organisations *o, struct book *k, struct arena *scratch, str name,
                        str economy, uint32_t *out, struct err *e)
{
    name = intl_title(scratch, name);
    str norm = intl_alias_key(scratch, name);
    *out = 0;
    if (!norm.n)
        return true;
    *out = keymap_get(&o->by_name, key_of(scratch, norm, economy), 0);
    if (!*out)
        *out = keymap_get(&o->by_name, key_of(scratch, norm, S("")), 0);
    if (!*out)
        *out = keymap_get(&o->by_name, norm, 0);
    return *out || add(o, k, scratch, norm, name, out, e);
}
