/*
 * door: a store and files to bring into it, for the tests of imports.
 *
 * A file is lines of
 *     email | id | given | family | economy | course | registered | state | at | score | more
 * state: -, i(ncomplete), c(ompleted), p(assed), f(ailed), w(ithdrawn), or name=c for an activity;
 * with + in front the row joins an earlier one. more: fields "name=value" with ; between.
 */
#pragma once

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "store.h"
#include "tracker/batch.h"

enum { ROWS = 400 };

/* One store for many cases: each is rolled back. */
static inline void fresh(void)
{
    assert_true(tracker_begin(tracker, &e));
}

static inline void done(void)
{
    assert_false(tracker_end(tracker, false, &e));
}

/* --- files ---------------------------------------------------------------------------- */

static inline struct record_result result_of(str word, str at, str score)
{
    struct record_result x = { 0 };
    size_t is = str_find(word, S("="));
    if (is < word.n) {
        x.activity = str_head(word, is);
        word = str_from(word, is + 1);
    }
    char c = word.n ? word.p[0] : '-';
    x.completion = c == 'c' || c == 'p' ? COMPLETION_COMPLETED
                 : c == 'i' || c == 'f' ? COMPLETION_INCOMPLETE : COMPLETION_NONE;
    x.success = c == 'p' ? SUCCESS_PASSED : c == 'f' ? SUCCESS_FAILED : SUCCESS_NONE;
    date_read_stamp(at, &x.at);
    x.has_score = str_real(score, &x.score);
    return x;
}

/* "uid=7KQ2MB-1", "gender=f", ... */
static inline void set_more(struct record *r, str field)
{
    str value = field, name = str_cut(&value, '=');
    const struct { const char *name; str *text; struct stamp *stamp; } fields[] = {
        { "uid", &r->uid, NULL }, { "account", &r->account, NULL }, { "name", &r->display, NULL },
        { "gender", &r->gender, NULL }, { "lang", &r->lang, NULL }, { "org", &r->organisation, NULL },
        { "joined", NULL, &r->joined }, { "seen", NULL, &r->seen }, { "cohort", &r->cohort, NULL },
    };
    for (size_t i = 0; i < LENGTH(fields); i++)
        if (str_eq(name, str_of(fields[i].name))) {
            if (fields[i].text)
                *fields[i].text = value;
            else
                date_read_stamp(value, fields[i].stamp);
        }
    r->is_test |= str_eq(name, S("test"));
    if (str_eq(name, S("clears"))) {
        int64_t bits = 0;
        str_int(value, &bits);
        r->clears = (uint32_t)bits;
    }
}

static inline struct record record_of(str line, int64_t number)
{
    str cell[11] = { 0 };
    for (int i = 0; i < 11 && line.p; i++)
        cell[i] = str_trim(str_cut(&line, '|'));
    struct record r = { .line = number, .email = cell[0], .external = cell[1], .given = cell[2],
                        .family = cell[3], .economy = cell[4], .course = cell[5] };
    date_read_stamp(cell[6], &r.registered);
    r.joins = str_starts(cell[7], S("+"));
    cell[7] = str_from(cell[7], r.joins);
    r.withdrawn = str_eq(cell[7], S("w"));
    if (cell[7].n && !r.withdrawn && !str_eq(cell[7], S("-"))) {
        struct record_result *x = NEW(arena, struct record_result);
        *x = result_of(cell[7], cell[8], cell[9]);
        r.results = x;
        r.nresults = 1;
    }
    while (cell[10].p)
        set_more(&r, str_trim(str_cut(&cell[10], ';')));
    return r;
}

/* What the batches of a test come from: another one counts as another source. */
static const char *source_name = "here";

static inline struct batch_plan take(struct tracker *t, const struct record *r, size_t n, bool commit)
{
    static int digest;
    struct batch_plan plan;
    char sha[65];
    snprintf(sha, sizeof sha, "%064d", ++digest);
    struct batch_spec spec = { .kind = S("test"), .source_name = str_of(source_name), .file_name = S("f"),
                               .sha256 = str_of(sha), .actor = S("me"), .new_courses = true };
    struct batch *b = batch_begin(t, &spec, &e);
    assert_non_null(b);
    assert_true(batch_survey(b, r, n, &e));
    for (size_t i = 0; i < n; i += 3)     /* portions of three rows */
        assert_true(batch_take(b, r + i, n - i < 3 ? n - i : 3, &e));
    if (!batch_finish(b, &plan, &e))
        fail_msg("%s", e.text);
    for (size_t i = 0; i < plan.nissues; i++)
        assert_true(plan.issues[i].text.n > 0);
    plan.issues = NULL;
    if (commit)
        assert_true(batch_commit(b, &e));
    else
        batch_drop(b);
    return plan;
}

static inline struct batch_plan import(struct tracker *t, const char *text)
{
    struct record r[ROWS];
    size_t n = 0;
    str rest = str_of(text);
    for (int64_t line = 1; rest.p && n < ROWS; line++) {
        str row = str_cut(&rest, '\n');
        if (str_trim(row).n)
            r[n++] = record_of(row, line);
    }
    return take(t, r, n, true);
}

static inline str content(struct tracker *t)
{
    struct buf b = buf_new(arena);
    assert_true(tracker_canonical(t, &b, &e));
    return buf_str(&b);
}

static inline void has_no_faults(struct tracker *t, bool of_the_log_too)
{
    str *faults;
    size_t n;
    assert_true(tracker_verify(t, arena, &faults, &n, &e));
    for (size_t i = 0; i < n; i++)
        if (of_the_log_too || !str_starts(faults[i], S("batch ")))
            fail_msg(STR_FMT, STR_ARG(faults[i]));
}

static inline void is_sound(struct tracker *t) { has_no_faults(t, true); }

/* After a change by SQL, which the log knows nothing of. */
static inline void is_sound_but_for_the_log(struct tracker *t) { has_no_faults(t, false); }

static inline int64_t ask(struct tracker *t, const char *sql)
{
    struct stmt *q = db_stmt(tracker_db(t), str_of(sql));
    int64_t i = stmt_row(q) ? stmt_int(q, 0) : -1;
    if (!stmt_end(q, &e))
        fail_msg("%s", e.text);
    return i;
}

#define A "a@example.org"
#define B "b@example.org"
