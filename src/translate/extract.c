/* The passages of a course and a kept document go in, the document of today
 * comes out. */
#include <stdlib.h>

#include "translate/describe.h"
#include "translate/translate.h"
#include "xliff/match.h"
#include "xliff/texts.h"

struct extracting {
    struct arena *arena;
    const struct course *course;
    const struct xliff *kept;
    struct xliff *to;
    struct describing describing;
    passages all;
    struct matches matches;
    struct extracted *told;
};

static void keep_notes(struct extracting *x, const struct xliff_unit *from, struct xliff_unit *u)
{
    for (size_t i = 0; i < from->notes.n; i++)
        if (!note_is_ours(&from->notes.v[i]))
            *vec_push(x->arena, &u->notes) = from->notes.v[i];
}

/* Codes that only the target of old has still need to be known. */
static void keep_codes(struct extracting *x, const struct xliff_unit *from, struct xliff_unit *u)
{
    for (size_t i = 0; i < u->target.n; i++) {
        str id = u->target.v[i].text;
        const struct xliff_code *c = u->target.v[i].kind == PIECE_TEXT ? NULL : xliff_code(from, id);
        if (c && !xliff_code(u, id))
            *vec_push(x->arena, &u->codes) = *c;
    }
}

static void take(struct extracting *x, const struct match *m, struct xliff_unit *u)
{
    const struct xliff_unit *from = &x->kept->units.v[m->unit];
    str was;
    bool stale = xliff_stale(from, &was), back = stale && m->kind != MATCH_STALE && was.n;
    u->target = from->target;
    u->state = from->state;
    u->substate = from->substate;
    keep_notes(x, from, u);
    keep_codes(x, from, u);
    if (pieces_empty(&u->target))
        return;
    if (back) {                           /* the source is again what it was */
        u->state = XLIFF_TRANSLATED;
        u->substate = S("");
    }
    if (m->kind != MATCH_STALE)
        return;
    u->state = XLIFF_INITIAL;
    u->substate = S(XLIFF_STALE);
    *vec_push(x->arena, &u->notes) = (struct xliff_note){ S(XLIFF_STALE), m->was };
}

static void count(struct extracting *x, enum match_kind kind, const struct xliff_unit *u)
{
    struct extracted *t = x->told;
    t->all++;
    if (pieces_empty(&u->target))
        t->fresh++;
    else if (xliff_stale(u, NULL))
        t->stale++;
    else if (kind == MATCH_MOVED)
        t->moved++;
    else
        t->kept++;
}

/* ------------------------------------------------------------ offers */

/* Of equal texts elsewhere the first that is translated. */
static struct texts offers_of(struct extracting *x)
{
    struct texts o = { .arena = x->arena };
    for (size_t i = 0; x->kept && i < x->kept->units.n; i++)
        if (xliff_translated(&x->kept->units.v[i]))
            texts_put(&o, pieces_key(x->arena, &x->kept->units.v[i].source), i);
    return o;
}

static void offer(struct extracting *x, const struct texts *o, const struct passage *p,
                  struct xliff_unit *u)
{
    size_t at = pieces_empty(&u->target) ? texts_find(o, p->key) : NO_NAME;
    if (at == NO_NAME)
        return;
    const struct xliff_unit *from = &x->kept->units.v[at];
    str text = str_format(x->arena, "In " STR_FMT " the same text is translated: " STR_FMT,
                          STR_ARG(from->id), STR_ARG(pieces_key(x->arena, &from->target)));
    *vec_push(x->arena, &u->notes) = (struct xliff_note){ S("etalon:offer"), text };
    x->told->offered++;
}

/* ------------------------------------------------------------ units in order */

static str scope_title(struct extracting *x, const struct node *scope)
{
    const struct node *title = node_child(scope, EL_title);
    return title ? node_text(x->arena, title) : S("");
}

static void put_passages(struct extracting *x)
{
    struct texts o = offers_of(x);
    for (size_t i = 0; i < x->all.n; i++) {
        const struct passage *p = &x->all.v[i];
        struct xliff_unit u = { .file = passage_file(x->course, p), .scope = passage_scope(p),
                                .title = scope_title(x, p->scope), .id = p->id,
                                .at = node_place(p->node), .source = p->text,
                                .substate = S("") };
        describe(&x->describing, p, &u);
        if (x->matches.v[i].kind != MATCH_NONE)
            take(x, &x->matches.v[i], &u);
        count(x, x->matches.v[i].kind, &u);
        offer(x, &o, p, &u);
        *vec_push(x->arena, &x->to->units) = u;
    }
}

/* What was translated and is no more in the course. */
static void put_gone(struct extracting *x, bool drop)
{
    for (size_t i = 0; x->kept && i < x->kept->units.n; i++) {
        struct xliff_unit u = x->kept->units.v[i];
        if (x->matches.used[i] || pieces_empty(&u.target))
            continue;
        if (drop) {
            x->told->dropped++;
            continue;
        }
        u.gone = true;
        *vec_push(x->arena, &x->to->units) = u;
        x->told->gone++;
    }
}

struct placed { struct xliff_unit unit; size_t file, at; };

static int by_place(const void *left, const void *right)
{
    const struct placed *a = left, *b = right;
    if (a->unit.gone != b->unit.gone)
        return a->unit.gone ? 1 : -1;
    if (!a->unit.gone && a->file != b->file)
        return a->file < b->file ? -1 : 1;
    int order = a->unit.gone ? str_cmp(a->unit.scope, b->unit.scope) : 0;
    if (order == 0 && a->unit.gone)
        order = str_cmp(a->unit.id, b->unit.id);
    return order ? order : (a->at > b->at) - (a->at < b->at);
}

/* Files in the order they are met; a course goes on in its first file behind
 * those it includes. */
static size_t file_number(struct placed *all, size_t i)
{
    for (size_t k = i; k-- > 0; )
        if (str_eq(all[k].unit.file, all[i].unit.file))
            return all[k].file;
    return i;
}

/* What was kept apart twice from the same place has two names; equal ones stand
 * side by side. */
static void name_gone(struct extracting *x)
{
    size_t again = 1;
    for (size_t i = 1; i < x->to->units.n; i++) {
        struct xliff_unit *u = &x->to->units.v[i], *before = u - 1;
        if (!u->gone || !before->gone)
            continue;
        bool same = str_eq(u->scope, before->scope)
                    && (str_eq(u->id, before->id)
                        || (again > 1 && str_eq(u->id, x->to->units.v[i - again].id)));
        again = same ? again + 1 : 1;
        if (again > 1)
            u->id = str_format(x->arena, STR_FMT "_%zu", STR_ARG(u->id), again);
    }
}

static void sort_units(struct extracting *x)
{
    size_t n = x->to->units.n;
    struct placed *all = NEW_N(x->arena, struct placed, n + 1);
    for (size_t i = 0; i < n; i++) {
        all[i] = (struct placed){ .unit = x->to->units.v[i], .at = i };
        all[i].file = file_number(all, i);
    }
    qsort(all, n, sizeof *all, by_place);
    for (size_t i = 0; i < n; i++)
        x->to->units.v[i] = all[i].unit;
    name_gone(x);
}

struct xliff *translate_extract(struct arena *a, const struct course_schema *s,
                                const struct course *c, str lang, const struct xliff *kept,
                                bool drop, struct extracted *told)
{
    static const struct xliff nothing = { 0 };
    struct extracting x = { .arena = a, .course = c, .kept = kept, .told = told,
                            .to = NEW(a, struct xliff),
                            .describing = { a, s, c, kept, { .arena = a } } };
    *told = (struct extracted){ 0 };
    *x.to = (struct xliff){ .arena = a, .path = S(""), .course = c->id,
                            .source_lang = c->source_lang, .target_lang = str_dup(a, lang) };
    describe_begin(&x.describing);
    course_passages(a, c, &x.all);
    x.matches = passages_match(a, &x.all, kept ? kept : &nothing);
    put_passages(&x);
    put_gone(&x, drop);
    sort_units(&x);
    return x.to;
}

struct xliff *translate_again(struct arena *a, const struct course_schema *s,
                              const struct course *c, const struct xliff *x)
{
    struct extracted ignored;
    return translate_extract(a, s, c, x->target_lang, x, false, &ignored);
}

bool translate_may_keep(const struct xliff *kept, struct diags *d)
{
    bool ok = kept->twice == 0;
    for (size_t i = 0; i < kept->units.n; i++) {
        const struct xliff_unit *u = &kept->units.v[i];
        str trouble = pieces_trouble(kept->arena, &u->target);
        if (trouble.n)
            diag_add(d, &xliff_rule_E484, u->at, "In the translation of \"" STR_FMT "\" " STR_FMT ".",
                     STR_ARG(u->id), STR_ARG(trouble));
        ok = ok && trouble.n == 0;
    }
    return ok;
}
