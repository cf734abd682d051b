/*
 * In: a course. Out: the order of its pages, and where everything of it lies in
 * the package.
 */
#include "render/site.h"

#include "base/fs.h"
#include "crypto/sha256.h"
#include "intl/language.h"
#include "intl/sort.h"
#include "intl/text.h"

str site_page_in(const struct site *s, struct arena *a, str id, size_t edition)
{
    if (edition == 0)
        return str_cat(a, id, S(".html"));
    return str_cat(a, id, S("."), s->editions.v[edition]->lang, S(".html"));
}

str site_page(const struct site *s, struct arena *a, str id)
{
    return str_cat(a, id, s->infix, S(".html"));
}

static struct sheet sheet_of(const struct site *s, const struct module *m, const struct lesson *l,
                             const struct quiz *q)
{
    const struct node *n = l ? l->node : q->node;
    return (struct sheet){
        .module = m, .lesson = l, .quiz = q, .id = n->id,
        .href = site_page(s, s->arena, n->id),
        .title = node_child(n, EL_title),
    };
}

static void collect_sheets(struct site *s)
{
    const struct course *c = s->course;
    s->first = NEW_N(s->arena, size_t, c->modules.n + 1);
    s->sheets.cap = c->lessons.n + c->quizzes.n;
    s->sheets.v = arena_get_n(s->arena, s->sheets.cap, sizeof *s->sheets.v);
    for (size_t i = 0; i < c->modules.n; i++) {
        const struct module *m = c->modules.v[i];
        s->first[i] = s->sheets.n;
        for (size_t j = 0; j < m->lessons.n; j++)
            *vec_push(s->arena, &s->sheets) =
                sheet_of(s, m, m->lessons.v[j], m->lessons.v[j]->quiz);
        if (m->quiz)
            *vec_push(s->arena, &s->sheets) = sheet_of(s, m, NULL, m->quiz);
    }
    s->first[c->modules.n] = s->sheets.n;
    if (c->quiz)
        *vec_push(s->arena, &s->sheets) = sheet_of(s, NULL, NULL, c->quiz);
}

/* Platforms serve what they unpacked from file systems of any kind: ASCII
 * letters in lower case, digits, "-", "_", "." and "/" survive everywhere. */
static char plain_char(char c)
{
    if (c >= 'A' && c <= 'Z')
        return (char)(c - 'A' + 'a');
    bool fine = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '_'
                || c == '/';
    return fine ? c : '-';
}

enum { PATH_MOST = 99 };

/* "media/Fotos/Waage (neu).JPG" -> "media/fotos/waage-neu-.jpg" */
static str plain_path(struct arena *a, str path)
{
    str out = str_format(a, "media/" STR_FMT, STR_ARG(path));
    char *to = arena_get(a, out.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < out.n; i++) {
        char c = plain_char(out.p[i]);
        if (c != '-' || out.p[i] == '-' || (n > 0 && to[n - 1] != '-'))
            to[n++] = c;
    }
    return (str){ to, n };
}

/* Two files may become one name, or a name too long: then the hash of what the
 * author called it stands in its name. */
static str hashed_path(struct arena *a, str plain, str original)
{
    str ending = fs_suffix_of(plain);
    if (ending.n > 10)
        ending = S("");
    str stem = str_head(plain, plain.n - ending.n);
    str hash = str_head(sha256_hex(a, sha256_of(original)), 12);
    size_t most = PATH_MOST - ending.n - 1 - hash.n;
    if (stem.n > most)
        stem.n = most;
    return str_format(a, STR_FMT "-" STR_FMT STR_FMT, STR_ARG(stem), STR_ARG(hash),
                      STR_ARG(ending));
}

/* Names given so far: open addressing, at most half full. */
struct taken { str *slots; size_t mask; };

/* False when somebody has it already. */
static bool take_name(struct taken *t, str name)
{
    size_t at = (size_t)str_hash(name) & t->mask;
    for (; t->slots[at].n > 0; at = (at + 1) & t->mask)
        if (str_eq(t->slots[at], name))
            return false;
    t->slots[at] = name;
    return true;
}

/* In a package of several languages each has files of its own, and a name must
 * not depend on what else there is. */
/* Files of an interactive find each other by name, so it stays; but some systems give
 * names decomposed, and platforms that unpack compose them. */
static str kept_path(struct arena *a, str path)
{
    str name = str_utf8_bad(path) == path.n ? intl_nfc(a, path) : path;
    return str_format(a, "media/" STR_FMT, STR_ARG(name));
}

static void name_media(struct site *s)
{
    const struct course *c = s->course;
    struct taken taken = { .mask = 15 };
    while (taken.mask < 2 * c->media.n)
        taken.mask = 2 * taken.mask + 1;
    taken.slots = NEW_N(s->arena, str, taken.mask + 1);
    s->media = NEW_N(s->arena, str, c->media.n);
    for (size_t i = 0; i < c->media.n; i++)
        if (c->media.v[i]->kept) {
            s->media[i] = kept_path(s->arena, c->media.v[i]->path);
            take_name(&taken, s->media[i]);
        }
    for (size_t i = 0; i < c->media.n; i++) {
        if (c->media.v[i]->kept)
            continue;
        str path = plain_path(s->arena, c->media.v[i]->path);
        bool changed = s->editions.n > 1 && !str_eq(str_from(path, 6), c->media.v[i]->path);
        if (path.n > PATH_MOST || changed || !take_name(&taken, path))
            path = hashed_path(s->arena, path, c->media.v[i]->path);
        s->media[i] = path;
    }
}

static bool sort_glossary(struct site *s, struct err *e)
{
    const struct course *c = s->course;
    size_t n = c->glossary.n;
    str *terms = NEW_N(s->arena, str, n);
    size_t *order = NEW_N(s->arena, size_t, n);
    for (size_t i = 0; i < n; i++)
        terms[i] = c->glossary.v[i]->term;
    if (!intl_sort(s->arena, c->lang, terms, n, order, e))
        return false;
    s->glossary = NEW_N(s->arena, const struct entry *, n);
    for (size_t i = 0; i < n; i++)
        s->glossary[i] = c->glossary.v[order[i]];
    return true;
}

static str primary(str tag)
{
    return str_cut(&tag, '-');
}

static bool borrows(const struct site *s)
{
    return !str_eq_nocase(primary(s->words.lang), primary(s->course->lang));
}

static str infix_of(const struct site *s)
{
    for (size_t i = 1; i < s->editions.n; i++)
        if (s->editions.v[i] == s->course)
            return str_format(s->arena, "." STR_FMT, STR_ARG(s->course->lang));
    return S("");
}

bool site_open(struct site *s, struct arena *a, const struct course *c, struct editions editions,
               const struct theme *theme, struct err *e)
{
    *s = (struct site){ .arena = a, .course = c, .theme = theme, .editions = editions };
    s->right_to_left = intl_language_is_rtl(c->lang);
    s->decimal = intl_decimal_mark(c->lang);
    s->quotes = intl_quotes(a, c->lang);
    s->si = si_open(a, e);
    s->infix = infix_of(s);
    collect_sheets(s);
    name_media(s);
    if (!s->si || !sort_glossary(s, e) || !words_read(&s->words, a, c->lang, e))
        return false;
    s->borrows_words = borrows(s);
    return true;
}

str site_media(const struct site *s, const struct media *m)
{
    size_t low = 0, high = s->course->media.n;
    while (low < high) {                  /* they are sorted by path */
        size_t middle = (low + high) / 2;
        int order = str_cmp(m->path, s->course->media.v[middle]->path);
        if (order == 0)
            return s->media[middle];
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return S("");
}

/* The quizzes of modules and the final test have pages of their own. */
static bool has_page(const struct node *n)
{
    return n->element == EL_quiz && n->parent->element != EL_lesson;
}

/* The page an element is on, and whether it is the whole of it. */
static str page_of(const struct node *n, bool *whole)
{
    *whole = n->element == EL_lesson || has_page(n);
    for (; n; n = n->parent)
        switch (n->element) {
        case EL_lesson:       return n->id;
        case EL_quiz:         if (has_page(n))
                                  return n->id;
                              break;
        case EL_glossary:     return S("glossary");
        case EL_bibliography: return S("bibliography");
        default:              break;
        }
    return S("index");
}

str site_place(const struct site *s, struct arena *a, const struct node *n)
{
    bool whole;
    str page = page_of(n, &whole);
    if (whole || n->element == EL_chars || n->id.n == 0)
        return site_page(s, a, page);
    return str_cat(a, page, s->infix, S(".html#"), n->id);
}
