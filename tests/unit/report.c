/* Reports: their texts, figures in prose, tables side by side, and what is wrong with a text. */
#include "store.h"

#include <string.h>

#include "base/say.h"
#include "report/built_in.h"
#include "report/join.h"
#include "report/make.h"
#include "report/prose.h"

/* --- prose --------------------------------------------------------------------------- */

#define NB "\xc2\xa0"

static void test_rounding(void **state)
{
    (void)state;
    static const struct { int64_t n, step; enum shape shape; bool beside; const char *lang, *want; } cases[] = {
        { 1663, 0, SHAPE_OVER, false, "en", "over 1" NB "650" },
        { 1663, 50, SHAPE_OVER, true, "en", "over 1" NB "650 (1" NB "663)" },
        { 1650, 50, SHAPE_OVER, true, "en", "1" NB "650" },           /* it is not over itself */
        { 27, 0, SHAPE_MORE_THAN, false, "en", "more than 25" },
        { 4043, 1000, SHAPE_OVER, false, "en", "over 4" NB "000" },
        { 4043, 0, SHAPE_OVER, false, "en", "over 4" NB "000" },
        { 12345, 0, SHAPE_OVER, false, "en", "over 12" NB "000" },
        { 126, 0, SHAPE_EXACT, false, "en", "126" },
        { 847, 0, SHAPE_OVER, false, "en", "over 840" },
        { 9, 0, SHAPE_OVER, false, "en", "9" },
        { 3, 50, SHAPE_OVER, false, "en", "3" },                      /* never "over 0" */
        { 1649, 50, SHAPE_CLOSE_TO, false, "en", "close to 1" NB "650" },
        { 1624, 50, SHAPE_ABOUT, false, "en", "about 1" NB "600" },
        { 1626, 50, SHAPE_ABOUT, false, "en", "about 1" NB "650" },
        { 6, 0, SHAPE_WORDS, false, "en", "six" },
        { 6, 0, SHAPE_WORDS, false, "fr", "six" },
        { 6, 0, SHAPE_WORDS, false, "es", "seis" },
        { 13, 0, SHAPE_WORDS, false, "en", "13" },
        { 1663, 0, SHAPE_OVER, false, "fr", "plus de 1" NB "650" },
        { 1663, 0, SHAPE_OVER, false, "es", "m\xc3\xa1s de 1" NB "650" },
        { 1234567, 0, SHAPE_EXACT, false, "en", "1" NB "234" NB "567" },
        { 0, 0, SHAPE_OVER, false, "en", "0" },
    };
    for (size_t i = 0; i < LENGTH(cases); i++) {
        str lang = str_of(cases[i].lang);
        const struct prose p = { arena, lang, words_of(S("report"), lang) };
        const struct asked how = { .shape = cases[i].shape, .step = cases[i].step, .beside = cases[i].beside };
        str got = prose_count(&p, &how, cases[i].n);
        if (!str_eq(got, str_of(cases[i].want)))
            fail_msg("%lld: " STR_FMT ", not %s", (long long)cases[i].n, STR_ARG(got), cases[i].want);
    }
}

static void test_lists_and_shares(void **state)
{
    (void)state;
    const str names[] = { { "A", 1 }, { "B", 1 }, { "C", 1 } };
    const struct prose en = { arena, S("en"), NULL };
    const struct prose fr = { arena, S("fr"), words_of(S("report"), S("fr")) };
    assert_true(str_eq(prose_list(&en, names, 0), S("none")));
    assert_true(str_eq(prose_list(&en, names, 1), S("A")));
    assert_true(str_eq(prose_list(&en, names, 3), S("A, B and C")));
    assert_true(str_eq(prose_list(&fr, names, 2), S("A et B")));
    assert_true(str_eq(prose_share(&en, 0.72727), S("72.7" NB "%")));
    assert_true(str_eq(prose_share(&fr, 0.72727), S("72,7" NB "%")));
    assert_true(str_eq(prose_real(&fr, 12.5), S("12,5")));
}

/* --- texts --------------------------------------------------------------------------- */

#define HEAD "title: T\nabout: a\n\n"

static const struct { const char *text, *want; } faults[] = {
    /* place, rule, a word of the sentence; empty: nothing is wrong */
    { HEAD "Prose {participants}.\n", "" },
    { "title: T\nabout: a\nparameter: year = 2024 -- y\n\n{participants from=$year-01-01 to=$year-12-31}\n", "" },
    { HEAD "{{braces}} and {participants by=rmo | missing, words}\n", "" },
    { HEAD "", "" },
    { "about: a\n", "1:1 E1801 no title" },
    { "title: T\ntitle: U\n", "2:1 E1801 a title already" },
    { HEAD "Text\n\nparameter: x = 1\n", "6:1 E1801 in the head" },
    { "title: T\nparameter: x\nparameter: x = 2\n", "3:12 E1801 declared already" },
    { "title: T\nparameter: from = 2\n", "2:12 E1801 by the option of this name" },
    { "title: T\nper: rmo\n", "2:6 E1802 rmo in RMO" },
    { HEAD "if: participants\n", "4:1 E1802 no end" },
    { HEAD "if: participants\nelse\nelse\nend\n", "6:1 E1802 without an if" },
    { HEAD "end\n", "4:1 E1802 without an if" },
    { HEAD "for: g in RMO\nelse\nend\n", "5:1 E1802 without an if" },
    { HEAD "{partcipants}\n", "4:2 E1803 did you mean participants?" },
    { HEAD "table: participants by=rmoo\n", "4:21 E1803 did you mean rmo?" },
    { HEAD "table: participants frm=2024-01-01\n", "4:21 E1803 did you mean from?" },
    { HEAD "table: participants from=yesterday\n", "4:21 E1803 needs a day" },
    { HEAD "table: courses-available from=2024-01-01\n", "4:8 E1803 has no period" },
    { HEAD "table: participants by=rmo by=course\n", "4:28 E1803 twice" },
    { "title: T\nparameter: x\n\ntable: $x\n", "4:8 E1803 not of a parameter" },
    { HEAD "chart: mapp participants by=economy\n", "4:8 E1803 did you mean map?" },
    { HEAD "chart: participants\n", "4:8 E1803 its kind" },
    { HEAD "chart: bars participants,completions by=rmo\n", "" },
    { HEAD "{ }\n", "4:2 E1803 Nothing is asked" },
    { HEAD "{participants | ovr}\n", "4:17 E1804 did you mean over?" },
    { HEAD "{participants | over much}\n", "4:22 E1804 what to round to" },
    { HEAD "{participants | plural people}\n", "4:17 E1804 stand two words" },
    { HEAD "{participants | words 5}\n", "4:23 E1804 cannot stand behind words" },
    { "title: T\nparameter: course\n\n{$cours}\n", "4:2 E1805 did you mean $course?" },
    { HEAD "{participants course=$g}\n", "4:22 E1805 no parameter $g" },
    { HEAD "for: g in RMO\n{$g | name}\nend\n{$g}\n", "7:2 E1805 no parameter $g" },
    { HEAD "{participants\n", "4:1 E1806 not closed" },
    { HEAD "participants}\n", "4:13 E1806 closes nothing" },
    { HEAD "tabel: participants\n", "4:1 W1807 did you mean table:?" },
    { HEAD "Note: this is a sentence.\n", "" },
    { "title: \xff\n", "1:1 E1801 not UTF-8" },
};

static void test_faults(void **state)
{
    (void)state;
    for (size_t i = 0; i < LENGTH(faults); i++) {
        struct diags d = { .arena = arena };
        struct template t;
        bool ok = template_read(&t, arena, S("x"), str_of(faults[i].text), &d);
        const struct diag *f = d.list.v;
        struct buf got = buf_new(arena);
        if (d.list.n)
            buf_printf(&got, "%d:%d %s", f->at.line, f->at.column, f->rule->id);
        str want = str_of(faults[i].want), sentence = str_of(faults[i].want);
        str place = str_cut(&sentence, ' '), rule = sentence.p ? str_cut(&sentence, ' ') : S("");
        (void)want;
        if (!str_eq(buf_str(&got), rule.n ? str_format(arena, STR_FMT " " STR_FMT, STR_ARG(place), STR_ARG(rule)) : S(""))
            || (d.list.n && str_find(f->text, sentence) == f->text.n) || d.list.n > 1
            || ok != (rule.n == 0 || rule.p[0] == 'W'))
            fail_msg("%s\ngave %zu: " STR_FMT " " STR_FMT "\nnot %s", faults[i].text, d.list.n,
                     STR_ARG(buf_str(&got)), d.list.n ? (int)f->text.n : 0, d.list.n ? f->text.p : "",
                     faults[i].want);
    }
}

/* --- reports ------------------------------------------------------------------------- */

static void fill(const char *sql)
{
    if (!db_script(tracker_db(tracker), str_of(sql), &e))
        fail_msg("%s", e.text);
}

/* KE 2, DE 1 registrations of courses A (2) and B (1); one completed. */
static const char stage[] =
    "INSERT INTO course (id, code, title) VALUES (1, 'A', 'First'), (2, 'B', '');"
    "INSERT INTO learner (id) VALUES (1), (2), (3);"
    "INSERT INTO learner_affiliation (learner, n, economy) VALUES (1, 1, 'KE'), (2, 1, 'KE'), (3, 1, 'DE');"
    "INSERT INTO registration (id, learner, course, seq, registered_at, precision) VALUES"
    " (1, 1, 1, 1, 1704844800000, 'd'), (2, 2, 1, 1, 1704931200000, 'd'), (3, 3, 2, 1, 1735776000000, 'd');"
    "INSERT INTO registration_state (registration, completion, success, completed_at, completed_precision)"
    " VALUES (1, 2, 0, 1704931200000, 'd');";

static const struct { const char *text, *set, *want; } made[] = {
    { "{participants} of {registrations by=rmo | of}\n", "", "3 of 6" },
    { "{participants} here\nand {{there}}\n\n// not this\nNew {completions}\n", "", "3 here and {there}|New 1" },
    { "{participants from=2024-01-01 to=2024-12-31}\n", "", "2" },
    { "{participants}\n", "from=2025-01-01", "1" },
    { "{participants from=}\n", "from=2025-01-01", "3" },                 /* without the option */
    { "{completion-rate}; {completion-rate | numerator}/{completion-rate | denominator}\n", "",
      "33.3" NB "%; 1/3" },
    { "{completion-rate}\n", "from=2030-01-01", "n/a" },
    { "{participants by=economy | list} {participants by=economy cell=KE}\n", "", "Germany and Kenya 2" },
    { "{participants by=rmo | groups} {participants by=rmo | missing}\n", "", "2 4" },
    { "if: participants > 2\nyes\nelse\nno\nend\n", "", "yes" },
    { "if: not participants\nyes\nelse\nno\nend\n", "", "no" },
    { "if: participants by=rmo | missing = 4\nyes\nend\n", "", "yes" },
    { "if: participants < 3\nyes\nend\nat all\n", "", "at all" },
    { "if: $as-of\nAs of {$as-of | day}\nelse\nNow\nend\n", "as-of=2024-02-29", "As of 29 February 2024" },
    { "if: $as-of\nAs of\nelse\nNow\nend\n", "", "Now" },
    { "for: c in courses\n{$c | name}: {registrations course=$c};\nend\n", "", "First: 2; B: 1;" },
    { "for: c in courses\nif: registrations course=$c > 1\n{$c}\nend\nend\n", "", "A" },
    { "{courses-available}\n", "to=2024-12-31", "2" },
    { "{participants} {participants | plural person/people}, {completions} {completions | plural is done/are done}\n", "",
      "3 people, 1 is done" },
    { "{participants from=2030-01-01} {participants from=2030-01-01 | plural person/people}\n", "", "0 people" },
};

static void give(struct make_how *how, const char *set)
{
    if (!set[0])
        return;
    str rest = str_of(set), name = str_cut(&rest, '=');
    *vec_push(arena, &how->common) = (struct setting){ .name = name, .value = rest };
}

static struct report *make(const char *text, const char *set)
{
    struct diags d = { .arena = arena };
    struct template *t = NEW(arena, struct template);
    struct reading *reading = reading_open(arena, tracker_db(tracker), &e);
    struct make_how how = { .reading = reading, .lang = S("en"), .today = 20000 };
    give(&how, set);
    if (!template_read(t, arena, S("x"), str_format(arena, "title: T\n\n%s", text), &d))
        fail_msg("%s: " STR_FMT, text, STR_ARG(d.list.v[0].text));
    struct report *r = report_make(arena, t, &how, &e);
    reading_close(reading);
    if (r == NULL)
        fail_msg("%s: %s", text, e.text);
    return r;
}

static void test_prose_made(void **state)
{
    (void)state;
    fill(stage);
    for (size_t i = 0; i < LENGTH(made); i++) {
        const struct report *r = make(made[i].text, made[i].set);
        struct buf b = buf_new(arena);
        for (size_t k = 0; k < r->parts.n; k++)
            buf_printf(&b, "%s" STR_FMT, k ? "|" : "", STR_ARG(r->parts.v[k].text));
        if (!str_eq(buf_str(&b), str_of(made[i].want)))
            fail_msg("%sgave " STR_FMT "\nnot %s", made[i].text, STR_ARG(buf_str(&b)), made[i].want);
    }
}

static void test_figures_are_kept(void **state)
{
    (void)state;
    fill(stage);
    const struct report *r = make("{participants | over 2} people\n\nfigures:\n", "");
    const struct table *t = r->parts.v[1].table;
    assert_int_equal(table_rows(t), 1);
    assert_true(str_eq(table_at(t, 0, 0).as.s, S("over 2")));
    assert_int_equal(table_at(t, 0, 1).as.i, 3);
    assert_true(str_eq(table_at(t, 0, 2).as.s, S("learners")));
    assert_true(str_eq(table_at(t, 0, 3).as.s, S("participants | over 2")));
}

static void test_side_by_side(void **state)
{
    (void)state;
    fill(stage);
    const struct report *r = make("table: participants,completions,completion-rate by=economy title=\"All\"\n", "");
    const struct table *t = r->parts.v[0].table;
    static const char *const ids[] = { "row", "economy", "economy_name", "participants", "completions",
                                       "completion_rate", "completion_rate_numerator",
                                       "completion_rate_denominator" };
    assert_true(str_eq(t->title, S("All")));
    assert_int_equal(t->columns.n, LENGTH(ids));
    for (size_t i = 0; i < LENGTH(ids); i++)
        assert_true(str_eq(t->columns.v[i].id, str_of(ids[i])));
    assert_true(str_eq(table_at(t, 0, 1).as.s, S("DE")));
    assert_int_equal(table_at(t, 0, 4).as.i, 0);              /* completions say nothing of DE */
    assert_true(str_eq(table_at(t, 1, 1).as.s, S("KE")));
    assert_int_equal(table_at(t, 1, 4).as.i, 1);
    size_t last = table_rows(t) - 1;
    assert_true(str_eq(table_at(t, last, 0).as.s, S("total")));
    assert_int_equal(table_at(t, last, 3).as.i, 3);
    assert_true(str_starts(t->definition, S("Participants: Distinct learners")));
    assert_true(str_find(t->definition, S("\nCompletions: Registrations")) < t->definition.n);
    static const char *const notes[] = {                    /* of all, of some, of one; none twice */
        "Period: all that is recorded; days are those of UTC.",
        "Participants, Completion rate: Economies and their memberships are those on the day of registration.",
        "Completions: Economies and their memberships are those on the day of completion.",
    };
    assert_int_equal(t->notes.n, LENGTH(notes));
    for (size_t i = 0; i < LENGTH(notes); i++)
        assert_string_equal(str_dup(t->arena, t->notes.v[i]).p, notes[i]);
}

static void test_wrong_values(void **state)
{
    (void)state;
    static const struct { const char *text, *set, *want; } cases[] = {
        { "title: T\nparameter: course\n\n{participants course=$course}\n", "cours=A", "did you mean course?" },
        { "title: T\n\n{participants course=NONE}\n", "", "x:3" },
        { "title: T\n\nfor: g in NOWHERE\nend\n", "", "no scheme of groups NOWHERE" },
        { "title: T\nper: rmo in RMO\n\nfor: rmo in RMO\n{$rmo}\nend\n", "rmo=XXX", "there is no XXX in RMO" },
    };
    for (size_t i = 0; i < LENGTH(cases); i++) {
        struct diags d = { .arena = arena };
        struct template t;
        struct err wrong = { 0 };
        struct reading *reading = reading_open(arena, tracker_db(tracker), &wrong);
        struct make_how how = { .reading = reading, .lang = S("en") };
        str rest = str_of(cases[i].set), name = str_cut(&rest, '=');
        if (name.n)
            *vec_push(arena, &how.values) = (struct setting){ .name = name, .value = rest };
        assert_true(template_read(&t, arena, S("x"), str_of(cases[i].text), &d));
        assert_null(report_make(arena, &t, &how, &wrong));
        reading_close(reading);
        if (!strstr(wrong.text, cases[i].want))
            fail_msg("%s: %s", cases[i].text, wrong.text);
    }
}

/* --- those that come with the program ------------------------------------------------- */

static void test_built_ins(void **state)
{
    (void)state;
    str name;
    fill(stage);
    size_t n = 0;
    for (size_t i = 0; built_in_next(&i, &name); n++)
        for (size_t k = 0; say_language(k); k++) {
            struct diags d = { .arena = arena };
            struct template t;
            struct asset file;
            assert_true(built_in_named(arena, name, str_of(say_language(k)), &file, &e));
            if (!str_ends(file.path, str_format(arena, ".%s.report", say_language(k))))
                fail_msg(STR_FMT " is not told in %s", STR_ARG(name), say_language(k));
            if (!template_read(&t, arena, file.path, file.bytes, &d) || d.list.n)
                fail_msg(STR_FMT ":%d: " STR_FMT, STR_ARG(file.path), d.list.v[0].at.line, STR_ARG(d.list.v[0].text));
            assert_true(t.about.n > 0);
        }
    assert_true(n >= 4);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_rounding, begin, end),
        cmocka_unit_test_setup_teardown(test_lists_and_shares, begin, end),
        cmocka_unit_test_setup_teardown(test_faults, begin, end),
        cmocka_unit_test_setup_teardown(test_prose_made, begin, end),
        cmocka_unit_test_setup_teardown(test_figures_are_kept, begin, end),
        cmocka_unit_test_setup_teardown(test_side_by_side, begin, end),
        cmocka_unit_test_setup_teardown(test_wrong_values, begin, end),
        cmocka_unit_test_setup_teardown(test_built_ins, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
