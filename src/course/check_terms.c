/*
 * Entries of the glossary that no term leads to: where the text uses the word,
 * the place is told where it can be marked; else the entry itself is.
 */
#include <string.h>

#include "course/inside.h"
#include "intl/script.h"

struct unmarked { const struct entry *entry; bool found; };

struct search {
    struct making *m;
    VEC(struct unmarked) entries;
    unsigned char begins[65536 / 8];      /* the first two bytes of a headword, in lower case */
};

static unsigned lower(char c)
{
    return (unsigned char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
}

static size_t begin_of(str s)
{
    return lower(s.p[0]) << 8 | (s.n > 1 ? lower(s.p[1]) : 0);
}

static bool follows_letter(str text, size_t at)
{
    size_t begin = at;
    if (at == 0)
        return false;
    do
        begin--;
    while (begin > 0 && ((unsigned char)text.p[begin] & 0xC0) == 0x80);
    str before = str_from(text, begin);
    return is_letter(str_code_point(&before));
}

/* The headword, or its plural with s, as a word of its own. */
static bool stands_at(str text, size_t at, str term)
{
    str rest = str_from(text, at);
    if (rest.n < term.n || lower(rest.p[0]) != lower(term.p[0])
        || memcmp(rest.p + 1, term.p + 1, term.n - 1) != 0)
        return false;
    rest = str_from(rest, term.n);
    if (str_starts(rest, S("s")))
        rest = str_from(rest, 1);
    return rest.n == 0 || !is_letter(str_code_point(&rest));
}

static void look_at(struct search *s, const struct node *n, size_t at)
{
    for (size_t i = 0; i < s->entries.n; i++) {
        struct unmarked *w = &s->entries.v[i];
        if (w->found || !stands_at(n->text, at, w->entry->term))
            continue;
        w->found = true;
        diag_add(s->m->diags, &course_rule_N565, place_within(n, at), "\"" STR_FMT "\" is explained in "
                 "the glossary and nowhere marked: <term ref=\"" STR_FMT "\">" STR_FMT "</term>.",
                 STR_ARG(w->entry->term), STR_ARG(w->entry->id), STR_ARG(w->entry->term));
    }
}

static void look_in(struct search *s, const struct node *n)
{
    for (size_t at = 0; at < n->text.n; at++) {
        size_t begin = begin_of(str_from(n->text, at));
        if (s->begins[begin / 8] >> (begin % 8) & 1 && !follows_letter(n->text, at))
            look_at(s, n, at);
    }
}

/* What can hold a term and is read by learners; a term never holds another. */
static void walk(struct search *s, const struct node *n)
{
    static const enum element passed[] = { EL_title, EL_term, EL_link, EL_code, EL_code_block, EL_math,
                                           EL_quote, EL_q, EL_quiz, EL_practice, EL_definition };
    for (size_t i = 0; i < sizeof passed / sizeof *passed; i++)
        if (n->element == passed[i])
            return;
    if (n->element == EL_chars)
        look_in(s, n);
    for (const struct node *c = n->first; c; c = c->next)
        walk(s, c);
}

static void want(struct search *s, const struct entry *e)
{
    if (e->uses > 0 || e->term.n == 0 || was_meant(s->m, e->id, EL_entry))
        return;
    size_t begin = begin_of(e->term);
    *vec_push(s->m->arena, &s->entries) = (struct unmarked){ e, false };
    s->begins[begin / 8] |= (unsigned char)(1u << (begin % 8));
}

static void check_entries(struct making *m)
{
    const struct course *c = m->course;
    struct search *s = NEW(m->arena, struct search);
    s->m = m;
    for (size_t i = 0; i < c->glossary.n; i++)
        want(s, c->glossary.v[i]);
    if (s->entries.n == 0)
        return;
    for (size_t i = 0; i < c->lessons.n; i++)
        walk(s, c->lessons.v[i]->node);
    for (size_t i = 0; i < s->entries.n; i++)
        if (!s->entries.v[i].found)
            diag_add(m->diags, &course_rule_N412, node_place(s->entries.v[i].entry->node),
                     "No term leads to the entry \"" STR_FMT "\".",
                     STR_ARG(s->entries.v[i].entry->id));
}

static void check_sources(struct making *m)
{
    const struct course *c = m->course;
    for (size_t i = 0; i < c->sources.n; i++) {
        const struct work *w = c->sources.v[i];
        if (w->uses == 0 && !was_meant(m, w->id, EL_source))
            diag_add(m->diags, &course_rule_N412, node_place(w->node), "Nothing cites the source \""
                     STR_FMT "\".", STR_ARG(w->id));
    }
}

void check_terms(struct making *m)
{
    if (!m->whole)
        return;
    check_entries(m);
    check_sources(m);
}
