/*
 * histories [COUNT [FIRST]]: properties of every store, over histories made by chance from a seed.
 *
 *     import twice = once               import, undo = before; undo of the undo, or the file again = after
 *     an undo, undone = before          merge, unmerge = before
 *     an override, undone = before      files that contradict each other in nothing: any order
 *     rebuilt = as it is                the store is sound (verify: states, references, the chain)
 *     export, import = nothing new      as known at a time = as it was then
 *     a person erased: all counts are what they were
 *
 * Some have files of statements, and voidings of them, which come before and after.
 *
 * A history that breaks one is made smaller as long as it does, and printed: it can be read.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "facts.h"
#include "import/import.h"
#include "records/erase.h"
#include "records/export.h"
#include "records/undo.h"
#include "stats/dimension.h"
#include "stats/stats.h"
#include "tracker/derived.h"

enum { OPS = 5, ROWS = 4, PERSONS = 5, FILES = 4 };

/* What is tried of one history in so many when all is played. */
enum last { LAST_EXPORT, LAST_KNOWN, LAST_ERASE, LASTS };
enum { ONE_IN = 24 };

enum op_kind { OP_IMPORT, OP_UNDO, OP_MERGE, OP_UNMERGE, OP_OVERRIDE, OP_KINDS };

struct op {
    enum op_kind kind;
    unsigned a, b, way;                   /* chance; what they choose depends on the kind */
    str line[ROWS];                      /* of a file; empty: none */
};

struct history {
    bool in_any_order;                    /* all are files that contradict each other in nothing */
    bool has_statements;                  /* and in any order nothing else: courses and activities of void ones stay */
    struct op op[OPS];
    int n;
    unsigned last, chance;                /* enum last; else nothing more */
};

/* --- chance ------------------------------------------------------------------------------------------ */

struct chance { uint64_t x; };

static unsigned below(struct chance *c, unsigned n)
{
    c->x = c->x * 6364136223846793005u + 1442695040888963407u;
    return (unsigned)((c->x >> 33) % n);
}

static bool one_in(struct chance *c, unsigned n) { return below(c, n) == 0; }

static const char *const economies[] = { "DE", "NA", "KE", "FR" };

/* Where a person is on a day is one thing, whoever says it. */
static const char *economy_of(unsigned person, unsigned month)
{
    return economies[(person + (person % 2 ? month / 2 : 0)) % 4];
}

/* What agrees says the same of a person whenever it says it. */
static void put_more(struct buf *b, struct chance *c, bool agrees, unsigned person, unsigned month, unsigned on)
{
    unsigned way = agrees ? person : below(c, 12);
    switch (below(c, agrees ? 6 : 8)) {
    case 0: buf_printf(b, "gender=%s", way % 2 ? "f" : "m"); break;
    case 1: buf_printf(b, "lang=%s", way % 2 ? "fr" : "en"); break;
    case 2: buf_printf(b, "org=NMI%u seen=2024-%02u-%02u", way % 3, month, 1 + way); break;
    case 3: buf_printf(b, "try=%u", agrees ? 1 + on : 1 + way % 3); break;
    case 6: buf_printf(b, "cohort=%c", 'A' + (char)(way % 2)); break;
    case 7: buf_printf(b, "clear=%u", 1u << way % 9); break;
    default: break;
    }
}

static str learning(struct arena *a, struct chance *c, bool agrees)
{
    static const char *const states[] = { "-", "i", "c", "p", "f", "w", "u1=c", "u2=p", "u1=f" };
    static const char *const courses[] = { "NMS", "SI", "TIME" };
    unsigned person = below(c, PERSONS), month = 1 + below(c, 4), done = agrees ? 5 : 5 + below(c, 4);
    struct buf b = buf_new(a);
    buf_printf(&b, "p%u@example.org|", person);
    if (person < 3 && one_in(c, 2))
        buf_printf(&b, "%u", person + 100);
    if (one_in(c, 2))
        buf_printf(&b, "|G%u|F%u|", person, agrees ? person : below(c, 2));
    else
        buf_puts(&b, "|||");
    if (!one_in(c, 3))
        buf_puts(&b, agrees ? economy_of(person, month) : economies[below(c, 4)]);
    if (!agrees && one_in(c, 8))
        return buf_str(&b);
    unsigned course = below(c, 3), on = below(c, 4);
    buf_printf(&b, "|%s|", courses[course]);
    if (agrees || !one_in(c, 6))
        buf_printf(&b, "2024-%02u-01", month);
    /* what is said of one registration and one day is one thing too */
    unsigned state = agrees ? (person + course * 3 + month * 5 + on * 7) % 5
                            : below(c, sizeof states / sizeof *states);
    buf_printf(&b, "|%s|", states[state]);
    if (on)
        buf_printf(&b, "2024-%02u-%02u", done, on);
    buf_printf(&b, "|0.%u|", agrees ? state : below(c, 10));
    put_more(&b, c, agrees, person, month, on);
    return buf_str(&b);
}


static str event(struct arena *a, struct chance *c, bool agrees)
{
    static const char *const statuses[] = { "invited", "registered", "attended", "completed", "no_show",
                                            "cancelled" };
    unsigned what = below(c, 5), code = below(c, 2), person = below(c, PERSONS);
    unsigned way = agrees ? code + person : below(c, 10);
    if (what == 0)
        return str_format(a, "!initiative|WS-%u|workshop|Title %u||Host %u|2024-0%u-01|2024-0%u-03", code,
                          agrees ? code : way % 2, agrees ? code : way % 3, 1 + code, 1 + code);
    if (what == 1)
        return str_format(a, "!headcount|WS-%u|%s|%s|stream|%u", code, economies[below(c, 4)],
                          below(c, 2) ? "f" : "", agrees ? 10 + code : 1 + way);
    return str_format(a, "!participation|p%u@example.org|WS-%u|%s|%s|%u|%s", person, code,
                      way % 4 ? "participant" : "lecturer", statuses[agrees ? way % 4 : way % 6], 1 + way % 3,
                      agrees ? economy_of(person, 1 + code) : economies[way % 4]);
}

/* What a statement says follows from its number: three say one thing, the last of them less. */
static str statement(struct arena *a, unsigned number, bool agrees)
{
    enum { SAYINGS = 12 };
    static const char *const says[] = { "p", "u1=c", "", "c", "answered", "u1=p" };
    unsigned saying = number % SAYINGS, person = agrees ? 5 + saying / 6 : saying % 3;
    const char *what = says[saying % 6];
    bool less = number >= 2 * SAYINGS && !agrees, answers = strcmp(what, "answered") == 0;
    if (what[0] == 0)
        return str_format(a, "p%u@example.org|||||NMS|2024-01-0%u||||statement=%u", person, 1 + person, number);
    return str_format(a, "p%u@example.org|||||NMS||%s|2024-05-%02u|%s|%sstatement=%u", person, answers ? "-" : what,
                      1 + (agrees ? saying : saying % 4), less && !answers ? "" : "0.5", answers ? "answered " : "", number);
}

static str line_of_statements(struct arena *a, struct chance *c, bool agrees)
{
    enum { STATEMENTS = 36 };
    unsigned number = below(c, STATEMENTS);
    return one_in(c, 3) ? str_format(a, "!void|%u", number) : statement(a, number, agrees);
}

static str line_of(struct arena *a, struct chance *c, bool agrees)
{
    return one_in(c, 4) ? event(a, c, agrees) : learning(a, c, agrees);
}

static struct history history_of(struct arena *a, unsigned seed)
{
    static const enum op_kind often[] = { OP_IMPORT, OP_IMPORT, OP_IMPORT, OP_UNDO, OP_MERGE, OP_UNMERGE,
                                          OP_OVERRIDE };
    struct chance c = { seed * 2654435761u + 1 };
    struct history h = { .in_any_order = seed % 4 == 0, .last = seed / 4 % ONE_IN, .chance = below(&c, 1000) };
    h.has_statements = seed % 5 == 2;
    h.n = h.in_any_order ? 2 + (int)below(&c, FILES - 1) : 2 + (int)below(&c, OPS - 1);
    for (int i = 0; i < h.n; i++) {
        struct op *o = &h.op[i];
        o->kind = i == 0 || h.in_any_order ? OP_IMPORT : often[below(&c, sizeof often / sizeof *often)];
        o->a = below(&c, 1000);
        o->b = below(&c, 1000);
        o->way = below(&c, 1000);
        unsigned lines = o->kind == OP_IMPORT ? 1 + below(&c, ROWS) : 0;
        for (unsigned k = 0; k < lines; k++)
            o->line[k] = h.has_statements && (h.in_any_order || !one_in(&c, 4)) ? line_of_statements(a, &c, h.in_any_order)
                                                                                : line_of(a, &c, h.in_any_order);
    }
    return h;
}

/* --- a history in a store ---------------------------------------------------------------------------- */

struct moment { instant at; str content; };

struct play {
    struct tracker *t;
    struct arena *a;
    int files;
    bool remembers;
    VEC(struct moment) moments;           /* the store after each batch, when it is asked for */
    struct err e;
    str wrong;                            /* the first property that does not hold */
};

static void must(struct play *p, bool ok, const char *what)
{
    if (!ok && !p->wrong.n)
        p->wrong = str_format(p->a, "%s: %s", what, p->e.text);
}

static str now(struct play *p) { return facts_content(p->a, p->t); }

static void put_difference(struct buf *b, const char *sign, str x, str y)
{
    while (x.p) {
        str line = str_cut(&x, '\n');
        if (line.n && str_find(y, line) == y.n)
            buf_printf(b, "\n  %s " STR_FMT, sign, STR_ARG(line));
    }
}

static void is(struct play *p, str want, const char *what)
{
    str got = now(p);
    if (p->wrong.n || str_eq(got, want))
        return;
    struct buf b = buf_new(p->a);
    buf_puts(&b, what);
    put_difference(&b, "-", want, got);
    put_difference(&b, "+", got, want);
    p->wrong = buf_str(&b);
}

static int64_t ask(struct play *p, const char *sql, int64_t i)
{
    struct stmt *q = db_stmt(tracker_db(p->t), str_of(sql));
    stmt_set(q, 1, val_int(i));
    int64_t n = stmt_row(q) ? stmt_int(q, 0) : 0;
    must(p, stmt_end(q, &p->e), sql);
    return n;
}

static int64_t newest_batch(struct play *p) { return ask(p, "SELECT coalesce(max(id), 0) + ?1 FROM import_batch", 0); }

static void remember(struct play *p)
{
    if (!p->remembers)
        return;
    int64_t at = ask(p, "SELECT recorded_at FROM import_batch WHERE id = ?1", newest_batch(p));
    if (!p->moments.n || p->moments.v[p->moments.n - 1].at != at)
        *vec_push(p->a, &p->moments) = (struct moment){ at, now(p) };
}

static void bring(struct play *p, const struct op *o, const char *suffix)
{
    struct buf b = buf_new(p->a);
    for (int i = 0; i < ROWS; i++)
        if (o->line[i].n)
            buf_printf(&b, STR_FMT "\n", STR_ARG(o->line[i]));
    struct fact_file f = { str_format(p->a, "file %d%s", p->files, suffix), buf_str(&b) };
    must(p, facts_import(p->t, f, true, NULL, &p->e), "import");
    remember(p);
}

static bool take_back(struct play *p, int64_t batch, bool cascade)
{
    const struct undo_how how = { .actor = S("me"), .reason = S("try"), .cascade = cascade };
    struct undo u = { 0 };
    struct err e = { 0 };
    bool ok = undo_batch(p->t, p->a, batch, &how, &u, &e);
    bool is_told = strstr(e.text, "in a circle") || strstr(e.text, "undo that undo first");
    p->e = ok || is_told ? p->e : e;
    must(p, ok || is_told, "undo");
    remember(p);
    return ok && !u.hanging.n;
}

/* The newest batch taken back leaves what was before; that taken back, what was after. */
static void and_back(struct play *p, str before, str after, const char *what)
{
    int64_t batch = newest_batch(p);
    if (!take_back(p, batch, false))
        must(p, false, "the newest batch cannot be undone");
    is(p, before, str_format(p->a, "%s, undone, is not as before", what).p);
    (void)take_back(p, newest_batch(p), false);
    is(p, after, str_format(p->a, "%s, undone and done again, is not as after", what).p);
}

static void do_import(struct play *p, const struct op *o)
{
    str before = now(p);
    int64_t old = newest_batch(p);
    p->files++;
    bring(p, o, "");
    str after = now(p);
    int64_t batch = newest_batch(p);
    if (batch == old) {
        is(p, before, "a file that was refused changed something");
        return;
    }
    if (o->way % 2) {
        and_back(p, before, after, "an import");
    } else {
        (void)take_back(p, batch, false);
        is(p, before, "an import, undone, is not as before");
        bring(p, o, "");
        is(p, after, "an import, undone and imported again, is not as after");
    }
    bring(p, o, " again");
    is(p, after, "a file twice is not the file once");
}

/* What is not undone already and may be: any batch. */
static void do_undo(struct play *p, const struct op *o)
{
    int64_t batch = 1 + o->a % newest_batch(p);
    if (ask(p, "SELECT undone_by IS NULL FROM import_batch WHERE id = ?1", batch) == 0)
        return;
    str before = now(p);
    bool cascade = o->way % 2;
    if (!take_back(p, batch, cascade))
        is(p, before, "an undo that was refused changed something");
    else if (!cascade && o->way % 4 == 0) {
        (void)take_back(p, newest_batch(p), false);
        is(p, before, "an undo, undone, is not as before");
    }
}

static bool edit(struct play *p, const char *op, enum past table, const struct val *row, bool put)
{
    bool ok = edit_begin(p->t, op, S("me"), S("try"), &p->e) != 0
        && edit_end(p->t, put ? edit_put(p->t, table, row, &p->e) : edit_take(p->t, table, row, &p->e),
                    &p->e);
    must(p, ok, op);
    remember(p);
    return ok;
}

/* The final learner a chain of merges leads to. */
static int64_t final(struct play *p, int64_t learner)
{
    int64_t into;
    while ((into = ask(p, "SELECT into_learner FROM learner_merge WHERE learner = ?1", learner)) != 0)
        learner = into;
    return learner;
}

static int64_t learner_at(struct play *p, unsigned i)
{
    int64_t n = ask(p, "SELECT count(*) + ?1 FROM learner", 0);
    return n ? ask(p, "SELECT id FROM learner ORDER BY id LIMIT 1 OFFSET ?1", i % n) : 0;
}

static void do_merge(struct play *p, const struct op *o)
{
    int64_t a = final(p, learner_at(p, o->a)), b = final(p, learner_at(p, o->b));
    str before = now(p);
    if (a == b || !edit(p, "merge", PAST_MERGE, (struct val[]){ val_int(a), val_int(b) }, true))
        return;
    str after = now(p);
    and_back(p, before, after, "a merge");
    edit(p, "unmerge", PAST_MERGE, (struct val[]){ val_int(a) }, false);
    is(p, before, "merged and unmerged is not as before");
    edit(p, "merge", PAST_MERGE, (struct val[]){ val_int(a), val_int(b) }, true);
    is(p, after, "merged again is not as merged");
}

static void do_unmerge(struct play *p, const struct op *o)
{
    int64_t a = learner_at(p, o->a);
    str before = now(p);
    if (!a || !ask(p, "SELECT count(*) FROM learner_merge WHERE learner = ?1", a)
        || !edit(p, "unmerge", PAST_MERGE, (struct val[]){ val_int(a) }, false))
        return;
    and_back(p, before, now(p), "an unmerge");
}

static void do_override(struct play *p, const struct op *o)
{
    int64_t n = ask(p, "SELECT count(*) + ?1 FROM registration", 0);
    int64_t r = n ? ask(p, "SELECT id FROM registration ORDER BY id LIMIT 1 OFFSET ?1", o->a % n) : 0;
    if (!r)
        return;
    int64_t next = ask(p, "SELECT 1 + max(coalesce((SELECT max(n) FROM result WHERE registration = ?1 AND activity"
                          " = 0), 0), coalesce((SELECT max(n) FROM result_past WHERE registration = ?1 AND"
                          " activity = 0), 0))", r);
    const struct val row[] = { val_int(r), val_int(0), val_int(next), val_nil(), val_nil(),
                               val_int((int)(o->b % 4) - 1), val_int((int)(o->way % 4) - 1), val_nil(),
                               val_int(1) };
    str before = now(p);
    if (edit(p, "override", PAST_RESULT, row, true))
        and_back(p, before, now(p), "an override");
}

static void (*const does[OP_KINDS])(struct play *, const struct op *) = {
    do_import, do_undo, do_merge, do_unmerge, do_override,
};

/* --- at the end ---------------------------------------------------------------------------------------- */

/* All rows of a derived table, byte for byte. */
static str rows_of(struct play *p, const char *table)
{
    struct buf b = buf_new(p->a);
    struct stmt *q = db_stmt(tracker_db(p->t), str_format(p->a, "SELECT * FROM %s ORDER BY 1, 2", table));
    while (stmt_row(q))
        for (int i = 0; i < stmt_columns(q); i++) {
            val_put(&b, stmt_val(q, i));
            buf_byte(&b, i + 1 == stmt_columns(q) ? '\n' : '|');
        }
    must(p, stmt_end(q, &p->e), table);
    return buf_str(&b);
}

static void stands_rebuilt(struct play *p)
{
    static const char *const tables[] = { "activity_state", "registration_state", "learner_affiliation",
                                          "learner" };
    enum { N = sizeof tables / sizeof *tables };
    str were[N];
    for (int i = 0; i < N; i++)
        were[i] = rows_of(p, tables[i]);
    must(p, derived_rebuild(tracker_db(p->t), &p->e), "rebuild");
    for (int i = 0; i < N && !p->wrong.n; i++) {
        str are = rows_of(p, tables[i]);
        if (!str_eq(were[i], are))
            p->wrong = str_format(p->a, "%s, rebuilt, is another:\n" STR_FMT "rebuilt\n" STR_FMT, tables[i],
                                  STR_ARG(were[i]), STR_ARG(are));
    }
}

static void is_sound(struct play *p)
{
    str fault = facts_fault(p->a, p->t);
    if (!p->wrong.n && fault.n)
        p->wrong = str_format(p->a, "verify: " STR_FMT, STR_ARG(fault));
}

/* --- at the end, of some ----------------------------------------------------------------------------- */

static bool read_back(struct play *p, const char *path, struct err *e)
{
    const struct import_options how = { .actor = "me" };
    struct import *im = import_new(p->a, p->t, &how, e);
    bool ok = im && import_add(im, path, e) && import_run(im, NULL, e);
    if (ok && !im->committed && import_refused(im))
        ok = err_set(e, ERR_INPUT, "rows were refused: " STR_FMT, STR_ARG(im->files.v[0].issues.v[0].text));
    const int64_t *of = ok ? im->files.v[0].plan.of : NULL;
    if (of && of[OUTCOME_INSERTED] + of[OUTCOME_UPDATED])
        ok = err_set(e, ERR_INPUT, "%d rows were new, %d changed something", (int)of[OUTCOME_INSERTED],
                     (int)of[OUTCOME_UPDATED]);
    import_close(im);
    return ok;
}

static void stands_exported(struct play *p, const struct history *h)
{
    (void)h;
    int64_t rows;
    str before = now(p);
    const struct export_format *f = export_format_of(S("jsonl"), S(""));
    must(p, export_write(p->t, "export.jsonl", f, &(struct export_how){ .spreadsheet = false }, NULL, &rows, &p->e)
            && read_back(p, "export.jsonl", &p->e), "export and import");
    unlink("export.jsonl");
    is(p, before, "exported and imported is not as before");
}

static void was_known(struct play *p, const struct history *h)
{
    if (!p->moments.n)
        return;
    const struct moment *m = &p->moments.v[h->chance % p->moments.n];
    struct tracker *then = tracker_as_known(p->t, m->at, &p->e);
    must(p, then != NULL, "as known");
    struct play past = { .t = then, .a = p->a };
    if (then) {
        is(&past, m->content, "as known then is not as it was then");
        is_sound(&past);
    }
    p->wrong = p->wrong.n ? p->wrong : past.wrong;
    tracker_close(then);
}

static void put_table(struct buf *b, const struct table *t)
{
    for (size_t i = 0; i < table_rows(t) * t->columns.n; i++) {
        val_put(b, table_at(t, i / t->columns.n, i % t->columns.n));
        buf_byte(b, '|');
    }
}

/* Every measure by economy and by course. */
static str counts(struct play *p)
{
    struct buf b = buf_new(p->a);
    static const char *const by[] = { "economy", "course" };
    for (struct measure m = { 0 }; measure_next(p->a, &m);)
        for (size_t i = 0; i < 2; i++) {
            struct question q = { .measure = &m, .today = date_of_instant(date_now()), .nby = 1 };
            q.by[0] = dimension_named(p->a, str_of(by[i]), &p->e);
            struct err of_no_course = { 0 };
            if (!stats_check(&q, &of_no_course))
                continue;
            struct table *t = q.by[0] ? stats_table(p->a, tracker_db(p->t), &q, &p->e) : NULL;
            must(p, t != NULL, by[i]);
            if (t)
                put_table(&b, t);
            buf_byte(&b, '\n');
        }
    return buf_str(&b);
}

static void counts_stand_erased(struct play *p, const struct history *h)
{
    str key = { 0 }, before = counts(p);
    struct stmt *q = db_stmt(tracker_db(p->t), S("SELECT value_norm FROM learner_identity WHERE kind = 'email'"
                                                 " ORDER BY learner LIMIT 1 OFFSET ?1"));
    stmt_set(q, 1, val_int(h->chance % PERSONS));
    if (stmt_row(q))
        key = str_dup(p->a, stmt_str(q, 0));
    must(p, stmt_end(q, &p->e), "a key");
    if (!key.n)
        return;
    must(p, erase_person(p->t, key, &(struct by_hand){ .actor = S("me"), .reason = S("asked") },
                         report_new(p->a, S("")), &p->e), "erase");
    str after = counts(p);
    if (!p->wrong.n && !str_eq(before, after))
        p->wrong = str_format(p->a, "erased, counts are others:\n" STR_FMT "erased\n" STR_FMT, STR_ARG(before),
                              STR_ARG(after));
    if (!p->wrong.n && str_find(now(p), key) < now(p).n)
        p->wrong = S("erased, a key is still there");
    stands_rebuilt(p);
}

static void (*const lasts[LASTS])(struct play *, const struct history *) = {
    stands_exported, was_known, counts_stand_erased,
};

static void play_ops(struct play *p, const struct history *h)
{
    for (int i = 0; i < h->n && !p->wrong.n; i++)
        does[h->op[i].kind](p, &h->op[i]);
    if (!p->wrong.n)
        stands_rebuilt(p);
    if (!p->wrong.n && h->last < LASTS)
        lasts[h->last](p, h);
    is_sound(p);
}

static str without_catalogue(struct play *p, str content)
{
    struct buf b = buf_new(p->a);
    while (content.p && content.n) {
        str line = str_cut(&content, '\n');
        if (!str_starts(line, S("course\t")) && !str_starts(line, S("activity\t")))
            buf_printf(&b, STR_FMT "\n", STR_ARG(line));
    }
    return buf_str(&b);
}

/* Forwards, backwards, and beginning in the middle. */
static str play_in_order(struct play *p, const struct history *h, int order)
{
    must(p, tracker_begin(p->t, &p->e), "begin");
    for (int i = 0; i < h->n; i++) {
        p->files = i;
        bring(p, &h->op[order == 0 ? i : order == 1 ? h->n - 1 - i : (i + h->n / 2) % h->n], "");
    }
    str content = h->has_statements ? without_catalogue(p, now(p)) : now(p);
    must(p, !tracker_end(p->t, false, &p->e), "end");
    return content;
}

static void play_orders(struct play *p, const struct history *h)
{
    str first = play_in_order(p, h, 0);
    for (int order = 1; order < 3 && !p->wrong.n; order++) {
        str other = play_in_order(p, h, order);
        if (str_eq(first, other))
            continue;
        struct buf b = buf_new(p->a);
        buf_puts(&b, "files in another order come to another store");
        put_difference(&b, "-", first, other);
        put_difference(&b, "+", other, first);
        p->wrong = buf_str(&b);
    }
}

/* A store with some history, and with all the temporary tables that work makes: made and rolled back within
 * each history they would cost all statements of the connection. */
static bool prepare(struct tracker *t, struct err *e)
{
    struct arena *a = arena_new();
    struct undo u;
    bool ok = db_script(tracker_db(t), S("PRAGMA temp_store = MEMORY; DELETE FROM economy_alias;"
                                         " DELETE FROM group_membership"), e)
        && facts_import(t, (struct fact_file){ S("a file"), S("z@example.org|||Z|DE|NMS|2024-01-01|c") }, true,
                        NULL, e)
        && facts_import(t, (struct fact_file){ S("events"), S("!initiative|WS-0|workshop||||2024-01-01|2024-01-03\n"
                                                             "!initiative|WS-1|workshop||||2024-02-01|2024-02-03") }, true, NULL, e)
        && undo_batch(t, a, 1, &(struct undo_how){ .actor = S("me") }, &u, e);
    arena_free(a);
    return ok;
}

/* An erasure rewrites the file of the store, which cannot be rolled back. */
static void play_alone(struct play *p, const struct history *h)
{
    p->t = tracker_open("no-such-file.db", TRACKER_TRY, &p->e);
    must(p, p->t && prepare(p->t, &p->e), "a store");
    if (!p->wrong.n)
        play_ops(p, h);
    tracker_close(p->t);
}

/* The first property that does not hold; empty for none. */
static str play(struct tracker *t, struct arena *a, const struct history *h)
{
    struct play p = { .t = t, .a = a, .remembers = h->last == LAST_KNOWN };
    if (h->in_any_order) {
        play_orders(&p, h);
        return p.wrong;
    }
    if (h->last == LAST_ERASE) {
        play_alone(&p, h);
        return p.wrong;
    }
    must(&p, tracker_begin(t, &p.e), "begin");
    play_ops(&p, h);
    (void)!tracker_end(t, false, &p.e);
    return p.wrong;
}

/* --- making it smaller ----------------------------------------------------------------------------------- */

static struct history without_op(const struct history *h, int i)
{
    struct history less = *h;
    memmove(&less.op[i], &less.op[i + 1], (size_t)(h->n - 1 - i) * sizeof *less.op);
    less.n--;
    return less;
}

static bool shrink_once(struct tracker *t, struct arena *a, struct history *h, str *wrong)
{
    for (int i = 0; i < h->n; i++)
        for (int k = -1; k < ROWS; k++) {
            if (k >= 0 && !h->op[i].line[k].n)
                continue;
            struct history less = k < 0 ? without_op(h, i) : *h;
            if (k >= 0)
                less.op[i].line[k] = S("");
            str still = play(t, a, &less);
            if (still.n) {
                *h = less;
                *wrong = still;
                return true;
            }
        }
    return false;
}

static void tell(unsigned seed, const struct history *h, str wrong)
{
    static const char *const names[OP_KINDS] = { "import", "undo", "merge", "unmerge", "override" };
    printf("seed %u: " STR_FMT "\n", seed, STR_ARG(wrong));
    for (int i = 0; i < h->n; i++) {
        printf("  %s %u %u %u\n", names[h->op[i].kind], h->op[i].a, h->op[i].b, h->op[i].way);
        for (int k = 0; k < ROWS; k++)
            if (h->op[i].line[k].n)
                printf("    " STR_FMT "\n", STR_ARG(h->op[i].line[k]));
    }
}

static bool try(struct tracker *t, unsigned seed)
{
    struct arena *a = arena_new();
    struct history h = history_of(a, seed);
    str wrong = play(t, a, &h);
    if (wrong.n) {
        while (shrink_once(t, a, &h, &wrong))
            continue;
        tell(seed, &h, wrong);
    }
    arena_free(a);
    return !wrong.n;
}

int main(int argc, char **argv)
{
    struct err e = { 0 };
    unsigned count = argc > 1 ? (unsigned)strtoul(argv[1], NULL, 10) : 1000;
    unsigned first = argc > 2 ? (unsigned)strtoul(argv[2], NULL, 10) : 1;
    unsigned broken = 0;
    struct tracker *t = tracker_open("no-such-file.db", TRACKER_TRY, &e);
    if (!t || !prepare(t, &e)) {
        fprintf(stderr, "%s\n", e.text);
        return 1;
    }
    for (unsigned i = 0; i < count && broken < 5; i++)
        broken += !try(t, first + i);
    tracker_close(t);
    printf("%u histories\n", count);
    return broken != 0;
}
