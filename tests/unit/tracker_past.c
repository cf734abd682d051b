/*
 * Versions and their past: the table of tables against the schema, edits, digests, the log.
 */
#include <stdio.h>
#include <string.h>

#include "store.h"
#include "tracker/edit.h"
#include "tracker/log.h"
#include "tracker/numbers.h"

static struct db *db;                    /* of the tracker */

static int begin_db(void **state)
{
    int failed = begin(state);
    db = tracker_db(tracker);
    return failed;
}

static void well(bool ok)
{
    if (!ok)
        fail_msg("%s", e.text);
}

/* What a query gives, rows with ; and columns with , between. */
static const char *asked(const char *sql)
{
    struct buf b = buf_new(arena);
    struct stmt *q = db_stmt(db, str_of(sql));
    for (int row = 0; stmt_row(q); row++)
        for (int i = 0; i < stmt_columns(q); i++) {
            buf_puts(&b, i ? "," : row ? ";" : "");
            val_put(&b, stmt_val(q, i));
        }
    well(stmt_end(q, &e));
    buf_byte(&b, 0);
    return b.p;
}

/* --- the table ----------------------------------------------------------------------- */

static bool is_listed(const struct past_table *t, str column)
{
    for (int i = 0; t->columns[i]; i++)
        if (str_eq(str_of(t->columns[i]), column))
            return true;
    return false;
}

static bool is_known_otherwise(const struct past_table *t, str column)
{
    static const char *const all[] = { "batch", "since", "status", "merged_into" };
    for (size_t i = 0; i < LENGTH(all) - 2 * (strcmp(t->name, "learner") != 0); i++)
        if (str_eq(str_of(all[i]), column))
            return true;
    return (t->has_line && str_eq(column, S("line")))
        || (t->carried && str_eq(column, str_of(t->carried)))
        || (t->cache && str_eq(column, str_of(t->cache)));
}

static void test_table_is_the_schema(void **state)
{
    (void)state;
    for (int p = 0; p < PASTS; p++) {
        const struct past_table *t = past_table((enum past)p);
        int keys = 0;
        struct stmt *q = db_stmt(db, S("SELECT name, pk, (SELECT count(*) FROM pragma_table_info(?1 || '_past')"
                                       " p WHERE p.name = m.name) FROM pragma_table_info(?1) m"));
        stmt_set(q, 1, val_text(str_of(t->name)));
        while (stmt_row(q)) {
            str column = stmt_str(q, 0);
            bool listed = is_listed(t, column);
            if (listed == is_known_otherwise(t, column))
                fail_msg("%s." STR_FMT " is in past.c and should not, or is not and should", t->name,
                         STR_ARG(column));
            if (stmt_int(q, 2) != (listed || !strcmp(column.p, "batch") || !strcmp(column.p, "since")
                                   || (t->has_line && !strcmp(column.p, "line"))
                                   || (t->carried && !strcmp(column.p, t->carried))))
                fail_msg("%s_past." STR_FMT, t->name, STR_ARG(column));
            if (stmt_int(q, 1)) {
                assert_string_equal(t->columns[stmt_int(q, 1) - 1], column.p);
                keys++;
            }
        }
        well(stmt_end(q, &e));
        assert_int_equal(keys, t->nkey);
    }
    assert_string_equal(asked("SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name LIKE '%\\_past' ESCAPE '\\'"),
                        str_format(arena, "%d", PASTS).p);
}

static void test_references_are_the_schema(void **state)
{
    (void)state;
    for (int p = 0; p < PASTS; p++) {
        const struct past_table *t = past_table((enum past)p);
        int n = 0;
        struct stmt *q = db_stmt(db, S("SELECT \"from\", \"table\" FROM pragma_foreign_key_list(?)"));
        stmt_set(q, 1, val_text(str_of(t->name)));
        while (stmt_row(q)) {
            bool versioned = false, found = false;
            for (int k = 0; k < PASTS; k++)
                versioned |= str_eq(str_of(past_table((enum past)k)->name), stmt_str(q, 1))
                    && is_listed(t, stmt_str(q, 0));
            for (int i = 0; i < t->nrefers; i++)
                found |= str_eq(str_of(t->columns[t->refers[i].column]), stmt_str(q, 0))
                      && str_eq(str_of(past_table(t->refers[i].to)->name), stmt_str(q, 1));
            if (versioned != found)
                fail_msg("%s." STR_FMT, t->name, STR_ARG(stmt_str(q, 0)));
            n += versioned;
        }
        well(stmt_end(q, &e));
        assert_int_equal(n, t->nrefers);
    }
}

/* --- edits -------------------------------------------------------------------------------- */

static const struct val nil = { 0 };

static void put_learner(int64_t id, str given)
{
    const struct val v[] = { val_int(id), val_text(given), nil, nil, nil, nil, nil, nil, val_int(0),
                             val_int(0) };
    well(edit_put(tracker, PAST_LEARNER, v, &e));
}

static void put_key(int64_t learner, str address)
{
    const struct val v[] = { val_text(address), val_text(S("email")), val_text(S("")),
                             val_int(learner), nil };
    well(edit_put(tracker, PAST_IDENTITY, v, &e));
}

static int64_t open_edit(const char *op)
{
    int64_t batch = edit_begin(tracker, op, S("anna"), S("because"), &e);
    if (!batch)
        fail_msg("%s", e.text);
    return batch;
}

static void close_edit(void) { well(edit_end(tracker, true, &e)); }

static size_t faults(void)
{
    log_faults f = { 0 };
    well(log_check(db, arena, &f, &e));
    return f.n;
}

static void change(const char *sql) { well(db_script(db, str_of(sql), &e)); }

static void three_edits(void)
{
    const struct val one[] = { val_int(1) };
    const struct val key[] = { val_text(S("a@example.org")), val_text(S("email")), val_text(S("")) };
    open_edit("edit");
    put_learner(1, S("Ana"));
    put_learner(1, S("Anna"));            /* within one edit: leaves no past */
    put_key(1, S("a@example.org"));
    close_edit();
    open_edit("override");
    well(edit_set(tracker, PAST_LEARNER, one, "given", val_text(S("Anne")), &e));
    well(edit_set(tracker, PAST_LEARNER, one, "given", val_text(S("Anne")), &e));
    assert_int_equal(edit_changes(tracker), 1);
    edit_say(tracker, "%d learner", 1);
    close_edit();
    open_edit("edit");
    well(edit_take(tracker, PAST_IDENTITY, key, &e));
    well(edit_take(tracker, PAST_IDENTITY, key, &e));
    close_edit();
}

static void test_edits(void **state)
{
    (void)state;
    three_edits();
    assert_string_equal(asked("SELECT id, given, status, batch, since FROM learner"), "1,Anne,active,2,");
    assert_string_equal(asked("SELECT id, given, batch, retired_by FROM learner_past"), "1,Anna,1,2");
    assert_string_equal(asked("SELECT count(DISTINCT salt) FROM (SELECT salt FROM learner UNION ALL"
                              " SELECT salt FROM learner_past)"), "1");
    assert_string_equal(asked("SELECT (SELECT count(*) FROM learner_identity), value_norm, batch, retired_by"
                              " FROM learner_identity_past"), "0,a@example.org,1,3");
    assert_string_equal(asked("SELECT batch, op, actor, summary FROM change_log"),
                        "1,edit,anna,;2,override,anna,1 learner;3,edit,anna,");
    int64_t next;
    well(number_next(db, "learner", &next, &e));
    assert_int_equal(next, 2);
    assert_int_equal(faults(), 0);
}

static void test_edit_taken_back(void **state)
{
    (void)state;
    open_edit("edit");
    put_learner(1, S("Ana"));
    assert_false(edit_end(tracker, false, &e));
    assert_int_equal(e.kind, ERR_NONE);
    assert_string_equal(asked("SELECT count(*) FROM learner"), "0");
    assert_string_equal(asked("SELECT count(*) FROM import_batch"), "0");
}

static void test_merges_follow(void **state)
{
    (void)state;
    open_edit("edit");
    put_learner(1, S("A"));
    put_learner(2, S("B"));
    put_learner(3, S("C"));
    close_edit();
    open_edit("merge");
    well(edit_put(tracker, PAST_MERGE, (struct val[]){ val_int(1), val_int(2) }, &e));
    close_edit();
    open_edit("merge");
    well(edit_put(tracker, PAST_MERGE, (struct val[]){ val_int(2), val_int(3) }, &e));
    close_edit();
    assert_string_equal(asked("SELECT id, status, merged_into FROM learner"),
                        "1,merged,3;2,merged,3;3,active,");
    open_edit("unmerge");
    well(edit_take(tracker, PAST_MERGE, (struct val[]){ val_int(2) }, &e));
    close_edit();
    assert_string_equal(asked("SELECT id, status, merged_into FROM learner"),
                        "1,merged,2;2,active,;3,active,");
    assert_int_equal(faults(), 0);
}

/* What nobody did through the program is found. */
static void test_tampering(void **state)
{
    (void)state;
    static const char *const tampered[] = {
        "UPDATE learner SET given = 'Eve'",
        "UPDATE learner SET batch = 1",
        "UPDATE learner_past SET given = 'Eve'",
        "DELETE FROM learner_identity_past",
        "UPDATE learner_identity_past SET retired_by = 2",
        "INSERT INTO learner_identity VALUES ('e@example.org', 'email', '', 1, NULL, 2, NULL, NULL)",
        "UPDATE change_log SET summary = '2 learners' WHERE batch = 2",
        "UPDATE change_log SET actor = 'eve' WHERE batch = 2",
        "DELETE FROM change_log WHERE batch = 1",
        "DELETE FROM change_log WHERE batch = 2",
        "UPDATE import_batch SET actor = 'eve' WHERE id = 3",
        "UPDATE learner SET salt = x'00'",
    };
    three_edits();
    for (size_t i = 0; i < LENGTH(tampered); i++) {
        well(db_begin(db, &e));
        change(tampered[i]);
        if (!faults())
            fail_msg("nobody noticed: %s", tampered[i]);
        assert_false(db_end(db, false, &e));
    }
    assert_int_equal(faults(), 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin_db, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_table_is_the_schema),
        TEST(test_references_are_the_schema),
        TEST(test_edits),
        TEST(test_edit_taken_back),
        TEST(test_merges_follow),
        TEST(test_tampering),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
