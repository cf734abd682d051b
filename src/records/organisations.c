#include "records/organisations.h"

#include <string.h>

#include "base/near.h"
#include "intl/text.h"
#include "records/find.h"
#include "records/list.h"
#include "tracker/edit.h"
#include "tracker/numbers.h"

static const char *const types[] = { "NMI", "DI", "LM-authority", "RMO", "IO", "other", NULL };

const char *organisations_type(size_t i) { return types[i]; }

bool organisations_list(struct tracker *t, struct report *r, struct err *e)
{
    struct table *x = table_new(r->arena, S("Organisations"));
    if (!list_query(x, tracker_db(t), S("records/organisations.sql"), NULL, 0, e))
        return false;
    report_table(r, x);
    return true;
}

/* "Institute (KE)" -> "Institute", "KE"; a name may end in brackets of its own. */
static str economy_behind(str *name)
{
    if (name->n < 5 || !str_ends(*name, S(")")) || name->p[name->n - 4] != '(')
        return S("");
    str code = { name->p + name->n - 3, 2 };
    for (size_t i = 0; i < 2; i++)
        if (code.p[i] < 'A' || code.p[i] > 'Z')
            return S("");
    *name = str_trim(str_head(*name, name->n - 4));
    return code;
}

struct found { int64_t id; size_t n; str near; };

static bool look(struct tracker *t, struct arena *a, str norm, str economy, struct found *f,
                 struct err *e)
{
    struct stmt *q = db_stmt(tracker_db(t), S("SELECT id, name_norm, coalesce(economy, ''), name FROM organisation"));
    struct near near = near_to(norm);
    while (stmt_row(q)) {
        str have = str_dup(a, stmt_str(q, 1));
        near_offer(&near, have);
        if (!str_eq(have, norm) || (economy.n && !str_eq(stmt_str(q, 2), economy)))
            continue;
        f->id = stmt_int(q, 0);
        f->n++;
    }
    f->near = near.best;
    return stmt_end(q, e);
}

static bool make(struct tracker *t, str name, str norm, str economy, int64_t *id, struct err *e)
{
    return number_next(tracker_db(t), "organisation", id, e)
        && edit_put(t, PAST_ORGANISATION, (struct val[]){
               val_int(*id), val_text(norm), val_text(name), val_text(S("other")),
               economy.n ? val_text(economy) : val_nil() }, e);
}

static bool settle(struct tracker *t, struct arena *a, str name, bool may_make, int64_t *id,
                   struct err *e)
{
    struct found f = { 0 };
    str base = str_trim(name), whole = base, economy = economy_behind(&base);
    if (!look(t, a, intl_alias_key(a, whole), S(""), &f, e))
        return false;
    if (!f.n && economy.n && !look(t, a, intl_alias_key(a, base), economy, &f, e))
        return false;
    *id = f.id;
    if (f.n > 1)
        return err_set(e, ERR_INPUT, "there are %zu organisations called " STR_FMT "; put the economy behind "
                       "it, as \"" STR_FMT " (KE)\"", f.n, STR_ARG(name), STR_ARG(name));
    if (f.n == 1)
        return true;
    str norm = intl_alias_key(a, base);
    if (!norm.n)
        return err_set(e, ERR_INPUT, "an organisation needs a name");
    if (may_make)
        return make(t, intl_title(a, base), norm, economy, id, e);
    return err_set(e, ERR_INPUT, "there is no organisation " STR_FMT "%s" STR_FMT "%s; \"etalon organisations\" "
                   "lists all", STR_ARG(name), f.near.n ? " (did you mean " : "", STR_ARG(f.near),
                   f.near.n ? "?)" : "");
}

bool organisation_find(struct tracker *t, str name, bool may_make, int64_t *id, struct err *e)
{
    struct arena *a = arena_new();
    bool ok = settle(t, a, name, may_make, id, e);
    arena_free(a);
    return ok;
}

/* --- by hand -------------------------------------------------------------------------------- */

static bool change(struct tracker *t, struct arena *a, str organisation,
                   const struct organisation_said *said, struct err *e)
{
    int64_t id, twin;
    struct val row[PAST_ROW];
    bool found;
    str code = S("");
    if (!organisation_find(t, organisation, false, &id, e)
        || !past_read(tracker_db(t), PAST_ORGANISATION, a, &(struct val){ VAL_INT, { .i = id } }, row, &found, e)
        || (said->economy.n && !find_economy(t, a, said->economy, &code, e)))
        return false;
    if (said->name.n) {
        row[2] = val_text(intl_title(a, said->name));
        row[1] = val_text(intl_alias_key(a, said->name));
    }
    if (said->type.n)
        row[3] = val_text(said->type);
    if (code.n)
        row[4] = val_text(code);
    if (!NUMBER(tracker_db(t), "SELECT id FROM organisation WHERE name_norm = ? AND economy IS ? AND id <> ?",
                &twin, e, row[1], row[4], val_int(id)))
        return false;
    if (twin)
        return err_set(e, ERR_INPUT, "there is an organisation of that name in that economy already");
    return edit_put(t, PAST_ORGANISATION, row, e);
}

static void tell(struct tracker *t, str organisation, const struct by_hand *by, struct report *r)
{
    struct table *x = table_new(r->arena, S(""));
    table_column(x, S("organisation"), S("Organisation"), UNIT_NONE);
    table_column(x, S("changes"), S("Changes"), UNIT_COUNT);
    table_add(x, val_text(organisation));
    table_add(x, val_int(edit_changes(t)));
    by_hand_note(t, by, x);
    report_table(r, x);
}

bool organisations_edit(struct tracker *t, str organisation, const struct organisation_said *said,
                        const struct by_hand *by, struct report *r, struct err *e)
{
    if (!edit_begin(t, "edit", by->actor, by->reason, e))
        return false;
    bool ok = change(t, r->arena, organisation, said, e);
    if (ok)
        tell(t, organisation, by, r);
    edit_say(t, "an organisation changed");
    return by_hand_end(t, ok, by, e);
}
