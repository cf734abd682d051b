/*
 * What is said by hand is laid over the row there is; the row is then one version.
 */
#include "records/initiatives.h"

#include "records/find.h"
#include "records/list.h"
#include "records/organisations.h"
#include "tracker/edit.h"
#include "tracker/numbers.h"

static const char *const kinds[] = {
    "workshop", "placement", "lecture", "online", "seminar", "summer_school", "webinar", NULL,
};
static const char *const modes[] = { "in_person", "online", "hybrid", INITIATIVE_CLEAR, NULL };

const char *initiatives_kind(size_t i) { return kinds[i]; }
const char *initiatives_mode(size_t i) { return modes[i]; }

bool initiatives_list(struct tracker *t, const struct initiatives_asked *asked, struct report *r,
                      struct err *e)
{
    struct table *x = table_new(r->arena, S("Initiatives"));
    if (!LIST(x, tracker_db(t), "records/initiatives.sql", e, val_text(asked->kind),
              val_text(asked->programme), val_text(asked->from), val_text(asked->to)))
        return false;
    report_table(r, x);
    return true;
}

static bool show_part(struct tracker *t, const char *title, str asset, int64_t id, struct report *r,
                      struct err *e)
{
    struct table *x = table_new(r->arena, str_of(title));
    struct val v = val_int(id);
    if (!list_query(x, tracker_db(t), asset, &v, 1, e))
        return false;
    report_table(r, x);
    return true;
}

bool initiatives_show(struct tracker *t, str code, struct report *r, struct err *e)
{
    int64_t id;
    return find_initiative(t, code, &id, e)
        && show_part(t, "", S("records/initiative.sql"), id, r, e)
        && show_part(t, "Partners", S("records/initiative_partners.sql"), id, r, e)
        && show_part(t, "Parts", S("records/initiative_parts.sql"), id, r, e)
        && show_part(t, "Participations", S("records/initiative_persons.sql"), id, r, e)
        && show_part(t, "Head-counts", S("records/initiative_heads.sql"), id, r, e);
}

/* --- by hand ----------------------------------------------------------------------------------- */

enum field { ID, CODE, KIND, TITLE, PROGRAMME, PARENT, HOST, HOST_ECONOMY, MODE, STARTS, ENDS };

static void tell(struct tracker *t, str code, str what, const struct by_hand *by, struct report *r)
{
    struct table *x = table_new(r->arena, S(""));
    table_column(x, S("initiative"), S("Initiative"), UNIT_NONE);
    table_column(x, S("change"), S("Change"), UNIT_NONE);
    table_add(x, val_text(code));
    table_add(x, val_text(edit_changes(t) ? what : S("none")));
    by_hand_note(t, by, x);
    report_table(r, x);
}

static bool is_clear(str s) { return str_eq(s, S(INITIATIVE_CLEAR)); }

static void set(struct val *v, str said)
{
    if (said.n)
        *v = is_clear(said) ? val_nil() : val_text(said);
}

/* Texts that are never NULL. */
static void set_text(struct val *v, str said)
{
    if (said.n)
        *v = val_text(is_clear(said) ? S("") : said);
}

static bool set_parent(struct tracker *t, struct val *row, str said, struct err *e)
{
    int64_t parent, round;
    if (!said.n)
        return true;
    if (is_clear(said))
        return row[PARENT] = val_nil(), true;
    if (!find_initiative(t, said, &parent, e)
        || !NUMBER(tracker_db(t),
                   "WITH RECURSIVE up (id) AS (SELECT ?1 UNION SELECT i.parent FROM initiative i"
                   " JOIN up ON i.id = up.id WHERE i.parent IS NOT NULL)"
                   " SELECT count(*) FROM up WHERE id = ?2", &round, e, val_int(parent), row[ID]))
        return false;
    if (round)
        return err_set(e, ERR_INPUT, "an initiative cannot be part of itself");
    row[PARENT] = val_int(parent);
    return true;
}

static bool set_host(struct tracker *t, struct arena *a, struct val *row,
                     const struct initiative_said *said, struct err *e)
{
    int64_t host;
    str code;
    if (is_clear(said->host)) {
        row[HOST] = val_nil();
    } else if (said->host.n) {
        if (!organisation_find(t, said->host, true, &host, e))
            return false;
        row[HOST] = val_int(host);
    }
    if (!said->host_economy.n || is_clear(said->host_economy)) {
        set(&row[HOST_ECONOMY], said->host_economy);
        return true;
    }
    if (!find_economy(t, a, said->host_economy, &code, e))
        return false;
    row[HOST_ECONOMY] = val_text(code);
    return true;
}

static bool days_are_good(const struct val *row, struct err *e)
{
    if (row[STARTS].kind != VAL_TEXT || row[ENDS].kind != VAL_TEXT
        || str_cmp(row[STARTS].as.s, row[ENDS].as.s) <= 0)
        return true;
    return err_set(e, ERR_INPUT, "it cannot end on " STR_FMT " and begin on " STR_FMT,
                   STR_ARG(row[ENDS].as.s), STR_ARG(row[STARTS].as.s));
}

static bool lay_over(struct tracker *t, struct arena *a, struct val *row,
                     const struct initiative_said *said, struct err *e)
{
    if (said->kind.n)
        row[KIND] = val_text(said->kind);
    set_text(&row[TITLE], said->title);
    set_text(&row[PROGRAMME], said->programme);
    set(&row[MODE], said->mode);
    set(&row[STARTS], said->starts_on);
    set(&row[ENDS], said->ends_on);
    return set_parent(t, row, said->parent, e) && set_host(t, a, row, said, e)
        && days_are_good(row, e);
}

static bool read_row(struct tracker *t, struct arena *a, str code, bool is_new, struct val *row,
                     struct err *e)
{
    int64_t id;
    bool found;
    if (!is_new)
        return find_initiative(t, code, &id, e)
            && past_read(tracker_db(t), PAST_INITIATIVE, a, &(struct val){ VAL_INT, { .i = id } }, row,
                         &found, e);
    struct err none = { 0 };
    if (find_initiative(t, code, &id, &none))
        return err_set(e, ERR_INPUT, "there is an initiative " STR_FMT " already; \"etalon initiatives edit\" "
                       "changes it", STR_ARG(code));
    if (!number_next(tracker_db(t), "initiative", &id, e))
        return false;
    row[ID] = val_int(id);
    row[CODE] = val_text(code);
    row[TITLE] = row[PROGRAMME] = val_text(S(""));
    return true;
}

static bool put(struct tracker *t, struct arena *a, str code, const struct initiative_said *said,
                bool is_new, struct err *e)
{
    struct val row[PAST_ROW] = { 0 };
    if (is_new && !said->kind.n)
        return err_set(e, ERR_USAGE, "say what kind of initiative it is, with --kind");
    return read_row(t, a, code, is_new, row, e) && lay_over(t, a, row, said, e)
        && edit_put(t, PAST_INITIATIVE, row, e);
}

bool initiatives_put(struct tracker *t, str code, const struct initiative_said *said, bool is_new,
                     const struct by_hand *by, struct report *r, struct err *e)
{
    if (!edit_begin(t, "edit", by->actor, by->reason, e))
        return false;
    bool ok = put(t, r->arena, str_trim(code), said, is_new, e);
    if (ok)
        tell(t, code, is_new ? S("added") : S("changed"), by, r);
    edit_say(t, "an initiative %s: " STR_FMT, is_new ? "added" : "changed", STR_ARG(code));
    return by_hand_end(t, ok, by, e);
}

static bool remove_one(struct tracker *t, str code, struct err *e)
{
    int64_t id, uses, partners;
    struct val key;
    if (!find_initiative(t, code, &id, e))
        return false;
    key = val_int(id);
    if (!NUMBER(tracker_db(t), "SELECT (SELECT count(*) FROM participation WHERE initiative = ?1)"
                " + (SELECT count(*) FROM headcount WHERE initiative = ?1)"
                " + (SELECT count(*) FROM initiative WHERE parent = ?1)", &uses, e, key)
        || !NUMBER(tracker_db(t), "SELECT count(*) FROM initiative_partner WHERE initiative = ?", &partners, e, key))
        return false;
    if (uses)
        return err_set(e, ERR_INPUT, "participations, head-counts or parts of " STR_FMT " are in the store; undo the "
                       "imports that brought them first", STR_ARG(code));
    if (partners)
        return err_set(e, ERR_INPUT, STR_FMT " has partners; take them away first", STR_ARG(code));
    return edit_take(t, PAST_INITIATIVE, &key, e);
}

bool initiatives_remove(struct tracker *t, str code, const struct by_hand *by, struct report *r,
                        struct err *e)
{
    if (!edit_begin(t, "edit", by->actor, by->reason, e))
        return false;
    bool ok = remove_one(t, code, e);
    if (ok)
        tell(t, code, S("removed"), by, r);
    edit_say(t, "an initiative removed: " STR_FMT, STR_ARG(code));
    return by_hand_end(t, ok, by, e);
}

static bool partner(struct tracker *t, str code, str organisation, str role, bool is_one, struct err *e)
{
    int64_t id, of;
    if (!find_initiative(t, code, &id, e) || !organisation_find(t, organisation, is_one, &of, e))
        return false;
    struct val row[] = { val_int(id), val_int(of), val_text(role) };
    return is_one ? edit_put(t, PAST_PARTNER, row, e) : edit_take(t, PAST_PARTNER, row, e);
}

bool initiatives_partner(struct tracker *t, str code, str organisation, str role, bool is_one,
                         const struct by_hand *by, struct report *r, struct err *e)
{
    if (!edit_begin(t, "edit", by->actor, by->reason, e))
        return false;
    bool ok = partner(t, code, organisation, role, is_one, e);
    if (ok)
        tell(t, code, is_one ? S("partner added") : S("partner taken away"), by, r);
    edit_say(t, "a partner of an initiative: " STR_FMT, STR_ARG(code));
    return by_hand_end(t, ok, by, e);
}
