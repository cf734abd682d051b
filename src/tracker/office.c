#include "tracker/office.h"

#include <inttypes.h>

#include "base/near.h"
#include "tracker/edit.h"

static const struct choice choices[] = {
#define SETTING(name, least, most, usual, about) { name, least, most, usual, about },
#include "tracker/settings.def"
#undef SETTING
};

const struct choice *choice_at(size_t i)
{
    return i < sizeof choices / sizeof *choices ? &choices[i] : NULL;
}

const struct choice *choice_named(str name, struct err *e)
{
    struct near near = near_to(name);
    const struct choice *c;
    for (size_t i = 0; (c = choice_at(i)) != NULL; i++) {
        if (str_eq(str_of(c->name), name))
            return c;
        near_offer(&near, str_of(c->name));
    }
    err_set(e, ERR_USAGE, "there is no setting \"" STR_FMT "\"%s" STR_FMT "%s", STR_ARG(name),
            near.best.n ? "; did you mean " : "; etalon settings lists them", STR_ARG(near.best), near.best.n ? "?" : "");
    return NULL;
}

bool choice_read(struct db *db, const struct choice *c, int64_t *out, struct err *e)
{
    struct stmt *q = db_stmt(db, S("SELECT CAST(value AS INTEGER) FROM setting WHERE name = ?"));
    stmt_set(q, 1, val_text(str_of(c->name)));
    *out = stmt_row(q) ? stmt_int(q, 0) : c->usual;
    return stmt_end(q, e);
}

static bool write_row(struct tracker *t, const struct choice *c, int64_t value, struct err *e)
{
    struct stmt *q = db_stmt(tracker_db(t), S("INSERT INTO setting VALUES (?1, CAST(?2 AS TEXT))"
                                              " ON CONFLICT (name) DO UPDATE SET value = excluded.value"));
    stmt_set(q, 1, val_text(str_of(c->name)));
    stmt_set(q, 2, val_int(value));
    return stmt_run(q, e);
}

bool choice_keep(struct tracker *t, const struct choice *c, int64_t value, str actor, str reason, struct err *e)
{
    int64_t before;
    if (value < c->least || value > c->most)
        return err_set(e, ERR_USAGE, "%s is a number from %" PRId64 " to %" PRId64, c->name, c->least, c->most);
    if (!choice_read(tracker_db(t), c, &before, e) || !edit_begin(t, "edit", actor, reason, e))
        return false;
    edit_say(t, "the setting %s is %" PRId64 " and was %" PRId64, c->name, value, before);
    return edit_end(t, write_row(t, c, value, e), e);
}
