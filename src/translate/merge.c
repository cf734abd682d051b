/* What a translator sends back goes in, the kept document has it. */
#include "translate/describe.h"
#include "translate/translate.h"
#include "xliff/match.h"
#include "xliff/texts.h"

struct merging {
    struct arena *arena;
    struct xliff *kept;
    const struct course *course;
    struct xliff *back;
    struct diags *diags;
    struct merged *told;
    passages all;
    struct texts passages, units;         /* by id */
    struct texts apart;                   /* what is kept apart, by all it says */
};

static bool is_of(struct merging *m)
{
    const struct xliff *b = m->back, *k = m->kept;
    struct place at = { .file = b->path, .line = 1, .column = 1 };
    if (b->course.n && !str_eq(b->course, k->course))
        diag_add(m->diags, &xliff_rule_E481, at, "It is a translation of the course \"" STR_FMT
                 "\", not of \"" STR_FMT "\".", STR_ARG(b->course), STR_ARG(k->course));
    else if (!str_eq_nocase(b->source_lang, k->source_lang)
             || !str_eq_nocase(b->target_lang, k->target_lang))
        diag_add(m->diags, &xliff_rule_E481, at, "It is a translation from \"" STR_FMT "\" into \""
                 STR_FMT "\", not from \"" STR_FMT "\" into \"" STR_FMT "\".",
                 STR_ARG(b->source_lang), STR_ARG(b->target_lang), STR_ARG(k->source_lang),
                 STR_ARG(k->target_lang));
    else
        return true;
    return false;
}

/* ------------------------------------------------------------ one unit */

static void take_notes(struct merging *m, const struct xliff_unit *from, struct xliff_unit *to)
{
    struct texts known = { .arena = m->arena };
    size_t theirs = 0;
    for (size_t i = 0; i < from->notes.n; i++)
        theirs += !note_is_ours(&from->notes.v[i]);
    for (size_t i = 0; theirs && i < to->notes.n; i++)
        texts_put(&known, to->notes.v[i].text, i);
    for (size_t i = 0; theirs && i < from->notes.n; i++)
        if (!note_is_ours(&from->notes.v[i]) && texts_put(&known, from->notes.v[i].text, i))
            *vec_push(m->arena, &to->notes) = from->notes.v[i];
}

static void drop_note(struct xliff_unit *u, const char *category)
{
    size_t n = 0;
    for (size_t i = 0; i < u->notes.n; i++)
        if (!str_eq(u->notes.v[i].category, str_of(category)))
            u->notes.v[n++] = u->notes.v[i];
    u->notes.n = n;
}

static void take_target(struct merging *m, const struct xliff_unit *from, struct xliff_unit *to)
{
    to->target = from->target;
    to->state = from->state;
    to->substate = from->substate;
    drop_note(to, XLIFF_STALE);
    drop_note(to, "etalon:offer");
    for (size_t i = 0; i < from->codes.n; i++)
        if (!xliff_code(to, from->codes.v[i].id))
            *vec_push(m->arena, &to->codes) = from->codes.v[i];
}

static bool is_refused(struct merging *m, const struct xliff_unit *from, const struct xliff_unit *to,
                       bool stale)
{
    size_t at = texts_find(&m->passages, to->id);
    str trouble = at == NO_NAME ? S("")
                  : passage_trouble(m->arena, &m->all.v[at], &from->target, stale);
    if (trouble.n == 0)
        return false;
    diag_add(m->diags, &xliff_rule_E484, from->at, "In the translation of \"" STR_FMT "\" " STR_FMT
             "; it was not taken.", STR_ARG(from->id), STR_ARG(trouble));
    m->told->refused++;
    return true;
}

static void merge_same(struct merging *m, const struct xliff_unit *from, struct xliff_unit *to)
{
    size_t notes = to->notes.n;
    if (is_refused(m, from, to, false))
        return;
    take_notes(m, from, to);
    if (pieces_same(&from->target, &to->target) && from->state == to->state
        && str_eq(from->substate, to->substate) && to->notes.n == notes) {
        m->told->unchanged++;
        return;
    }
    take_target(m, from, to);
    m->told->taken++;
}

/* Its source is another by now. A stale one that is here already and has not
 * been touched stays. */
static void merge_stale(struct merging *m, const struct xliff_unit *from, struct xliff_unit *to,
                        str was)
{
    if (pieces_same(&from->target, &to->target) && xliff_stale(to, NULL)) {
        m->told->unchanged++;
        return;
    }
    if (xliff_translated(to)) {
        m->told->older++;
        return;
    }
    if (is_refused(m, from, to, true))
        return;
    diag_add(m->diags, &xliff_rule_W581, from->at, "The source of \"" STR_FMT "\" has changed since "
             "this was translated.", STR_ARG(from->id));
    take_notes(m, from, to);
    take_target(m, from, to);
    to->state = XLIFF_INITIAL;
    to->substate = S(XLIFF_STALE);
    *vec_push(m->arena, &to->notes) = (struct xliff_note){ S(XLIFF_STALE), was };
    m->told->stale++;
}

static bool is_apart(struct merging *m, const struct xliff_unit *u)
{
    str all = str_format(m->arena, STR_FMT "\n" STR_FMT "\n" STR_FMT, STR_ARG(u->scope),
                         STR_ARG(pieces_key(m->arena, &u->source)),
                         STR_ARG(pieces_key(m->arena, &u->target)));
    return !texts_put(&m->apart, all, 0);
}

/* Sent twice it is kept once. */
static void keep_apart(struct merging *m, const struct xliff_unit *from)
{
    struct xliff_unit u = *from;
    if (pieces_empty(&u.target) || u.gone)
        return;
    diag_add(m->diags, &xliff_rule_N583, u.at, "The course has no text \"" STR_FMT "\" like this "
             "one.", STR_ARG(u.id));
    m->told->unknown++;
    if (pieces_trouble(m->arena, &u.target).n || is_apart(m, &u))
        return;
    u.gone = true;
    *vec_push(m->arena, &m->kept->units) = u;
}

/* ------------------------------------------------------------ all of it */

/* Who mends a stale target and leaves its state has translated it all the same. */
static void settle_stale(struct merging *m)
{
    for (size_t i = 0; i < m->back->units.n; i++) {
        struct xliff_unit *u = &m->back->units.v[i];
        size_t at = xliff_stale(u, NULL) ? texts_find(&m->units, u->id) : NO_NAME;
        const struct xliff_unit *here = at == NO_NAME ? NULL : &m->kept->units.v[at];
        if (here && xliff_stale(here, NULL) && pieces_same(&u->source, &here->source)
            && !pieces_same(&u->target, &here->target)) {
            u->state = XLIFF_TRANSLATED;
            u->substate = S("");
        }
    }
}

static struct matches match(struct merging *m, size_t n)
{
    struct wanted *wanted = NEW_N(m->arena, struct wanted, n + 1);
    for (size_t i = 0; i < n; i++) {
        const struct xliff_unit *u = &m->kept->units.v[i];
        if (!u->gone)
            wanted[i] = (struct wanted){ u->id, u->scope, pieces_key(m->arena, &u->source) };
    }
    return xliff_match(m->arena, wanted, n, m->back);
}

/* How many units are of the course of today; those kept apart stand behind. */
static size_t prepare(struct merging *m)
{
    size_t n = 0;
    course_passages(m->arena, m->course, &m->all);
    for (size_t i = 0; i < m->all.n; i++)
        texts_put(&m->passages, m->all.v[i].id, i);
    for (; n < m->kept->units.n && !m->kept->units.v[n].gone; n++)
        texts_put(&m->units, m->kept->units.v[n].id, n);
    for (size_t i = n; i < m->kept->units.n; i++)
        (void)is_apart(m, &m->kept->units.v[i]);
    return n;
}

bool translate_merge(struct xliff *kept, const struct course *c, struct xliff *back,
                     struct diags *d, struct merged *told)
{
    struct merging m = { .arena = kept->arena, .kept = kept, .course = c, .back = back,
                         .diags = d, .told = told, .passages = { .arena = kept->arena },
                         .units = { .arena = kept->arena }, .apart = { .arena = kept->arena } };
    *told = (struct merged){ 0 };
    if (!is_of(&m))
        return false;
    size_t n = prepare(&m);
    settle_stale(&m);
    struct matches found = match(&m, n);
    for (size_t i = 0; i < n; i++) {
        const struct match *one = &found.v[i];
        const struct xliff_unit *from = one->kind ? &back->units.v[one->unit] : NULL;
        if (from && pieces_empty(&from->target))
            told->empty++;
        else if (from && one->kind == MATCH_STALE)
            merge_stale(&m, from, &kept->units.v[i], one->was);
        else if (from)
            merge_same(&m, from, &kept->units.v[i]);
    }
    for (size_t i = 0; i < back->units.n; i++)
        if (!found.used[i])
            keep_apart(&m, &back->units.v[i]);
    return true;
}
