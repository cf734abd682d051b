/* Vintages: those of equal stores are equal, and only what changed differs. */
#include "store.h"
#include "tracker/vintage.h"

static struct vintage read_behind(const char *change)
{
    struct vintage v = { 0 };
    struct db *db = tracker_db(tracker);
    if (!db_script(db, str_of(change), &e) || !vintage_read(&v, arena, db, &e))
        fail_msg("%s: %s", change, e.text);
    return v;
}

static struct vintage_scheme scheme(const struct vintage *v, const char *code)
{
    for (size_t i = 0; i < v->schemes.n; i++)
        if (str_eq(v->schemes.v[i].code, str_of(code)))
            return v->schemes.v[i];
    fail_msg("there is no %s", code);
    return (struct vintage_scheme){ 0 };
}

static void equal_stores(void **state)
{
    (void)state;
    struct vintage here = read_behind(""), there;
    struct tracker *other = store();
    assert_true(vintage_read(&there, arena, tracker_db(other), &e));
    assert_true(here.digest.n == 64 && str_eq(here.digest, there.digest));
    assert_true(here.batch == 0 && here.head.n == 0);
    assert_true(here.schemes.n > 5 && scheme(&here, "economies").rows > 200);
    tracker_close(other);
}

/* What a change makes different: the digest of one scheme and that of all; its counts. */
static void changes(void **state)
{
    (void)state;
    struct vintage before = read_behind("");
    static const struct { const char *sql, *scheme; int rows, unverified, uncertain, sources; } rows[] = {
        { "UPDATE group_membership SET recorded_at = 5, id = -id", "", 0, 0, 0, 0 },
        { "INSERT INTO group_membership (grp, economy, role, source, confidence, recorded_at, uncertain) "
          "SELECT id, 'XK', 'full?', 'a letter', 'primary', 0, 1 FROM economy_group WHERE code = 'GULFMET'",
          "RMO", 1, 1, 1, 1 },
        { "UPDATE economy SET name_fr = 'Autre' WHERE code = 'KE'", "economies", 0, 0, 0, 0 },
        { "UPDATE group_membership SET valid_to = '2031-01-01' WHERE economy = 'KE' AND grp IN "
          "(SELECT id FROM economy_group WHERE scheme = 'OIML')", "OIML", 0, 0, 0, 0 },
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct vintage after = read_behind(rows[i].sql);
        assert_int_equal(str_eq(before.digest, after.digest), rows[i].scheme[0] == '\0');
        assert_int_equal(before.schemes.n, after.schemes.n);
        for (size_t k = 0; k < after.schemes.n; k++) {
            struct vintage_scheme was = before.schemes.v[k], is = after.schemes.v[k];
            bool same = str_eq(was.digest, is.digest);
            bool meant = str_eq(is.code, str_of(rows[i].scheme));
            if (same == meant)
                fail_msg("%s: " STR_FMT, rows[i].sql, STR_ARG(is.code));
            assert_int_equal(is.rows, was.rows + (meant ? rows[i].rows : 0));
            assert_int_equal(is.unverified, was.unverified + (meant ? rows[i].unverified : 0));
            assert_int_equal(is.uncertain, was.uncertain + (meant ? rows[i].uncertain : 0));
            assert_int_equal(is.sources, was.sources + (meant ? rows[i].sources : 0));
        }
        before = after;
    }
}

static void the_log(void **state)
{
    (void)state;
    struct vintage before = read_behind("");
    struct vintage after = read_behind(
        "INSERT INTO import_batch (id, kind, file_name, file_sha256, parameters, actor, recorded_at) "
        "VALUES (4, '', '', '', '', '', 77);"
        "INSERT INTO change_log VALUES (4, 77, 'import', '', '', '', '', 'abcd')");
    assert_int_equal(after.batch, 4);
    assert_int_equal(after.at, 77);
    assert_true(str_eq(after.head, S("abcd")));
    assert_false(str_eq(before.digest, after.digest));
    assert_true(str_eq(scheme(&before, "RMO").digest, scheme(&after, "RMO").digest));
}

int main(void)
{
    const struct CMUnitTest all[] = {
        cmocka_unit_test_setup_teardown(equal_stores, begin, end),
        cmocka_unit_test_setup_teardown(changes, begin, end),
        cmocka_unit_test_setup_teardown(the_log, begin, end),
    };
    return cmocka_run_group_tests(all, NULL, NULL);
}
