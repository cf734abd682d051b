/*
 * The course in two packages of ours. A saved state names pages, quizzes and questions
 * by keys made of their ids (render/state.js), so ids decide what is found again.
 */
#include <string.h>

#include "package/diff_inside.h"
#include "package/names.h"

/* One kind of part of a course, as a row: its list, and what to say of two. */
struct part {
    str id, key, title;
    const void *from;
};

struct parts {
    VEC(struct part) list;
    struct names by_id;
};

struct comparing {
    struct arena *arena;
    struct diff *diff;
};

static void put(struct arena *a, struct parts *to, str id, str key, str title, const void *from)
{
    to->by_id.arena = a;
    (void)names_put(&to->by_id, id, to->list.n);
    *vec_push(a, &to->list) = (struct part){ id, key, title, from };
}

static struct parts modules_of(struct arena *a, const struct contents *c)
{
    struct parts all = { .by_id.arena = a };
    for (size_t i = 0; i < c->modules.n; i++)
        put(a, &all, c->modules.v[i].id, S(""), c->modules.v[i].title, &c->modules.v[i]);
    return all;
}

static struct parts pages_of(struct arena *a, const struct contents *c)
{
    struct parts all = { .by_id.arena = a };
    for (size_t i = 0; i < c->pages.n; i++)
        put(a, &all, c->pages.v[i].id, c->pages.v[i].key, c->pages.v[i].title, &c->pages.v[i]);
    return all;
}

static struct parts quizzes_of(struct arena *a, const struct contents *c)
{
    struct parts all = { .by_id.arena = a };
    for (size_t i = 0; i < c->quizzes.n; i++)
        put(a, &all, c->quizzes.v[i].id, c->quizzes.v[i].key, S(""), &c->quizzes.v[i]);
    return all;
}

static struct parts questions_of(struct arena *a, const struct contents *c)
{
    struct parts all = { .by_id.arena = a };
    for (size_t i = 0; i < c->questions.n; i++)
        put(a, &all, c->questions.v[i].id, c->questions.v[i].key, S(""), &c->questions.v[i]);
    return all;
}

/* ------------------------------------------------------ what differs */

static str number(struct arena *a, int64_t n)
{
    return str_format(a, "%lld", (long long)n);
}

static str module_differs(const struct comparing *k, const void *old, const void *new)
{
    const struct contents_module *was = old, *is = new;
    const struct diff_field fields[] = { { "title", was->title, is->title } };
    return diff_differing(k->arena, fields, 1);
}

static str page_differs(const struct comparing *k, const void *old, const void *new)
{
    const struct contents_page *was = old, *is = new;
    bool read = was->article && is->article;
    const struct diff_field fields[] = {
        { "title", was->title, is->title }, { "module", was->module, is->module },
        { "text", S(""), read && was->article != is->article ? S("x") : S("") },
    };
    return diff_differing(k->arena, fields, sizeof fields / sizeof *fields);
}

static str quiz_differs(const struct comparing *k, const void *old, const void *new)
{
    const struct contents_quiz *was = old, *is = new;
    struct arena *a = k->arena;
    const struct diff_field fields[] = {
        { "page", was->page, is->page },
        { "graded", number(a, was->graded), number(a, is->graded) },
        { "pass mark", number(a, was->pass), number(a, is->pass) },
    };
    return diff_differing(a, fields, sizeof fields / sizeof *fields);
}

static str quiz_of(const struct contents *c, const struct contents_question *q)
{
    return c->quizzes.v[q->quiz].id;
}

static str question_differs(const struct comparing *k, const void *old, const void *new)
{
    const struct contents_question *was = old, *is = new;
    bool read = was->words.n > 0 && is->words.n > 0;
    const struct diff_field fields[] = {
        { "type", was->type, is->type },
        { "text", read ? was->words : S(""), read ? is->words : S("") },
        { "what is right", was->right, is->right },
        { "points", number(k->arena, was->points), number(k->arena, is->points) },
        { "quiz", quiz_of(k->diff->old_contents, was), quiz_of(k->diff->new_contents, is) },
    };
    return diff_differing(k->arena, fields, sizeof fields / sizeof *fields);
}

/* ------------------------------------------------------------- losses */

static void lose(const struct comparing *k, const char *kind, const struct part *p, str why)
{
    const struct files *old = k->diff->old->files;
    *vec_push(k->arena, &k->diff->answers) = (struct diff_loss){
        .kind = str_of(kind), .id = p->id, .title = p->title, .why = why,
        .at.file = files_place(old, k->arena, S("etalon/data.js")),
    };
}

/* Letters of answers that somebody may have chosen and nobody finds again. */
static str letters_gone(struct arena *a, str was, str is)
{
    struct buf b = buf_new(a);
    for (size_t i = 0; i < was.n; i++)
        if (is.n > 0 && !memchr(is.p, was.p[i], is.n))
            buf_byte(&b, was.p[i]);
    return buf_str(&b);
}

/* Where every module is launched by itself, it has a state of its own. */
static bool has_moved(const struct comparing *k, str was, str is)
{
    return k->diff->old_contents->is_split && k->diff->new_contents->is_split && !str_eq(was, is);
}

#define ELSEWHERE S("it stands in another module now, which keeps a state of its own")

static void page_lost(const struct comparing *k, const struct part *old, const struct part *new)
{
    if (!new)
        lose(k, "page", old, S("that it was read is forgotten"));
    else if (has_moved(k, ((const struct contents_page *)old->from)->module,
                       ((const struct contents_page *)new->from)->module))
        lose(k, "page", old, ELSEWHERE);
}

static void quiz_lost(const struct comparing *k, const struct part *old, const struct part *new)
{
    if (!new)
        lose(k, "quiz", old, S("its attempts and its best result are forgotten"));
    else if (has_moved(k, ((const struct contents_quiz *)old->from)->module,
                       ((const struct contents_quiz *)new->from)->module))
        lose(k, "quiz", old, ELSEWHERE);
}

static void question_lost(const struct comparing *k, const struct part *old,
                          const struct part *new)
{
    const struct contents_question *was = old->from, *is = new ? new->from : NULL;
    if (!is) {
        lose(k, "question", old, S("its answers are forgotten"));
        return;
    }
    str gone = letters_gone(k->arena, was->answers, is->answers);
    if (!str_eq(was->type, is->type))
        lose(k, "question", old, str_format(k->arena, "its type was " STR_FMT " and is " STR_FMT
                                            "; answers kept mean nothing now", STR_ARG(was->type),
                                            STR_ARG(is->type)));
    else if (has_moved(k, k->diff->old_contents->quizzes.v[was->quiz].module,
                       k->diff->new_contents->quizzes.v[is->quiz].module))
        lose(k, "question", old, ELSEWHERE);
    else if (gone.n > 0)
        lose(k, "question", old, str_format(k->arena, "there is no \"" STR_FMT "\" among its "
                                            "answers any more", STR_ARG(gone)));
}

/* ------------------------------------------------------------ compare */

static const struct row {
    const char *kind;
    struct parts (*of)(struct arena *a, const struct contents *c);
    str (*differs)(const struct comparing *k, const void *old, const void *new);
    /* `new` is NULL when it is gone. NULL: nothing is kept of such parts. */
    void (*lost)(const struct comparing *k, const struct part *old, const struct part *new);
} rows[] = {
    { "module", modules_of, module_differs, NULL },
    { "page", pages_of, page_differs, page_lost },
    { "quiz", quizzes_of, quiz_differs, quiz_lost },
    { "question", questions_of, question_differs, question_lost },
};

static void add(const struct comparing *k, const struct row *row, enum diff_change change,
                const struct part *p, str what)
{
    diff_add(k->arena, &k->diff->parts,
             (struct diff_entry){ .change = change, .kind = str_of(row->kind), .id = p->id,
                                  .title = p->title, .what = what });
}

static void compare_part(const struct comparing *k, const struct row *row, const struct part *old,
                         const struct part *new)
{
    str what = new ? row->differs(k, old->from, new->from) : S("");
    if (!new)
        add(k, row, DIFF_REMOVED, old, what);
    else if (what.n > 0)
        add(k, row, DIFF_CHANGED, new, what);
    else
        k->diff->parts_same++;
    if (row->lost)
        row->lost(k, old, new);
}

static const struct part *named(const struct parts *all, str id)
{
    ptrdiff_t at = names_find(&all->by_id, id);
    return at == NAMES_NONE ? NULL : &all->list.v[at];
}

static void compare_row(const struct comparing *k, const struct row *row)
{
    struct parts old = row->of(k->arena, k->diff->old_contents);
    struct parts new = row->of(k->arena, k->diff->new_contents);
    for (size_t i = 0; i < old.list.n; i++)
        compare_part(k, row, &old.list.v[i], named(&new, old.list.v[i].id));
    for (size_t i = 0; i < new.list.n; i++)
        if (!named(&old, new.list.v[i].id))
            add(k, row, DIFF_ADDED, &new.list.v[i], S(""));
}

static bool speaks(const struct contents *c, str lang)
{
    for (size_t i = 0; i < c->languages.n; i++)
        if (str_eq(c->languages.v[i], lang))
            return true;
    return false;
}

static void note(const struct comparing *k)
{
    const struct contents *old = k->diff->old_contents, *new = k->diff->new_contents;
    struct arena *a = k->arena;
    for (size_t i = 0; i < old->languages.n; i++)
        if (!speaks(new, old->languages.v[i]))
            diff_note(a, k->diff, str_format(a, "There is no \"" STR_FMT "\" in it any more; who "
                                             "read in it goes on in \"" STR_FMT "\".",
                                             STR_ARG(old->languages.v[i]),
                                             STR_ARG(new->lang)));
    if (str_eq(old->version, new->version) && k->diff->parts.n > 0)
        diff_note(a, k->diff, str_format(a, "The version is " STR_FMT " in both, though the course "
                                         "has changed.", STR_ARG(new->version)));
}

/* The state itself, before what is in it. */
static bool state_is_read(const struct comparing *k)
{
    const struct contents *old = k->diff->old_contents, *new = k->diff->new_contents;
    struct part course = { .id = old->id, .title = old->title };
    if (old->format > new->format)
        lose(k, "course", &course, S("the state was written by a later etalon"));
    else if (!str_eq(old->id, new->id))
        lose(k, "course", &course, str_format(k->arena, "it is another course, \"" STR_FMT "\", "
                                              "now", STR_ARG(new->id)));
    else
        return true;
    return false;
}

void diff_contents(struct arena *a, struct diff *d)
{
    struct comparing k = { .arena = a, .diff = d };
    if (!d->old_contents || !d->new_contents)
        return;
    (void)state_is_read(&k);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        compare_row(&k, &rows[i]);
    note(&k);
}
