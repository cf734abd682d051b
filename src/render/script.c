/*
 * In: the parts of the script in this folder, which the build made small. Out:
 * those that the course needs.
 */
#include "render/script.h"

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
    const char *name;
    bool (*is_needed)(const struct course *c);    /* NULL: by every course */
    const char *stores;                   /* for these alone; NULL: for all */
} parts[] = {
    { "base", NULL, NULL },
    { "state", NULL, NULL },
    { "state-first", NULL, "web scorm12" },
    { "store-web", NULL, NULL },
    { "platform", NULL, "scorm12 scorm2004 cmi5" },
    { "scorm", NULL, "scorm12 scorm2004" },
    { "ieee", NULL, "scorm2004 cmi5" },
    { "store-scorm12", NULL, "scorm12" },
    { "store-scorm2004", NULL, "scorm2004" },
    { "store-cmi5", NULL, "cmi5" },
    { "course", NULL, NULL },
    { "objectives", NULL, "scorm12 scorm2004" },
    { "quiz", has_questions, NULL },
    { "quiz-match", has_matching, NULL },
    { "quiz-order", has_ordering, NULL },
    { "quiz-text", has_text, NULL },
    { "quiz-numeric", has_numeric, NULL },
    { "tabs", has_tabs, NULL },
    { "frames", has_frames, NULL },
    { "player", NULL, NULL },
};

static bool is_for(const char *stores, const char *store)
{
    str rest = str_of(stores ? stores : store);
    while (rest.n > 0)
        if (str_eq(str_cut(&rest, ' '), str_of(store)))
            return true;
    return false;
}

void script_put(struct buf *b, const struct course *c, const char *store)
{
    struct arena *scratch = arena_new();
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        struct asset part;
        if (is_for(parts[i].stores, store) && (!parts[i].is_needed || parts[i].is_needed(c))
            && asset_find(str_format(scratch, "render/%s.js", parts[i].name), &part))
            buf_put(b, part.bytes);
    }
    arena_free(scratch);
}
