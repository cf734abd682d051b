/*
 * In: the parts of the script in this folder, which the build made small. Out:
 * those that the course needs.
 */
#include "render/script.h"

#include <string.h>

#include "base/asset.h"

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
static bool has_frames(const struct course *c) { return holds(c->root, EL_interactive); }

/* In the order in which they need each other. */
static const struct {
    const char *name;                     /* "%s" stands for the store */
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
    { "frames", has_frames },
    { "player", NULL },
};

static str part_name(struct arena *a, const char *name, const char *store)
{
    bool is_store = strcmp(name, "store-%s") == 0;
    return str_format(a, "render/%s%s.js", is_store ? "store-" : name, is_store ? store : "");
}

void script_put(struct buf *b, const struct course *c, const char *store)
{
    struct arena *scratch = arena_new();
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        str name = part_name(scratch, parts[i].name, store);
        bool again = i > 0 && str_eq(name, part_name(scratch, parts[i - 1].name, store));
        struct asset part;
        if (!again && (!parts[i].is_needed || parts[i].is_needed(c)) && asset_find(name, &part))
            buf_put(b, part.bytes);
    }
    arena_free(scratch);
}
