/*
 * Undo over generated histories of edits: undone is as before, undone and undone again is as it
 * was, with cascade everything can be taken back; the log vouches for the rows all the way.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "store.h"
#include "records/undo.h"
#include "tracker/log.h"

enum { HISTORIES = 12, STEPS = 12, BATCHES = 200 };

static struct db *db;                    /* of the tracker */
static uint64_t seed;

static int begin_db(void **state)
{
    int failed = begin(state);
    db = tracker_db(tracker);
    return failed;
}

static void well(bool ok)
{
    if (!ok)
        fail_msg("seed %llu: %s", (unsigned long long)seed, e.text);
}

static uint64_t dice(uint64_t n)
{
    seed = seed * 6364136223846793005u + 1442695040888963407u;
    return (seed >> 33) % n;
}

static const char *const economies[] = { "DE", "KE", "NA", "BR" };

/* All that is known, with who said it, and what follows from it. */
static str known(void)
{
    struct buf b = buf_new(arena);
    for (int p = 0; p < PASTS; p++) {
        const struct past_table *t = past_table((enum past)p);
        bool reference = p == PAST_ECONOMY_ALIAS || p == PAST_MEMBERSHIP;
        str sql = past_sql(arena, t, S("SELECT @COLUMNS@, batch FROM @NAME@ ORDER BY @KEYS@"));
        struct stmt *q = db_stmt(db, reference ? S("SELECT 1") : sql);
        while (stmt_row(q)) {
            buf_printf(&b, "%s", t->name);
            for (int i = 0; i < stmt_columns(q); i++) {
                buf_byte(&b, '|');
                val_put(&b, stmt_val(q, i));
            }
            buf_byte(&b, '\n');
        }
        well(stmt_end(q, &e));
    }
    well(tracker_canonical(tracker, &b, &e));
    return buf_str(&b);
}

static void sound(void)
{
    log_faults log = { 0 };
    str *faults;
    size_t n;
    well(log_check(db, arena, &log, &e) && tracker_verify(tracker, arena, &faults, &n, &e));
    if (log.n || n)
        fail_msg("seed %llu: " STR_FMT, (unsigned long long)seed,
                 STR_ARG(log.n ? log.v[0] : faults[0]));
}

static void same(str a, str b)
{
    if (!str_eq(a, b))
        fail_msg("seed %llu: not the same:\n" STR_FMT "\nnow\n" STR_FMT, (unsigned long long)seed,
                 STR_ARG(a), STR_ARG(b));
}

/* --- edits at random -------------------------------------------------------------------- */

static const struct val nil = { 0 };
static struct val some(uint64_t n) { return val_int((int64_t)dice(n) + 1); }
static struct val word(uint64_t n) { return val_text(str_format(arena, "w%d", (int)dice(n))); }
static struct val place(void) { return val_text(str_of(economies[dice(4)])); }

static bool put_something(void)
{
    switch (dice(8)) {
    case 0:
        return edit_put(tracker, PAST_COURSE, (struct val[]){ some(3), word(4), word(2) }, &e);
    case 1:
        return edit_put(tracker, PAST_LEARNER, (struct val[]){ some(4), word(3), nil, nil, nil, nil, nil,
                        nil, val_int((int64_t)dice(2)), val_int(0) }, &e);
    case 2:
        return edit_put(tracker, PAST_IDENTITY, (struct val[]){ word(5), val_text(S("email")),
                        val_text(S("")), some(4), nil }, &e);
    case 3:
        return edit_put(tracker, PAST_SIGHTING, (struct val[]){ some(4), some(2),
                        val_text(dice(2) ? S("2024-01-01") : S("2024-05-01")), nil, val_int(1),
                        val_int(0), place(), nil }, &e);
    case 4: {
        struct val id = some(5);
        return edit_put(tracker, PAST_REGISTRATION, (struct val[]){ id, some(4), some(3), some(2), nil,
                        nil, val_int((int64_t)dice(2)), place(), nil, nil, val_int(0) }, &e);
    }
    case 5:
    case 6:
        return edit_put(tracker, PAST_RESULT, (struct val[]){ some(5), val_int(0), some(3), nil, nil,
                        val_int((int64_t)dice(3)), val_int((int64_t)dice(3)), val_real((double)dice(5) / 4),
                        val_int(0) }, &e);
    default: {
        struct val a = some(3);
        return edit_put(tracker, PAST_MERGE, (struct val[]){ a, val_int(a.as.i + 1) }, &e);
    }
    }
}

static bool take_something(void)
{
    switch (dice(4)) {
    case 0:  return edit_take(tracker, PAST_IDENTITY, (struct val[]){ word(5), val_text(S("email")),
                              val_text(S("")) }, &e);
    case 1:  return edit_take(tracker, PAST_RESULT, (struct val[]){ some(5), val_int(0), some(3) }, &e);
    case 2:  return edit_take(tracker, PAST_MERGE, (struct val[]){ some(3) }, &e);
    default: return edit_take(tracker, PAST_REGISTRATION, (struct val[]){ some(5) }, &e);
    }
}

static bool nobody_is_missing(void)
{
    struct stmt *q = db_stmt(db, S("SELECT count(*) FROM pragma_foreign_key_check"));
    bool ok = stmt_row(q) && stmt_int(q, 0) == 0;
    well(stmt_end(q, &e));
    return ok;
}

/* What the store does not let in (nobody is there to be spoken of) is left out. */
static int64_t random_edit(void)
{
    well(db_begin(db, &e));
    int64_t batch = edit_begin(tracker, "edit", S("a"), S(""), &e);
    bool ok = batch != 0;
    well(ok);
    for (uint64_t n = dice(4) + 1; ok && n > 0; n--)
        ok = dice(4) ? put_something() : take_something();
    if (!ok && !strstr(e.text, "constraint") && !strstr(e.text, "not there"))
        fail_msg("%s", e.text);
    ok = edit_end(tracker, ok, &e) && ok;
    bool kept = db_end(db, ok && nobody_is_missing(), &e);
    e = (struct err){ 0 };
    return kept ? batch : 0;
}

static int64_t newest(const struct undo *u) { return u->done.v[u->done.n - 1].batch; }

static const struct undo_how plain = { .actor = { "b", 1 }, .reason = { "", 0 } };
static const struct undo_how cascade = { .actor = { "b", 1 }, .reason = { "", 0 }, .cascade = true };
static const struct undo_how dry = { .actor = { "b", 1 }, .reason = { "", 0 }, .dry_run = true };

static int64_t undo(int64_t batch, const struct undo_how *how)
{
    struct undo u;
    well(undo_batch(tracker, arena, batch, how, &u, &e));
    return u.done.n ? newest(&u) : 0;
}

/* The newest batch has nothing behind it: its undo is exact, and so is that of the undo. */
static void test_newest(void **state)
{
    (void)state;
    for (int h = 0; h < HISTORIES; h++) {
        well(tracker_begin(tracker, &e));
        seed = (uint64_t)h;
        for (int i = 0; i < STEPS; i++) {
            str before = known();
            int64_t batch = random_edit();
            str after = known();
            if (!batch)
                continue;
            undo(batch, &dry);
            same(after, known());
            int64_t u = undo(batch, &plain);
            same(before, known());
            int64_t again = undo(u, &plain);
            same(after, known());
            if (dice(2)) {
                undo(again, &plain);
                same(before, known());
            }
        }
        sound();
        assert_false(tracker_end(tracker, false, &e));
    }
}

static bool is_undone(int64_t batch)
{
    struct stmt *q = db_stmt(db, S("SELECT undone_by IS NOT NULL FROM import_batch WHERE id = ?"));
    stmt_set(q, 1, val_int(batch));
    bool undone = stmt_row(q) && stmt_int(q, 0);
    well(stmt_end(q, &e));
    return undone;
}

/* Whatever is undone in whatever order, the store stays sound; the newest first, nothing is left. */
static void test_any(void **state)
{
    (void)state;
    for (int h = 0; h < HISTORIES; h++) {
        well(tracker_begin(tracker, &e));
        seed = 1000 + (uint64_t)h;
        str nothing = known();
        int64_t batches[BATCHES];
        size_t n = 0;
        for (int i = 0; i < STEPS; i++) {
            int64_t batch = random_edit();
            if (batch)
                batches[n++] = batch;
            if (n && !dice(3)) {
                struct undo u;
                int64_t target = batches[dice(n)];
                bool ok = undo_batch(tracker, arena, target, dice(2) ? &cascade : &plain, &u, &e);
                if (!ok && !strstr(e.text, "undone already") && !strstr(e.text, "circle"))
                    fail_msg("seed %llu: %s", (unsigned long long)seed, e.text);
                e = (struct err){ 0 };
                for (size_t k = 0; ok && k < u.done.n; k++)
                    batches[n++] = u.done.v[k].batch;
            }
        }
        sound();
        while (n--)
            if (!is_undone(batches[n]))
                undo(batches[n], &plain);
        same(nothing, known());
        sound();
        assert_false(tracker_end(tracker, false, &e));
    }
}

/* What was known at any time can be asked again, byte for byte. */
static void test_as_known(void **state)
{
    (void)state;
    for (int h = 0; h < HISTORIES / 2; h++) {
        well(tracker_begin(tracker, &e));
        seed = 2000 + (uint64_t)h;
        struct { int64_t batch; str content; } then[BATCHES];
        size_t n = 0;
        for (int i = 0; i < STEPS; i++) {
            int64_t batch = random_edit();
            if (batch && !dice(3))
                batch = undo(batch, &plain);
            if (batch) {
                then[n].batch = batch;
                then[n++].content = known();
            }
        }
        for (size_t i = 0; i < n; i += 2) {
            struct tracker *now = tracker;
            instant at = 0;
            struct stmt *q = db_stmt(db, S("SELECT recorded_at FROM import_batch WHERE id = ?"));
            stmt_set(q, 1, val_int(then[i].batch));
            if (stmt_row(q))
                at = stmt_int(q, 0);
            well(stmt_end(q, &e));
            tracker = tracker_as_known(now, at, &e);
            well(tracker != NULL);
            db = tracker_db(tracker);
            same(then[i].content, known());
            sound();
            tracker_close(tracker);
            tracker = now;
            db = tracker_db(now);
        }
        assert_false(tracker_end(tracker, false, &e));
    }
}

/* --- by hand ------------------------------------------------------------------------------- */

static void learner(int64_t id, const char *given)
{
    well(edit_put(tracker, PAST_LEARNER, (struct val[]){ val_int(id), val_text(str_of(given)), nil, nil,
                  nil, nil, nil, nil, val_int(0), val_int(0) }, &e));
}

static int64_t edit_of(int64_t id, const char *given)
{
    int64_t batch = edit_begin(tracker, "edit", S("a"), S(""), &e);
    learner(id, given);
    well(edit_end(tracker, true, &e));
    return batch;
}

static const char *given(void)
{
    struct stmt *q = db_stmt(db, S("SELECT group_concat(given) FROM learner"));
    str s = stmt_row(q) ? str_dup(arena, stmt_str(q, 0)) : S("");
    well(stmt_end(q, &e));
    return s.p;
}

static void test_edited_since(void **state)
{
    (void)state;
    struct undo u;
    int64_t one = edit_of(1, "Ana"), two = edit_of(1, "Anna");
    well(undo_batch(tracker, arena, one, &plain, &u, &e));
    assert_int_equal(u.done.v[0].of[PAST_LEARNER].kept, 1);
    assert_int_equal(u.done.v[0].of[PAST_LEARNER].reversed, 0);
    assert_string_equal(given(), "Anna");
    assert_false(undo_batch(tracker, arena, one, &plain, &u, &e));
    assert_non_null(strstr(e.text, "batch 1 is undone already, by batch 3"));
    undo(3, &plain);
    undo(two, &plain);                    /* "Ana" is back as the first batch left it */
    assert_string_equal(given(), "Ana");
    undo(one, &plain);
    assert_string_equal(given(), "");
    assert_false(undo_batch(tracker, arena, 99, &plain, &u, &e));
    assert_int_equal(e.kind, ERR_INPUT);
    sound();
}

static void test_hanging(void **state)
{
    (void)state;
    struct undo u;
    int64_t one = edit_of(1, "Ana");
    int64_t two = edit_begin(tracker, "edit", S("a"), S(""), &e);
    well(edit_put(tracker, PAST_IDENTITY, (struct val[]){ val_text(S("a@example.org")), val_text(S("email")),
                  val_text(S("")), val_int(1), nil }, &e));
    well(edit_end(tracker, true, &e));
    str before = known();
    well(undo_batch(tracker, arena, one, &plain, &u, &e));
    assert_int_equal(u.hanging.n, 1);
    assert_int_equal(u.hanging.v[0], two);
    assert_int_equal(u.done.n, 0);
    same(before, known());
    well(undo_batch(tracker, arena, one, &cascade, &u, &e));
    assert_int_equal(u.done.n, 2);
    assert_int_equal(u.done.v[0].target, two);
    assert_string_equal(given(), "");
    sound();
}

/* A number that somebody else has by now. */
static void test_no_place(void **state)
{
    (void)state;
    struct undo u;
    int64_t one = edit_begin(tracker, "edit", S("a"), S(""), &e);
    well(edit_put(tracker, PAST_COURSE, (struct val[]){ val_int(1), val_text(S("NMS")), val_text(S("")) }, &e));
    well(edit_end(tracker, true, &e));
    int64_t two = edit_begin(tracker, "edit", S("a"), S(""), &e);
    well(edit_set(tracker, PAST_COURSE, (struct val[]){ val_int(1) }, "code", val_text(S("SI")), &e));
    well(edit_end(tracker, true, &e));
    int64_t three = edit_begin(tracker, "edit", S("a"), S(""), &e);
    well(edit_put(tracker, PAST_COURSE, (struct val[]){ val_int(2), val_text(S("NMS")), val_text(S("")) }, &e));
    well(edit_end(tracker, true, &e));
    str before = known();
    well(undo_batch(tracker, arena, two, &plain, &u, &e));
    assert_int_equal(u.done.v[0].of[PAST_COURSE].failed, 1);
    same(before, known());
    sound();
    undo(three, &plain);
    undo(one, &plain);
    sound();
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin_db, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_newest), TEST(test_any), TEST(test_as_known), TEST(test_edited_since), TEST(test_hanging),
        TEST(test_no_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
