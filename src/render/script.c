/*
 * In: the parts of the script in this folder, as people read them. Out: those
 * that are needed, without comments and without the white space that only
 * people need.
 *
 * What is left out follows from single characters, because our files end every
 * statement with a semicolon, and hold no template inside a template and no
 * regular expression behind a bracket.
 */
#include "render/script.h"

#include <string.h>

#include "base/asset.h"

struct squeeze {
    struct buf *to;
    str rest;
    char last;                            /* written; 0: nothing yet */
    bool after_return;                    /* the last word was "return" */
    bool blank;                           /* white space was passed */
    bool semicolon;                       /* one is held back: a bracket ends a statement too */
};

static bool is_word(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'
           || c == '$' || (unsigned char)c >= 0x80;
}

static bool is_among(char c, const char *list)
{
    return c != 0 && strchr(list, c) != NULL;
}

/* Is the white space before c more than decoration? */
static bool matters(const struct squeeze *s, char c)
{
    bool signs = is_among(c, "+-") && s->last == c;
    return s->blank && (signs || (is_word(s->last) && is_word(c)));
}

static void put(struct squeeze *s, size_t n)
{
    char c = s->rest.p[0];
    if (s->semicolon && c != '}')
        buf_byte(s->to, ';');
    if (matters(s, c))
        buf_byte(s->to, ' ');
    s->blank = false;
    s->semicolon = c == ';';
    if (!s->semicolon)
        buf_put(s->to, str_head(s->rest, n));
    s->last = s->rest.p[n - 1];
    s->rest = str_from(s->rest, n);
}

/* How far a string, template or regular expression goes, its ends counted. */
static size_t literal_length(str rest)
{
    bool in_class = false;
    size_t i = 1;
    for (; i < rest.n && (in_class || rest.p[i] != rest.p[0]); i++) {
        if (rest.p[i] == '\\')
            i++;
        else if (rest.p[0] == '/')
            in_class = rest.p[i] == '[' || (in_class && rest.p[i] != ']');
    }
    return i < rest.n ? i + 1 : rest.n;
}

static size_t word_length(str rest)
{
    size_t n = 0;
    while (n < rest.n && is_word(rest.p[n]))
        n++;
    return n;
}

static void skip_comment(struct squeeze *s)
{
    size_t end = str_find(s->rest, S("*/"));
    s->rest = str_from(s->rest, end < s->rest.n ? end + 2 : s->rest.n);
    s->blank = true;
}

static void put_token(struct squeeze *s)
{
    char c = s->rest.p[0];
    size_t word = word_length(s->rest);
    bool regular = c == '/' && (s->after_return || !(is_word(s->last) || is_among(s->last, ")]}")));
    bool is_return = word == 6 && memcmp(s->rest.p, "return", 6) == 0;
    if (word > 0)
        put(s, word);
    else if (regular || is_among(c, "\"'`"))
        put(s, literal_length(s->rest));
    else
        put(s, 1);
    s->after_return = is_return;
}

static void squeeze(struct buf *to, str part)
{
    struct squeeze s = { .to = to, .rest = part };
    while (s.rest.n > 0) {
        if (str_starts(s.rest, S("/*")))
            skip_comment(&s);
        else if (is_among(s.rest.p[0], " \t\n")) {
            s.rest = str_from(s.rest, 1);
            s.blank = true;
        } else
            put_token(&s);
    }
    buf_puts(to, ";\n");
}

/* -------------------------------------------------------------- what is needed */

static bool has_kind(const struct course *c, enum question_kind kind)
{
    for (size_t i = 0; i < c->questions.n; i++)
        if (c->questions.v[i]->kind == kind)
            return true;
    return false;
}

static bool has_matching(const struct course *c) { return has_kind(c, QUESTION_MATCHING); }
static bool has_ordering(const struct course *c) { return has_kind(c, QUESTION_ORDERING); }
static bool has_numeric(const struct course *c) { return has_kind(c, QUESTION_NUMERIC); }

static bool has_text(const struct course *c)
{
    return has_numeric(c) || has_kind(c, QUESTION_CLOZE) || has_kind(c, QUESTION_SHORT_TEXT)
           || has_kind(c, QUESTION_FREE_TEXT);
}

static bool holds(const struct node *n, enum element e)
{
    if (n->element == e)
        return true;
    for (const struct node *in = n->first; in; in = in->next)
        if (holds(in, e))
            return true;
    return false;
}

static bool has_questions(const struct course *c) { return c->questions.n > 0; }
static bool has_tabs(const struct course *c) { return holds(c->root, EL_tabs); }

/* In the order in which they need each other. */
static const struct {
    const char *name;                     /* "%s" stands for the target */
    bool (*is_needed)(const struct course *c);    /* NULL: always */
} parts[] = {
    { "base", NULL },
    { "state", NULL },
    { "store-web", NULL },
    { "store-%s", NULL },
    { "course", NULL },
    { "quiz", has_questions },
    { "quiz-match", has_matching },
    { "quiz-order", has_ordering },
    { "quiz-text", has_text },
    { "quiz-numeric", has_numeric },
    { "tabs", has_tabs },
    { "player", NULL },
};

static str part_name(struct arena *a, const char *name, const char *target)
{
    bool store = strcmp(name, "store-%s") == 0;
    return str_format(a, "render/%s%s.js", store ? "store-" : name, store ? target : "");
}

void script_put(struct buf *b, const struct course *c, const char *target)
{
    struct arena *scratch = arena_new();
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        str name = part_name(scratch, parts[i].name, target);
        bool again = i > 0 && str_eq(name, part_name(scratch, parts[i - 1].name, target));
        struct asset part;
        if (!again && (!parts[i].is_needed || parts[i].is_needed(c)) && asset_find(name, &part))
            squeeze(b, part.bytes);
    }
    arena_free(scratch);
}
