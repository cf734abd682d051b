#include "records/economies.h"

#include "records/find.h"
#include "records/list.h"

/* "RMO:SIM" -> scheme and group; both must be there. */
static bool find_group(struct tracker *t, str asked, str *scheme, str *group, struct err *e)
{
    int64_t n;
    *group = asked;
    *scheme = str_cut(group, ':');
    if (!group->p)
        *group = S("");
    if (!NUMBER(tracker_db(t),
                "SELECT count(*) FROM group_scheme s LEFT JOIN economy_group g ON g.scheme = s.code"
                " WHERE s.code = ?1 AND (?2 = '' OR g.code = ?2)", &n, e, val_text(*scheme), val_text(*group)))
        return false;
    return n || !asked.n
        || err_set(e, ERR_INPUT, "there is no group " STR_FMT "; \"etalon economies schemes\" lists all",
                   STR_ARG(asked));
}

bool economies_list(struct tracker *t, const struct economies_asked *asked, struct report *r,
                    struct err *e)
{
    struct table *x = table_new(r->arena, S("Economies"));
    str scheme, group;
    if (!find_group(t, asked->group, &scheme, &group, e)
        || !LIST(x, tracker_db(t), "records/economies.sql", e, val_text(scheme), val_text(group),
                 val_text(asked->on)))
        return false;
    table_note(x, str_format(r->arena, "Groups as on " STR_FMT ".", STR_ARG(asked->on)));
    report_table(r, x);
    return true;
}

static bool show_part(struct tracker *t, const char *title, str asset, str code, struct report *r,
                      struct err *e)
{
    struct table *x = table_new(r->arena, str_of(title));
    struct val v = val_text(code);
    if (!list_query(x, tracker_db(t), asset, &v, 1, e))
        return false;
    report_table(r, x);
    return true;
}

bool economies_show(struct tracker *t, str economy, struct report *r, struct err *e)
{
    str code;
    return find_economy(t, r->arena, economy, &code, e)
        && show_part(t, "", S("records/economy.sql"), code, r, e)
        && show_part(t, "Memberships", S("records/economy_memberships.sql"), code, r, e)
        && show_part(t, "Spellings", S("records/economy_spellings.sql"), code, r, e);
}

bool economies_schemes(struct tracker *t, str on, struct report *r, struct err *e)
{
    struct table *x = table_new(r->arena, S("Groups of economies"));
    if (!LIST(x, tracker_db(t), "records/schemes.sql", e, val_text(on)))
        return false;
    report_table(r, x);
    return true;
}
