#include "facts.h"

#include <stdio.h>
#include <stdlib.h>

#include "crypto/sha256.h"

enum { PORTION = 3 };

static struct record_result *result_of(struct arena *a, str word, str at, str score)
{
    struct record_result *x = NEW(a, struct record_result);
    size_t is = str_find(word, S("="));
    if (is < word.n) {
        x->activity = str_head(word, is);
        word = str_from(word, is + 1);
    }
    char c = word.n ? word.p[0] : '-';
    x->completion = c == 'c' || c == 'p' ? COMPLETION_COMPLETED
                  : c == 'i' || c == 'f' ? COMPLETION_INCOMPLETE : COMPLETION_NONE;
    x->success = c == 'p' ? SUCCESS_PASSED : c == 'f' ? SUCCESS_FAILED : SUCCESS_NONE;
    date_read_stamp(at, &x->at);
    x->has_score = str_real(score, &x->score);
    return x;
}

static struct record record_of(struct arena *a, str line, int64_t number)
{
    str cell[10] = { 0 };
    for (int i = 0; i < 10 && line.p; i++)
        cell[i] = str_trim(str_cut(&line, '|'));
    struct record r = { .line = number, .email = cell[0], .external = cell[1], .given = cell[2],
                        .family = cell[3], .economy = cell[4], .course = cell[5] };
    date_read_stamp(cell[6], &r.registered);
    r.withdrawn = str_eq(cell[7], S("w"));
    if (cell[7].n && !r.withdrawn && !str_eq(cell[7], S("-"))) {
        r.results = result_of(a, cell[7], cell[8], cell[9]);
        r.nresults = 1;
    }
    return r;
}

typedef VEC(struct record) records;

static records records_of(struct arena *a, str text)
{
    records all = { 0 };
    for (int64_t line = 1; text.p; line++) {
        str row = str_cut(&text, '\n');
        if (str_trim(row).n)
            *vec_push(a, &all) = record_of(a, row, line);
    }
    return all;
}

static bool take(struct batch *b, const records *r, struct batch_plan *plan, struct err *e)
{
    if (!batch_survey(b, r->v, r->n, e))
        return false;
    for (size_t i = 0; i < r->n; i += PORTION)
        if (!batch_take(b, r->v + i, r->n - i < PORTION ? r->n - i : PORTION, e))
            return false;
    return batch_finish(b, plan, e);
}

static bool bring(struct tracker *t, struct arena *a, struct fact_file f, bool commit,
                  struct batch_plan *plan, struct err *e)
{
    records r = records_of(a, f.text);
    struct batch_spec spec = { .kind = S("test"), .source_name = S("here"), .file_name = f.name,
                               .sha256 = sha256_hex(a, sha256_of(f.name)), .actor = S("me"),
                               .new_courses = true };
    struct batch *b = batch_begin(t, &spec, e);
    bool ok = b && (batch_seen(b) || take(b, &r, plan, e));
    if (ok && commit && !batch_seen(b))
        return batch_commit(b, e);
    batch_drop(b);
    return ok;
}

bool facts_import(struct tracker *t, struct fact_file f, bool commit, struct batch_plan *plan,
                  struct err *e)
{
    struct arena *a = arena_new();
    struct batch_plan mine = { 0 };
    bool ok = bring(t, a, f, commit, &mine, e);
    mine.issues = NULL;
    if (plan)
        *plan = mine;
    arena_free(a);
    return ok;
}

static void must(bool ok, const struct err *e)
{
    if (ok)
        return;
    fprintf(stderr, "%s\n", e->text);
    exit(1);
}

str facts_content(struct arena *a, struct tracker *t)
{
    struct err e = { 0 };
    struct buf b = buf_new(a);
    must(tracker_canonical(t, &b, &e), &e);
    return buf_str(&b);
}

str facts_fault(struct arena *a, struct tracker *t)
{
    struct err e = { 0 };
    str *faults;
    size_t n = 0;
    must(tracker_verify(t, a, &faults, &n, &e), &e);
    return n ? faults[0] : S("");
}
