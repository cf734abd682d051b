/*
 * The rows of elements.def and attributes.def go in, tables to look things up
 * come out: names, what may stand where, and what somebody may have meant.
 */
#include <assert.h>
#include <string.h>

#include "course/inside.h"

static const char *const NAMES[] = {
#define GROUP(name, members)
#define ELEMENT(name, word, ...) word,
#include "course/elements.def"
#undef ELEMENT
#undef GROUP
};

static const char *const KEYS[] = {       /* as content models write them */
#define GROUP(name, members)
#define ELEMENT(name, ...) #name,
#include "course/elements.def"
#undef ELEMENT
#undef GROUP
};

static const char *const ATTRIBUTES[] = {
#define ATTRIBUTE(name, word, type) word,
#include "course/attributes.def"
#undef ATTRIBUTE
};

static const struct { const char *name, *members; } GROUPS[] = {
#define GROUP(name, members) { #name, members },
#define ELEMENT(...)
#include "course/elements.def"
#undef ELEMENT
#undef GROUP
};

static const struct row { enum class class; const char *content, *attributes; } ROWS[] = {
#define GROUP(name, members)
#define ELEMENT(name, word, class, content, attributes) { class, content, attributes },
#include "course/elements.def"
#undef ELEMENT
#undef GROUP
};

_Static_assert(EL_COUNT <= 128, "struct set has 128 bits");

const char *element_name(enum element e)
{
    return e < EL_COUNT ? NAMES[e] : "";
}

const char *attribute_name(enum attribute a)
{
    return a < AT_COUNT ? ATTRIBUTES[a] : "";
}

const char *a_or_an(enum element e)
{
    return strchr("aeio", element_name(e)[0]) ? "an" : "a";
}

bool element_is_block(enum element e)
{
    return e < EL_COUNT && (ROWS[e].class & 3) == BLOCK;
}

bool element_is_inline(enum element e)
{
    return e < EL_COUNT && (ROWS[e].class & 3) == INLINE;
}

enum attribute attribute_find(str name)
{
    int a = 0;
    while (a < AT_COUNT && !str_eq(str_of(ATTRIBUTES[a]), name))
        a++;
    return (enum attribute)a;
}

/* ------------------------------------------------------------ reading the rows */

static enum element key_find(str key)
{
    int e = 0;
    while (e < EL_COUNT && !str_eq(str_of(KEYS[e]), key))
        e++;
    assert(e < EL_COUNT);
    return (enum element)e;
}

static void add_group(struct set *s, str group);

/* "p|list|@inline" */
static void add_members(struct set *s, str members)
{
    while (members.p) {
        str one = str_cut(&members, '|');
        if (str_starts(one, S("@")))
            add_group(s, str_from(one, 1));
        else
            set_add(s, key_find(one));
    }
}

static void add_group(struct set *s, str group)
{
    for (size_t i = 0; i < sizeof GROUPS / sizeof *GROUPS; i++)
        if (str_eq(str_of(GROUPS[i].name), group))
            add_members(s, str_of(GROUPS[i].members));
}

static struct particle particle_of(str text)
{
    struct particle p = { .needed = true };
    char last = text.p[text.n - 1];
    if (strchr("?*+", last)) {
        p.needed = last == '+';
        p.many = last != '?';
        text.n--;
    }
    add_members(&p.set, text);
    return p;
}

static void read_content(struct word *w, str content)
{
    while (content.n > 0) {
        str one = str_cut(&content, ' ');
        assert(w->nparticles < MAX_PARTICLES);
        struct particle p = particle_of(one);
        w->allowed.bits[0] |= p.set.bits[0];
        w->allowed.bits[1] |= p.set.bits[1];
        w->particles[w->nparticles++] = p;
    }
}

/* "id!", "kind=bullet|number", "ref!:entry" */
static struct place_for place_of(struct arena *a, str text)
{
    struct place_for p = { 0 };
    size_t n = str_starts(text, S("xml:")) ? 4 : 0;
    while (n < text.n && !strchr("!=:", text.p[n]))
        n++;
    p.name = attribute_find(str_head(text, n));
    assert(p.name < AT_COUNT);
    str rest = str_from(text, n);
    if (str_starts(rest, S("!"))) {
        p.needed = true;
        rest = str_from(rest, 1);
    }
    if (str_starts(rest, S("=")))
        p.choices = str_dup(a, str_from(rest, 1)).p;
    if (str_starts(rest, S(":")))
        add_members(&p.targets, str_from(rest, 1));
    return p;
}

static void read_attributes(struct arena *a, struct word *w, str text)
{
    while (text.n > 0) {
        str one = str_cut(&text, ' ');
        assert(w->nplaces + 2 <= MAX_PLACES);
        if (str_eq(one, S("@xml"))) {
            w->places[w->nplaces++] = place_of(a, S("xml:lang"));
            one = S("xml:base");
        }
        w->places[w->nplaces++] = place_of(a, one);
    }
}

void vocabulary_read(struct arena *a, struct vocabulary *v)
{
    for (int e = 0; e < EL_COUNT; e++) {
        v->words[e].class = ROWS[e].class;
        read_content(&v->words[e], str_of(ROWS[e].content));
        read_attributes(a, &v->words[e], str_of(ROWS[e].attributes));
        str all = either(a, &v->words[e].allowed);
        if (all.n > 0 && all.n < 60)
            v->words[e].only = str_format(a, ", only " STR_FMT, STR_ARG(all));
    }
}

/* ------------------------------------------------------------ looking up */

enum element vocabulary_find(const struct vocabulary *v, enum element parent, str name)
{
    enum element first = EL_COUNT;
    for (int i = 1; i < EL_COUNT; i++) {
        const char *is = NAMES[i];
        if (is[0] != name.p[0] || strlen(is) != name.n || memcmp(is, name.p, name.n) != 0)
            continue;
        if (parent < EL_COUNT && set_has(&v->words[parent].allowed, (enum element)i))
            return (enum element)i;
        if (first == EL_COUNT)
            first = (enum element)i;
    }
    return first;
}

/* What people who know HTML or other course tools write. */
static const struct { const char *word; enum element means; } HABITS[] = {
    { "a", EL_link }, { "b", EL_strong }, { "i", EL_em }, { "h1", EL_title }, { "h2", EL_title },
    { "h3", EL_title }, { "h4", EL_title }, { "ul", EL_list }, { "ol", EL_list },
    { "li", EL_item }, { "img", EL_figure }, { "image", EL_figure }, { "div", EL_section },
    { "topic", EL_section }, { "page", EL_lesson }, { "chapter", EL_module },
    { "unit", EL_module }, { "tr", EL_row }, { "td", EL_cell }, { "th", EL_header },
    { "thead", EL_head }, { "tbody", EL_body }, { "blockquote", EL_quote }, { "pre", EL_code_block },
    { "para", EL_p }, { "paragraph", EL_p }, { "question", EL_single_choice },
    { "author", EL_contributor }, { "description", EL_summary }, { "callout", EL_note },
    { "aside", EL_note }, { "figcaption", EL_caption }, { "reference", EL_cite },
    { "ref", EL_xref }, { "test", EL_quiz }, { "references", EL_bibliography },
};

void nearest_try(struct nearest *n, str candidate)
{
    int most = n->word.n < 4 ? 1 : n->word.n < 8 ? 2 : 3;
    int d = str_distance(n->word, candidate, most);
    if (d <= most && (n->best.n == 0 || d < n->distance)) {
        n->best = candidate;
        n->distance = d;
    }
}

enum element vocabulary_meant(const struct vocabulary *v, enum element parent, str name,
                              bool *sure)
{
    struct nearest inside = { .word = name }, anywhere = { .word = name };
    *sure = false;
    for (int e = 1; e < EL_COUNT; e++) {
        nearest_try(&anywhere, str_of(NAMES[e]));
        if (parent < EL_COUNT && set_has(&v->words[parent].allowed, (enum element)e))
            nearest_try(&inside, str_of(NAMES[e]));
    }
    for (size_t i = 0; i < sizeof HABITS / sizeof *HABITS; i++)
        if (str_eq(str_of(HABITS[i].word), name))
            return HABITS[i].means;
    *sure = inside.best.n > 0;
    struct nearest *n = *sure ? &inside : &anywhere;
    return n->best.n ? vocabulary_find(v, parent, n->best) : EL_COUNT;
}

/* ------------------------------------------------------------ words for sentences */

static void put_joined(struct buf *b, const char *one, size_t i, size_t n)
{
    buf_puts(b, i == 0 ? "" : i + 1 == n ? " or " : ", ");
    buf_puts(b, one);
}

str either(struct arena *a, const struct set *s)
{
    struct buf b = buf_new(a);
    size_t n = 0, i = 0;
    for (int e = 0; e < EL_COUNT; e++)
        n += set_has(s, (enum element)e);
    for (int e = 0; e < EL_COUNT; e++)
        if (set_has(s, (enum element)e))
            put_joined(&b, str_format(a, "<%s>", NAMES[e]).p, i++, n);
    return buf_str(&b);
}

str either_word(struct arena *a, str alternatives)
{
    struct buf b = buf_new(a);
    size_t n = 1, i = 0;
    for (size_t k = 0; k < alternatives.n; k++)
        n += alternatives.p[k] == '|';
    while (alternatives.p)
        put_joined(&b, str_dup(a, str_cut(&alternatives, '|')).p, i++, n);
    return buf_str(&b);
}

str did_you_mean(struct arena *a, const char *before, str guess, const char *after)
{
    if (guess.n == 0)
        return S("");
    return str_format(a, " Did you mean %s" STR_FMT "%s?", before, STR_ARG(guess), after);
}

enum { SHOWN = 60 };                      /* characters */

str shown(struct arena *a, str s)
{
    char to[SHOWN * 5 + 3];               /* a blank and a character of four bytes each */
    size_t n = 0, used = 0;
    bool blank = false;
    for (str rest = str_trim(s); rest.n > 0; ) {
        str before = rest;
        bool space = str_code_point(&rest) <= ' ';
        blank = blank || space;
        if (space)
            continue;
        bool full = n++ == SHOWN;
        if (blank && !full)
            to[used++] = ' ';
        str one = full ? S("...") : str_head(before, before.n - rest.n);
        memcpy(to + used, one.p, one.n);
        used += one.n;
        if (full)
            break;
        blank = false;
    }
    return str_dup(a, (str){ to, used });
}
