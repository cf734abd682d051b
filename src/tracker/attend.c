/*
 * These rows are few beside those about courses: each is looked up and written when it is read.
 */
#include "tracker/attend.h"

#include "intl/text.h"
#include "tracker/numbers.h"
#include "tracker/persons.h"

struct attend {
    struct keymap codes;                  /* key of the code -> id */
    struct keymap told;                   /* "what:key" -> line of this file */
    VEC(str) list;                        /* codes */
    VEC(struct record) waiting;           /* initiatives whose parent was not there yet */
    int64_t next;
};

static bool open(struct batch *b, struct err *e)
{
    if (b->attend)
        return true;
    struct attend *x = b->attend = NEW(b->arena, struct attend);
    keymap_open(&x->codes, b->arena, 64);
    keymap_open(&x->told, b->arena, 64);
    struct stmt *q = db_stmt(b->db, S("SELECT code, id FROM initiative ORDER BY id"));
    while (stmt_row(q)) {
        str code = str_dup(b->arena, stmt_str(q, 0));
        *vec_push(b->arena, &x->list) = code;
        keymap_at(&x->codes, catalogue_key(b->scratch, code), (uint32_t)stmt_int(q, 1), NULL);
    }
    return stmt_end(q, e) && number_next(b->db, "initiative", &x->next, e);
}

void attend_close(struct batch *b)
{
    if (!b->attend)
        return;
    keymap_close(&b->attend->codes);
    keymap_close(&b->attend->told);
}

/* The line of this file that spoke of the thing before; 0 and remembered when none did. */
static uint32_t told_before(struct batch *b, str what, int64_t line)
{
    bool is_new;
    uint32_t first = *keymap_at(&b->attend->told, what, (uint32_t)line, &is_new);
    return is_new ? 0 : first;
}

static void skip(struct batch *b, const struct record *r, uint32_t first, const char *thing)
{
    rowlog_warn(&b->log, r->line, "same-again", S(""), S(""),
                "line %u of this file is about the same %s; this row is left out", (unsigned)first,
                thing);
    rowlog_set(&b->log, r->line, OUTCOME_SKIPPED);
}

static void set_outcome(struct batch *b, const struct record *r, bool is_new, bool changed)
{
    rowlog_set(&b->log, r->line, is_new ? OUTCOME_INSERTED : changed ? OUTCOME_UPDATED
                                                                     : OUTCOME_UNCHANGED);
}

/* --- a row against the version there is ---------------------------------------------------- */

struct version {
    enum past p;
    struct val v[PAST_ROW];
    bool found, changed;
};

/* The row with this key, or an empty one. */
static bool load(struct batch *b, struct version *x, enum past p, const struct val *key, struct err *e)
{
    const struct past_table *t = past_table(p);
    *x = (struct version){ .p = p };
    if (!book_flush(&b->book, p, e) || !past_read(b->db, p, b->scratch, key, x->v, &x->found, e))
        return false;
    for (int i = 0; !x->found && i < past_columns(t); i++)
        x->v[i] = i < t->nkey ? key[i] : val_nil();
    return true;
}

/* nil says nothing. */
static void take(struct version *x, int column, struct val said)
{
    if (said.kind == VAL_NIL || val_same(x->v[column], said))
        return;
    x->v[column] = said;
    x->changed = true;
}

static bool store(struct batch *b, struct version *x, int64_t line, struct err *e)
{
    int n = past_columns(past_table(x->p));
    if (x->found && !x->changed)
        return true;
    x->v[n] = val_int(b->id);
    x->v[n + 1] = val_int(line);
    return x->found ? book_change(&b->book, x->p, S(""), x->v, e)
                    : book_add(&b->book, x->p, S(""), x->v, e);
}

static struct val text_said(struct batch *b, str s)
{
    s = intl_title(b->scratch, s);
    return s.n ? val_text(s) : val_nil();
}

static struct val word_said(str s) { return s.n ? val_text(s) : val_nil(); }

/* --- initiatives ------------------------------------------------------------------------------ */

enum { ID, CODE, KIND, TITLE, PROGRAMME, PARENT, HOST, HOST_ECONOMY, MODE, STARTS, ENDS };

static uint32_t find(const struct batch *b, str code)
{
    return code.n ? keymap_get(&b->attend->codes, catalogue_key(b->scratch, code), 0) : 0;
}

static str near(const struct batch *b, str code)
{
    struct buf text = buf_new(b->scratch);
    str asked = catalogue_key(b->scratch, code);
    int most = asked.n < 4 ? 1 : asked.n < 9 ? 2 : 3, listed = 0;
    for (size_t i = 0; i < b->attend->list.n && listed < 5; i++) {
        str have = catalogue_key(b->scratch, b->attend->list.v[i]);
        if (str_distance(asked, have, most) > most && !str_starts(have, asked)
            && !str_starts(asked, have))
            continue;
        buf_puts(&text, listed++ ? ", " : " (");
        buf_put(&text, b->attend->list.v[i]);
    }
    buf_puts(&text, listed ? (listed == 1 ? " is near)" : " are near)") : "");
    return buf_str(&text);
}

static bool say_unknown(struct batch *b, const struct record *r, const char *field, str code)
{
    rowlog_say(&b->log, r->line, "unknown-initiative", str_of(field), code,
               "the store has no initiative with this code" STR_FMT "; import a list of initiatives "
               "before, or make it (etalon initiatives add)", STR_ARG(near(b, code)));
    rowlog_set(&b->log, r->line, OUTCOME_REJECTED);
    return true;
}

static struct val day_said(struct batch *b, struct stamp s)
{
    struct buf text = buf_new(b->scratch);
    if (!s.precision)
        return val_nil();
    date_put_day(&text, date_of_instant(s.at));
    return val_text(buf_str(&text));
}

/* What the row says of the initiative itself. */
static bool take_initiative(struct batch *b, const struct record *r, struct version *x, uint32_t parent,
                            struct err *e)
{
    uint32_t host = 0;
    str where = r->host_economy;
    if (r->host.n && !organisation_named(&b->organisations, &b->book, b->scratch, r->host, where, &host, e))
        return false;
    take(x, KIND, word_said(r->initiative_kind));
    take(x, TITLE, text_said(b, r->title));
    take(x, PROGRAMME, text_said(b, r->programme));
    take(x, PARENT, parent ? val_int(parent) : val_nil());
    take(x, HOST, host ? val_int(host) : val_nil());
    take(x, HOST_ECONOMY, str_eq(where, S("ZZ")) ? val_nil() : word_said(where));
    take(x, MODE, word_said(r->mode));
    take(x, STARTS, day_said(b, r->starts));
    take(x, ENDS, day_said(b, r->ends));
    return true;
}

static bool says_something(const struct record *r)
{
    return r->initiative_kind.n || r->title.n || r->programme.n || r->parent.n || r->host.n
        || r->mode.n || r->host_economy.n || r->starts.precision || r->ends.precision;
}

static void fill_new(struct version *x, int64_t id, str code)
{
    x->v[ID] = val_int(id);
    x->v[CODE] = val_text(code);
    x->v[TITLE] = x->v[PROGRAMME] = val_text(S(""));
}

static bool days_are_good(struct batch *b, const struct record *r, const struct version *x)
{
    if (x->v[STARTS].kind != VAL_TEXT || x->v[ENDS].kind != VAL_TEXT
        || str_cmp(x->v[STARTS].as.s, x->v[ENDS].as.s) <= 0)
        return true;
    rowlog_say(&b->log, r->line, "odd-date", S("ends_on"), x->v[ENDS].as.s,
               "it would end before it begins on " STR_FMT "; correct one of the days",
               STR_ARG(x->v[STARTS].as.s));
    rowlog_set(&b->log, r->line, OUTCOME_REJECTED);
    return false;
}

/* The initiative of the row, made or changed as the row says; *id 0 when it is refused. */
static bool see_initiative(struct batch *b, const struct record *r, uint32_t *id, struct version *x,
                           struct err *e)
{
    struct attend *a = b->attend;
    str code = catalogue_title(b->scratch, r->initiative);
    uint32_t have = find(b, code), parent = find(b, r->parent);
    struct val key = val_int(have ? have : a->next);
    *id = 0;
    if (!code.n || (!have && !r->initiative_kind.n))
        return say_unknown(b, r, "initiative", code);
    if (r->parent.n && (!parent || parent == have))
        return say_unknown(b, r, "parent", r->parent);
    if (!load(b, x, PAST_INITIATIVE, &key, e))
        return false;
    if (!x->found)
        fill_new(x, a->next, code);
    if (!take_initiative(b, r, x, parent, e))
        return false;
    if (!days_are_good(b, r, x))
        return true;
    *id = (uint32_t)key.as.i;
    if (!have) {
        a->next++;
        *vec_push(b->arena, &a->list) = str_dup(b->arena, code);
        keymap_at(&a->codes, catalogue_key(b->scratch, code), *id, NULL);
    }
    return store(b, x, r->line, e);
}

static str told_key(struct batch *b, const char *what, str of)
{
    return str_cat(b->scratch, str_of(what), S(":"), of);
}

static struct record kept(struct arena *a, const struct record *r)
{
    struct record x = { .line = r->line, .kind = r->kind, .starts = r->starts, .ends = r->ends };
    x.initiative = str_dup(a, r->initiative);
    x.initiative_kind = str_dup(a, r->initiative_kind);
    x.title = str_dup(a, r->title);
    x.programme = str_dup(a, r->programme);
    x.parent = str_dup(a, r->parent);
    x.host = str_dup(a, r->host);
    x.mode = str_dup(a, r->mode);
    x.host_economy = str_dup(a, r->host_economy);
    return x;
}

static bool decide_initiative(struct batch *b, const struct record *r, struct err *e)
{
    struct version x;
    uint32_t id;
    if (!see_initiative(b, r, &id, &x, e))
        return false;
    if (id)
        set_outcome(b, r, !x.found, x.changed);
    return true;
}

static bool take_initiative_row(struct batch *b, const struct record *r, struct err *e)
{
    uint32_t first = told_before(b, told_key(b, "initiative", catalogue_key(b->scratch, r->initiative)),
                                 r->line);
    if (first) {
        skip(b, r, first, "initiative");
        return true;
    }
    if (!r->parent.n || find(b, r->parent))
        return decide_initiative(b, r, e);
    *vec_push(b->arena, &b->attend->waiting) = kept(b->arena, r);
    return true;
}

bool attend_finish(struct batch *b, struct err *e)
{
    size_t n = b->attend ? b->attend->waiting.n : 0;
    struct record *v = n ? b->attend->waiting.v : NULL;
    for (size_t decided = 1; decided && n;) {
        decided = 0;
        for (size_t i = 0; i < n; i++) {
            if (!v[i].line || !find(b, v[i].parent))
                continue;
            if (!decide_initiative(b, &v[i], e))
                return false;
            v[i].line = 0;
            decided++;
        }
    }
    for (size_t i = 0; i < n; i++)
        if (v[i].line)
            say_unknown(b, &v[i], "parent", v[i].parent);
    return true;
}

/* --- numbers ------------------------------------------------------------------------------------ */

enum { HEADS = 4 };

struct head { uint32_t initiative; str economy, channel, gender; int64_t n; };
struct heads_taken { uint32_t told; bool any, is_new, changed; };

static bool take_heads(struct batch *b, const struct record *r, const struct head *h, struct heads_taken *taken,
                       struct err *e)
{
    struct version x;
    const struct val key[] = { val_int(h->initiative), val_text(h->economy), val_text(h->gender), val_text(h->channel) };
    str what = str_format(b->scratch, "heads:%u:" STR_FMT ":" STR_FMT ":" STR_FMT, (unsigned)h->initiative,
                          STR_ARG(h->economy), STR_ARG(h->gender), STR_ARG(h->channel));
    uint32_t first = told_before(b, what, r->line);
    if (first) {
        taken->told = first;
        return true;
    }
    if (!load(b, &x, PAST_HEADCOUNT, key, e))
        return false;
    take(&x, HEADS, val_int(h->n));
    taken->any = true;
    taken->is_new |= !x.found;
    taken->changed |= x.changed;
    return store(b, &x, r->line, e);
}

/* One number, or one for each gender and what these leave of the whole. */
static bool take_headcount(struct batch *b, const struct record *r, struct err *e)
{
    struct heads_taken taken = { 0 };
    struct head h = { .initiative = find(b, catalogue_title(b->scratch, r->initiative)), .gender = r->gender, .n = r->n,
                      .economy = str_eq(r->economy, S("ZZ")) ? S("") : r->economy,
                      .channel = r->channel.n ? r->channel : S("in_person") };
    if (!h.initiative)
        return say_unknown(b, r, "initiative", r->initiative);
    if ((!r->nheads || r->n > 0) && !take_heads(b, r, &h, &taken, e))
        return false;
    for (size_t i = 0; i < r->nheads; i++) {
        h.gender = str_of(r->heads[i].gender);
        h.n = r->heads[i].n;
        if (!take_heads(b, r, &h, &taken, e))
            return false;
    }
    if (!taken.any)
        skip(b, r, taken.told, "head-count");
    else
        set_outcome(b, r, taken.is_new, taken.changed);
    return true;
}

bool attend_number(struct batch *b, const struct record *r, struct err *e)
{
    return open(b, e) && (r->kind == RECORD_HEADCOUNT ? take_headcount(b, r, e)
                                                      : take_initiative_row(b, r, e));
}

/* --- persons ------------------------------------------------------------------------------------- */

bool attend_enter(struct batch *b, const struct record *r, uint32_t *initiative, bool *ok,
                  struct err *e)
{
    struct version x;
    *ok = false;
    if (!open(b, e))
        return false;
    *initiative = find(b, catalogue_title(b->scratch, r->initiative));
    str what = told_key(b, "initiative", catalogue_key(b->scratch, r->initiative));
    bool tells = says_something(r) && !told_before(b, what, r->line);   /* the first row of a file counts */
    if ((tells || !*initiative) && !see_initiative(b, r, initiative, &x, e))
        return false;
    *ok = *initiative != 0;
    return true;
}

enum { P_INITIATIVE, P_LEARNER, P_ROLE, P_STATUS, P_ECONOMY, P_DAYS, P_BY_HAND };

static int rank(str status)
{
    static const char *const rising[] = { "cancelled", "no_show", "invited", "registered", "attended",
                                          "completed", NULL };
    for (int i = 0; rising[i]; i++)
        if (str_eq(status, str_of(rising[i])))
            return i;
    return -1;
}

static void take_status(struct batch *b, const struct record *r, struct version *x)
{
    str have = x->v[P_STATUS].kind == VAL_TEXT ? x->v[P_STATUS].as.s : S("");
    if (!r->status.n || str_eq(r->status, have))
        return;
    bool hand = x->v[P_BY_HAND].kind == VAL_INT && x->v[P_BY_HAND].as.i;
    if (hand)
        rowlog_warn(&b->log, r->line, "by-hand", S("status"), r->status,
                    "an administrator set the status of this participation by hand, which is kept");
    else if (rank(r->status) < rank(have))
        rowlog_warn(&b->log, r->line, "lower-status", S("status"), r->status, "the store says "
                    STR_FMT " already, which is kept; \"etalon override\" can lower it", STR_ARG(have));
    else
        take(x, P_STATUS, val_text(r->status));
}

/* That of the learner, else of another who is the same person. */
static bool load_participation(struct batch *b, const struct record *r, uint32_t initiative,
                               uint32_t learner, struct version *x, struct err *e)
{
    uint32_t *others;
    struct val key[] = { val_int(initiative), val_int(learner), val_text(r->role) };
    size_t n = person_others(people_persons(b), b->scratch, learner, &others);
    if (!load(b, x, PAST_PARTICIPATION, key, e))
        return false;
    for (size_t i = 0; i < n && !x->found; i++) {
        key[1] = val_int(others[i]);
        if (!load(b, x, PAST_PARTICIPATION, key, e))
            return false;
    }
    if (!x->found)
        x->v[P_LEARNER] = val_int(learner);
    return true;
}

static void take_participation(struct batch *b, const struct record *r, struct version *x)
{
    if (!x->found) {
        x->v[P_STATUS] = val_text(r->status.n ? r->status : S("registered"));
        x->v[P_BY_HAND] = val_int(0);
    }
    take_status(b, r, x);
    if (!str_eq(r->economy, S("ZZ")))
        take(x, P_ECONOMY, word_said(r->economy));
    take(x, P_DAYS, r->has_days ? val_real(r->days) : val_nil());
    const struct { uint32_t bit; int column; } cleared[] = {
        { CLEAR_ECONOMY, P_ECONOMY }, { CLEAR_DAYS, P_DAYS } };
    for (int i = 0; i < 2; i++)
        if ((r->clears & cleared[i].bit) && x->v[cleared[i].column].kind != VAL_NIL) {
            x->v[cleared[i].column] = val_nil();
            x->changed = true;
        }
}

static bool first_day(struct batch *b, uint32_t initiative, struct stamp *on, struct err *e)
{
    day d;
    *on = (struct stamp){ 0 };
    if (!book_flush(&b->book, PAST_INITIATIVE, e))
        return false;
    struct stmt *q = db_stmt(b->db, S("SELECT starts_on FROM initiative WHERE id = ?"));
    stmt_set(q, 1, val_int(initiative));
    if (stmt_row(q) && date_read_day(stmt_str(q, 0), &d))
        *on = (struct stamp){ date_to_instant(d), PRECISION_DAY };
    return stmt_end(q, e);
}

bool attend_person(struct batch *b, const struct record *r, uint32_t initiative, uint32_t learner,
                   uint8_t flags, struct stamp *on, struct err *e)
{
    struct version x;
    uint32_t person = person_of(people_persons(b), learner);
    str what = str_format(b->scratch, "person:%u:%u:" STR_FMT, (unsigned)initiative, (unsigned)person,
                          STR_ARG(r->role));
    uint32_t first = told_before(b, what, r->line);
    if (!first_day(b, initiative, on, e))
        return false;
    if (first) {
        skip(b, r, first, "person at this initiative in this role");
        return true;
    }
    if (!load_participation(b, r, initiative, learner, &x, e))
        return false;
    take_participation(b, r, &x);
    set_outcome(b, r, !x.found || (flags & ITEM_NEW_LEARNER),
                x.changed || (flags & ITEM_PERSON_CHANGED));
    return store(b, &x, r->line, e);
}
