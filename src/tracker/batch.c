/*
 * The door itself: it knows who comes in and keeps the order of the calls;
 * people.c says who a row speaks of, register.c what becomes of it.
 */
#include "tracker/batch.h"

#include <assert.h>
#include <string.h>

#include "base/asset.h"
#include "intl/text.h"
#include "tracker/affiliation.h"
#include "tracker/attempts.h"
#include "tracker/attend.h"
#include "tracker/edit.h"
#include "tracker/log.h"
#include "tracker/numbers.h"
#include "tracker/parcel.h"
#include "tracker/people.h"
#include "tracker/register.h"
#include "tracker/restore.h"
#include "tracker/state.h"
#include "tracker/statement.h"

enum { RESULTS_MOST = 5000, LINES_MOST = 2000000000 };

/* --- beginning ------------------------------------------------------------------- */

static bool source_id(struct batch *b, struct val *out, struct err *e)
{
    *out = val_nil();
    if (!b->spec.source_name.n)
        return true;
    struct stmt *q = db_stmt(b->db, S("INSERT INTO import_source (name) VALUES (?)"
                                      " ON CONFLICT DO UPDATE SET name = name RETURNING id"));
    stmt_set(q, 1, val_text(b->spec.source_name));
    while (stmt_row(q))
        *out = stmt_val(q, 0);
    return stmt_end(q, e);
}

static bool find_seen(struct batch *b, struct val source, struct err *e)
{
    struct asset f;
    struct stmt *q = db_stmt(b->db, asset_find(S("tracker/seen.sql"), &f) ? f.bytes : S("?"));
    stmt_set(q, 1, val_text(b->spec.sha256));
    stmt_set(q, 2, val_text(b->spec.kind));
    stmt_set(q, 3, val_text(b->spec.parameters));
    stmt_set(q, 4, source);
    stmt_set(q, 5, val_int(b->spec.snapshot));
    if (stmt_row(q))
        b->seen = stmt_int(q, 0);
    return stmt_end(q, e);
}

static bool open_row(struct batch *b, struct val source, struct err *e)
{
    struct stmt *q = db_stmt(b->db,
        S("INSERT INTO import_batch (kind, source, file_name, file_sha256, parameters, actor,"
          " recorded_at, encoding, format, mapping) VALUES (?,?,?,?,?,?,?,?,?,?)"));
    stmt_set(q, 1, val_text(b->spec.kind));
    stmt_set(q, 2, source);
    stmt_set(q, 3, val_text(b->spec.file_name));
    stmt_set(q, 4, val_text(b->spec.sha256));
    stmt_set(q, 5, val_text(b->spec.parameters));
    stmt_set(q, 6, val_text(b->spec.actor));
    stmt_set(q, 7, val_int(b->recorded));
    stmt_set(q, 8, val_text(b->spec.encoding));
    stmt_set(q, 9, val_text(b->spec.format));
    stmt_set(q, 10, val_text(b->spec.mapping));
    bool ok = stmt_run(q, e);
    b->id = b->plan.batch = db_last_id(b->db);
    return ok;
}

static void keep_spec(struct batch *b, const struct batch_spec *spec)
{
    struct arena *a = b->arena;
    b->spec = (struct batch_spec){
        .kind = str_dup(a, spec->kind), .source_name = str_dup(a, str_trim(spec->source_name)),
        .file_name = str_dup(a, spec->file_name), .sha256 = str_dup(a, spec->sha256),
        .parameters = str_dup(a, spec->parameters), .actor = str_dup(a, spec->actor),
        .encoding = str_dup(a, spec->encoding), .format = str_dup(a, spec->format),
        .mapping = str_dup(a, spec->mapping), .progress = spec->progress, .work = spec->work,
        .new_courses = spec->new_courses, .snapshot = spec->snapshot,
        .withdraw_at_most = spec->withdraw_at_most };
}

static void open_tables(struct batch *b)
{
    struct arena *a = b->arena;
    b->into.affiliation = rows_new(a, b->db, S("learner_affiliation"), AFFILIATION_COLUMNS);
    b->into.state = rows_new(a, b->db, S("registration_state"), 1 + STATE_COLUMNS);
}

static bool end_tables(struct batch *b, struct err *e)
{
    return book_flush_all(&b->book, e) && rows_end(b->into.affiliation, e)
        && rows_end(b->into.state, e);
}

static void batch_free(struct batch *b)
{
    catalogue_close(&b->catalogue);
    organisations_close(&b->organisations);
    attempts_close(b);
    attend_close(b);
    tape_free(b->tape);
    book_close(&b->book);
    rows_free(b->into.affiliation);
    rows_free(b->into.state);
    spill_free(b->spill);
    edit_forget(b->t);
    b->t->batch = NULL;
    arena_free(b->scratch);
    arena_free(b->arena);
}

static bool enter(struct batch *b, struct err *e)
{
    struct val source;
    if (!number_clock(b->db, &b->recorded, e) || !source_id(b, &source, e)
        || !find_seen(b, source, e) || !open_row(b, source, e))
        return false;
    book_open(&b->book, b->arena, b->db, b->id);
    return economies_selectable(b->db, b->economy_ok, e)
        && catalogue_open(&b->catalogue, b->arena, b->db, &b->book, e)
        && organisations_open(&b->organisations, b->arena, b->db, e) && people_begin(b, e);
}

struct batch *batch_begin(struct tracker *t, const struct batch_spec *spec, struct err *e)
{
    if (t->batch || t->edit) {
        err_set(e, ERR_USAGE, "another change of this store has not ended");
        return NULL;
    }
    bool alone = !t->in_pair;
    if (alone ? !tracker_begin(t, e) : !db_begin(t->db, e))
        return NULL;
    struct arena *a = arena_new();
    struct batch *b = t->batch = NEW(a, struct batch);
    *b = (struct batch){ .t = t, .db = t->db, .arena = a, .scratch = arena_new(), .alone = alone,
                         .first = t->batches++ == 0 };
    rowlog_open(&b->log, a);
    keep_spec(b, spec);
    open_tables(b);
    b->spill = spill_new(a, db_path(t->db));
    if (enter(b, e))
        return b;
    batch_drop(b);
    return NULL;
}

int64_t batch_seen(const struct batch *b) { return b->seen; }

/* --- rows --------------------------------------------------------------------------- */

bool batch_survey(struct batch *b, const struct record *records, size_t n, struct err *e)
{
    (void)e;
    for (size_t i = 0; i < n && b->spec.source_name.n; i++) {
        struct arena_mark mark = arena_mark(b->scratch);
        people_survey(b, &records[i]);
        arena_rewind(b->scratch, mark);
    }
    return true;
}

static bool say_course(struct batch *b, const struct record *r, str code)
{
    str near = catalogue_near(&b->catalogue, b->scratch, code);
    rowlog_say(&b->log, r->line, "unknown-course", S("course"), code,
               "this course is not in the catalogue%s" STR_FMT "%s; --new-courses lets it in",
               near.n ? " (" : "", STR_ARG(near), near.n ? " are near)" : "");
    return false;
}

/* What the names of the source are kept under: its own name, else its kind. */
static str scope_of(const struct batch *b)
{
    str kind = b->spec.kind;
    return b->spec.source_name.n ? b->spec.source_name : str_cut(&kind, '-');
}

bool batch_knows_course(const struct tracker *t, str name)
{
    struct batch *b = t->batch;
    struct arena_mark mark = arena_mark(b->scratch);
    bool known = catalogue_course(&b->catalogue, b->scratch, scope_of(b), str_trim(name)) != 0;
    arena_rewind(b->scratch, mark);
    return known;
}

bool batch_voids(const struct tracker *t, struct uuid statement, bool *voided, struct err *e)
{
    return statement_was_void(t->batch, statement, voided, e);
}

/* The course of the row, 0 for none; false when it must not come in. */
static bool find_course(struct batch *b, const struct record *r, uint32_t *course, str *code)
{
    *code = intl_nfc(b->scratch, str_trim(r->course));
    *course = code->n ? catalogue_course(&b->catalogue, b->scratch, scope_of(b), *code) : 0;
    return *course || !code->n || b->spec.new_courses || say_course(b, r, *code);
}

static bool economy_is_good(struct batch *b, const struct record *r)
{
    if (!r->economy.n || str_eq(r->economy, S("ZZ")))
        return true;
    if (r->economy.n == 2 && economy_selected(b->economy_ok, r->economy))
        return true;
    rowlog_say(&b->log, r->line, "not-a-country", S("country"), r->economy,
               "nobody comes from here: it holds a status, but is no economy of a person");
    return false;
}

static bool score_is_good(struct batch *b, const struct record *r)
{
    if (r->nresults > RESULTS_MOST) {
        rowlog_say(&b->log, r->line, "too-many-results", S(""), S(""),
                   "more than %d results in one row are no record of learning", RESULTS_MOST);
        return false;
    }
    for (size_t i = 0; i < r->nresults; i++)
        if (r->results[i].has_score && !(r->results[i].score >= 0 && r->results[i].score <= 1)) {
            rowlog_say(&b->log, r->line, "bad-score", S("score"), S(""),
                       "a score lies between 0 and 1");
            return false;
        }
    return true;
}

static bool is_share(bool has, double x) { return !has || (x >= 0 && x <= 1); }

static bool attempts_are_good(struct batch *b, const struct record *r)
{
    bool good = true;
    for (size_t i = 0; i < r->nattempts && good; i++) {
        const struct record_attempt *x = &r->attempts[i];
        good = x->n >= 1 && is_share(x->has_score, x->score) && x->ninteractions <= RESULTS_MOST;
        for (size_t k = 0; k < x->ninteractions && good; k++)
            good = is_share(x->interactions[k].has_mark, x->interactions[k].mark);
    }
    if (!good)
        rowlog_say(&b->log, r->line, "bad-attempt", S("attempt"), S(""), "attempts count from 1, and "
                   "scores and marks lie between 0 and 1; this row says otherwise");
    return good;
}

static void set_economy(struct item *x, str economy)
{
    if (economy.n == 2 && !str_eq(economy, S("ZZ")))
        memcpy(x->economy, economy.p, 2);
}

static void set_date(struct item *x, struct stamp s)
{
    x->registered = s.precision ? s.at : 0;
    x->registered_precision = (uint8_t)s.precision;
}

static struct item item_of(const struct record *r, uint32_t learner, uint32_t course,
                           uint8_t flags)
{
    struct item x = {
        .learner = learner, .course = course, .line = (uint32_t)r->line,
        .flags = (uint8_t)(flags | (r->withdrawn ? ITEM_WITHDRAWN : 0)
                           | (r->joins ? ITEM_JOINS : 0)) };
    bool elsewhere = course && r->seen.precision;         /* its economy is of another day */
    set_date(&x, !course && r->seen.precision ? r->seen : r->registered);
    if (!elsewhere)
        set_economy(&x, r->economy);
    return x;
}

/* What a row about something else says of where the person was. */
static bool add_aside(struct batch *b, const struct record *r, uint32_t learner, uint32_t organisation,
                      struct stamp on, bool economy, struct err *e)
{
    struct item x = { .learner = learner, .line = (uint32_t)r->line, .flags = ITEM_ASIDE,
                      .activity = organisation };
    set_date(&x, on);
    if (economy)
        set_economy(&x, r->economy);
    return (!x.activity && !x.economy[0]) || spill_add(b->spill, &x, e);
}

static bool find_activity(struct batch *b, str title, uint32_t course, uint32_t *out, struct err *e)
{
    bool is_new = false;
    *out = 0;
    if (!title.n)
        return true;
    bool ok = catalogue_activity(&b->catalogue, b->scratch, course, scope_of(b), title, out,
                                 &is_new, e);
    return ok;
}

static bool add_result(struct batch *b, struct item item, const struct record_result *x,
                       struct err *e)
{
    item.flags |= (uint8_t)(ITEM_RESULT | (x->has_score ? ITEM_SCORE : 0));
    item.at = x->at.precision ? x->at.at : 0;
    item.at_precision = (uint8_t)x->at.precision;
    item.verdict = (uint8_t)(x->completion * 4 + x->success);
    item.score = x->has_score ? x->score : 0;
    return find_activity(b, x->activity, item.course, &item.activity, e) && spill_add(b->spill, &item, e);
}

/* What is too long for items, as the last of them. */
static bool add_parcel(struct batch *b, const struct record *r, struct item item, struct err *e)
{
    struct buf bytes = buf_new(b->scratch);
    uint32_t *activities = NEW_N(b->scratch, uint32_t, r->nattempts + 1);
    uint64_t place;
    for (size_t i = 0; i < r->nattempts; i++)
        if (!find_activity(b, r->attempts[i].activity, item.course, &activities[i], e))
            return false;
    parcel_put(&bytes, r, activities);
    if (!b->tape)
        b->tape = tape_new(b->arena, db_path(b->db));
    if (!tape_put(b->tape, buf_str(&bytes), &place, e))
        return false;
    item.flags |= ITEM_PARCEL;
    item.part = UINT16_MAX;
    item.at = (int64_t)place;
    item.activity = (uint32_t)bytes.n;
    return spill_add(b->spill, &item, e);
}

static bool add_items(struct batch *b, const struct record *r, struct item item, struct err *e)
{
    size_t n = item.course ? r->nresults : 0;
    uint32_t organisation = 0;
    bool elsewhere = r->seen.precision != PRECISION_NONE;
    if (r->organisation.n
        && !organisation_named(&b->organisations, &b->book, b->scratch, r->organisation,
                               (str){ item.economy, item.economy[0] ? 2 : 0 }, &organisation, e))
        return false;
    if (!item.course)
        item.activity = organisation;
    else if (!add_aside(b, r, item.learner, organisation, elsewhere ? r->seen : r->registered, elsewhere,
                        e))
        return false;
    if (item.course && parcel_is_needed(r) && !add_parcel(b, r, item, e))
        return false;
    if (!n)
        return spill_add(b->spill, &item, e);
    for (size_t i = 0; i < n; i++) {
        item.part = (uint16_t)i;
        if (!add_result(b, item, &r->results[i], e))
            return false;
    }
    return true;
}

static bool admit(struct batch *b, const struct record *r, struct who *who, uint32_t course,
                  str code, struct err *e)
{
    uint8_t flags;
    if (code.n && !course && !catalogue_add_course(&b->catalogue, code, &course, e))
        return false;
    return people_admit(b, r, who, &flags, e)
        && add_items(b, r, item_of(r, who->learner, course, flags), e);
}

static enum outcome refused(const struct who *who)
{
    return who->conflict && !who->erased ? OUTCOME_CONFLICT
         : who->erased ? OUTCOME_SKIPPED : OUTCOME_REJECTED;
}

static bool take_learning(struct batch *b, const struct record *r, struct who *who, struct err *e)
{
    uint32_t course;
    str code;
    bool ok;
    if (!find_course(b, r, &course, &code) || !score_is_good(b, r) || !attempts_are_good(b, r))
        return true;
    if (!people_find(b, r, who, &ok, e))
        return false;
    if (ok)
        return admit(b, r, who, course, code, e);
    rowlog_set(&b->log, r->line, refused(who));
    return true;
}

static bool take_participation(struct batch *b, const struct record *r, struct who *who, struct err *e)
{
    uint32_t initiative, organisation = 0;
    uint8_t flags;
    struct stamp on;
    bool ok;
    if (!people_find(b, r, who, &ok, e))
        return false;
    if (!ok) {
        rowlog_set(&b->log, r->line, refused(who));
        return true;
    }
    if (!attend_enter(b, r, &initiative, &ok, e) || !ok)
        return !ok;
    return people_admit(b, r, who, &flags, e)
        && attend_person(b, r, initiative, who->learner, flags, &on, e)
        && (!r->organisation.n || organisation_named(&b->organisations, &b->book, b->scratch,
                                                     r->organisation, r->economy, &organisation, e))
        && add_aside(b, r, who->learner, organisation, r->seen.precision ? r->seen : on, true, e);
}

/* Decides what can be decided before rows are sorted. */
static bool take_row(struct batch *b, const struct record *r, struct err *e)
{
    struct who who;
    b->line = r->line;
    rowlog_set(&b->log, r->line, OUTCOME_REJECTED);
    if (r->kind == RECORD_EXCHANGE)
        return restore_row(b, r, e);
    if (r->kind == RECORD_VOIDING || r->kind == RECORD_VOIDED)
        return r->kind == RECORD_VOIDING ? statement_void(b, r, e) : statement_is_void(b, r, e);
    if (!economy_is_good(b, r))
        return true;
    switch (r->kind) {
    case RECORD_LEARNING:      return take_learning(b, r, &who, e);
    case RECORD_PARTICIPATION: return take_participation(b, r, &who, e);
    case RECORD_HEADCOUNT:
    case RECORD_INITIATIVE:    return attend_number(b, r, e);
    case RECORD_VOIDING:
    case RECORD_VOIDED:
    case RECORD_EXCHANGE:      break;
    }
    return true;
}

bool batch_take(struct batch *b, const struct record *records, size_t n, struct err *e)
{
    struct arena_mark mark = arena_mark(b->scratch);
    people_expect(b, records, n);
    for (size_t i = 0; i < n; i++) {
        assert(records[i].line > b->line);
        if (records[i].line > LINES_MOST)
            return err_set(e, ERR_INPUT, "the file has more than %d lines", LINES_MOST);
        b->plan.rows++;
        if (!take_row(b, &records[i], e))
            return false;
    }
    bool ok = people_flush(b, e);
    arena_rewind(b->scratch, mark);
    return ok;
}

static bool leave_out(struct batch *b, const struct row_issue *issue, bool warning, enum outcome o,
                      struct err *e)
{
    if (issue->line > LINES_MOST)
        return err_set(e, ERR_INPUT, "the file has more than %d lines", LINES_MOST);
    rowlog_issue(&b->log, issue);
    if (warning || rowlog_has(&b->log, issue->line))
        return true;
    rowlog_set(&b->log, issue->line, o);
    b->plan.rows++;
    return true;
}

bool batch_reject(struct batch *b, const struct row_issue *issue, struct err *e)
{
    return leave_out(b, issue, issue->warning, OUTCOME_REJECTED, e);
}

bool batch_skip(struct batch *b, const struct row_issue *issue, struct err *e)
{
    return leave_out(b, issue, false, OUTCOME_SKIPPED, e);
}

/* --- ending ------------------------------------------------------------------------------ */

static bool close_row(struct batch *b, struct err *e)
{
    const struct batch_plan *p = &b->plan;
    struct stmt *q = db_stmt(b->db,
        S("UPDATE import_batch SET rows_read = ?, inserted = ?, updated = ?, unchanged = ?,"
          " skipped = ?, rejected = ?, conflict = ? WHERE id = ?"));
    stmt_set(q, 1, val_int(p->rows));
    for (int i = 0; i < OUTCOMES; i++)
        stmt_set(q, 2 + i, val_int(p->of[i]));
    stmt_set(q, 2 + OUTCOMES, val_int(b->id));
    return stmt_run(q, e);
}

/* Every row has one outcome: whatever happens, no row is lost or counted twice. */
static bool adds_up(const struct batch *b, struct err *e)
{
    int64_t sum = 0;
    for (int i = 0; i < OUTCOMES; i++)
        sum += b->plan.of[i];
    return sum == b->plan.rows
        || err_set(e, ERR_STORE, STR_FMT ": of %lld rows %lld have an outcome; this is a mistake of "
                   "etalon, and nothing was stored", STR_ARG(b->spec.file_name),
                   (long long)b->plan.rows, (long long)sum);
}

static bool write_log(struct batch *b, struct err *e)
{
    const struct batch_plan *p = &b->plan;
    struct buf text = buf_new(b->arena);
    buf_printf(&text, "%lld row%s%s", (long long)p->rows, p->rows == 1 ? "" : "s", p->rows ? ":" : "");
    for (int i = 0, n = 0; i < OUTCOMES; i++)
        if (p->of[i])
            buf_printf(&text, "%s %lld %s", n++ ? "," : "", (long long)p->of[i],
                       outcome_name((enum outcome)i));
    return log_append(b->db, b->id, buf_str(&text), &b->book.digest, e);
}

static void point_out(struct batch_plan *p, int64_t line, const char *what, bool changed)
{
    if (line && p->nlines < PLAN_LINES)
        p->lines[p->nlines++] = (struct plan_line){ line, what, changed };
}

/* What came to be in each table. */
static void count_rows(struct batch *b)
{
    for (int i = 0; i < PASTS; i++) {
        const struct book_count *n = &b->book.count[i];
        b->plan.rows_of[i].brought = n->brought;
        b->plan.rows_of[i].changed = n->changed;
        for (int changed = 0; changed < 2; changed++)
            point_out(&b->plan, n->first[changed], past_table((enum past)i)->name, changed);
    }
}

bool batch_finish(struct batch *b, struct batch_plan *plan, struct err *e)
{
    if (!attend_finish(b, e) || !register_all(b, e) || !end_tables(b, e) || !statement_finish(b, e) || !restore_end(b, e)
        || !rowlog_finish(&b->log, b->db, b->id, &b->plan, e) || !adds_up(b, e))
        return false;
    count_rows(b);
    *plan = b->plan;
    return close_row(b, e) && write_log(b, e);
}

enum outcome batch_outcome(const struct batch *b, int64_t line)
{
    return rowlog_has(&b->log, line) ? rowlog_get(&b->log, line) : OUTCOMES;
}

bool batch_list(struct tracker *t, struct arena *a, struct batch_summary **list, size_t *n,
                struct err *e)
{
    VEC(struct batch_summary) all = { 0 };
    struct stmt *q = db_stmt(t->db,
        S("SELECT b.id, recorded_at, kind, coalesce(s.name, ''), file_name, actor, rows_read,"
          " inserted, updated, unchanged, skipped, rejected, conflict, undone_by"
          " FROM import_batch b LEFT JOIN import_source s ON s.id = b.source WHERE op = 'import'"
          " ORDER BY b.id"));
    while (stmt_row(q)) {
        struct batch_summary *x = vec_push(a, &all);
        *x = (struct batch_summary){
            .batch = stmt_int(q, 0), .recorded = stmt_int(q, 1), .kind = str_dup(a, stmt_str(q, 2)),
            .source = str_dup(a, stmt_str(q, 3)), .file_name = str_dup(a, stmt_str(q, 4)),
            .actor = str_dup(a, stmt_str(q, 5)), .rows = stmt_int(q, 6),
            .undone_by = stmt_int(q, 7 + OUTCOMES) };
        for (int i = 0; i < OUTCOMES; i++)
            x->of[i] = stmt_int(q, 7 + i);
    }
    *list = all.v;
    *n = all.n;
    return stmt_end(q, e);
}

static bool leave(struct batch *b, bool ok, struct err *e)
{
    struct tracker *t = b->t;
    bool alone = b->alone;
    batch_free(b);
    if (!ok)
        people_forget(t);
    return alone ? tracker_end(t, ok, e) : db_end(t->db, ok, e);
}

bool batch_commit(struct batch *b, struct err *e)
{
    return leave(b, true, e);
}

void batch_drop(struct batch *b)
{
    struct err nobody_asks = { 0 };
    if (b)
        (void)!leave(b, false, &nobody_asks);
}
