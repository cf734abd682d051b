/*
 * By what a fact names: its course, the version, the module or activity, a provider, an
 * initiative (numbers of rows of the store), a language, a cohort, a kind (texts).
 */
#include "stats/dimension.h"

#include <stdlib.h>

/* ---- courses ----------------------------------------------------------------- */

static bool prepare_courses(struct axis *x, struct arena *a, struct db *db, struct err *e)
{
    (void)db, (void)e;
    x->has_line[LINE_NONE] = x->facts->courseless > 0;
    for (size_t i = 0; i < x->world->courses.n; i++) {
        const struct world_course *c = &x->world->courses.v[i];
        *vec_push(a, &x->groups) = (struct group){ .id = c->code, .name = c->title };
    }
    return true;
}

static size_t place_course(const struct axis *x, const struct fact *f, uint32_t in[GROUPS_MOST],
                           enum line *line)
{
    (void)x;
    *line = LINE_NONE;
    in[0] = f->course - 1u;
    return f->course != 0;
}

const struct dimension dimension_course = {
    .name = "course", .id = "course", .noun = TO_SAY("course"),
    .title = TO_SAY("Course"), .name_title = TO_SAY("Title"),
    .help = "course",
    .shows_id = true,
    .lines = { [LINE_NONE] = TO_SAY("no course") },
    .prepare = prepare_courses, .place = place_course,
};

/* ---- rows of the store ---------------------------------------------------------- */

struct keyed { uint32_t key, group; };
struct own { VEC(struct keyed) rows; };                 /* in order of key */

static int by_key(const void *a, const void *b)
{
    const struct keyed *x = a, *y = b;
    return (x->key > y->key) - (x->key < y->key);
}

/* The query gives key, id, name in order of id; several keys can be one group. */
static bool prepare_rows(struct axis *x, struct arena *a, struct db *db, struct err *e)
{
    struct own *own = x->own = NEW(a, struct own);
    struct stmt *q = world_query(db, str_of(x->dimension->detail));
    while (stmt_row(q)) {
        str id = stmt_str(q, 1);
        if (x->groups.n == 0 || !str_eq(id, x->groups.v[x->groups.n - 1].id))
            *vec_push(a, &x->groups) = (struct group){ .id = str_dup(a, id),
                                                       .name = str_dup(a, stmt_str(q, 2)) };
        *vec_push(a, &own->rows) = (struct keyed){ (uint32_t)stmt_int(q, 0),
                                                 (uint32_t)x->groups.n - 1 };
    }
    if (own->rows.n > 0)
        qsort(own->rows.v, own->rows.n, sizeof *own->rows.v, by_key);
    return stmt_end(q, e);
}

static size_t place_row(const struct axis *x, const struct fact *f, uint32_t in[GROUPS_MOST],
                        enum line *line)
{
    const struct own *own = x->own;
    const struct keyed key = { .key = facts_word(x->facts, f, x->dimension->column) }, *found = NULL;
    *line = LINE_NONE;
    if (key.key != 0 && own->rows.n > 0)
        found = bsearch(&key, own->rows.v, own->rows.n, sizeof key, by_key);
    if (found == NULL)
        return 0;
    in[0] = found->group;
    return 1;
}

#define BY_ROW(word, what, asked, query, called, headed, names, nothing)                       \
    const struct dimension dimension_##word = {                                                \
        .name = #word, .id = #word, .noun = called, .title = headed, .name_title = names,      \
        .help = what, .shows_id = true, .column = asked, .lines = { [LINE_NONE] = nothing },   \
        .detail = "stats/" query, .prepare = prepare_rows, .place = place_row,                 \
    };
BY_ROW(version, "edition of the course", DETAIL_VERSION, "versions.sql", TO_SAY("version"),
       TO_SAY("Version"), TO_SAY("Edition"), TO_SAY("no version"))
BY_ROW(module, "module of the course, or the activity that is in none", DETAIL_ACTIVITY, "modules.sql",
       TO_SAY("module"), TO_SAY("Module"), TO_SAY("Title"), TO_SAY("no module"))
BY_ROW(activity, "activity of the course", DETAIL_ACTIVITY, "activities.sql", TO_SAY("activity"),
       TO_SAY("Activity"), TO_SAY("Title"), TO_SAY("no activity"))
BY_ROW(provider, "organisation that provides it", DETAIL_PROVIDER, "providers.sql", TO_SAY("provider"),
       TO_SAY("Provider"), TO_SAY("Name"), TO_SAY("no provider"))
BY_ROW(initiative, "initiative", DETAIL_INITIATIVE, "initiatives.sql", TO_SAY("initiative"),
       TO_SAY("Initiative"), TO_SAY("Title"), TO_SAY("no initiative"))

/* ---- texts --------------------------------------------------------------------------- */

struct text { str text; uint32_t number; };

static int by_text(const void *a, const void *b)
{
    const struct text *x = a, *y = b;
    return str_cmp(x->text, y->text);
}

/* Kinds of initiatives have names; other texts are their own. */
static str in_words(const struct axis *x, struct arena *a, str code)
{
    static const struct { const char *code, *name; } kinds[] = {
        { "workshop", TO_SAY("Workshop") },   { "placement", TO_SAY("Placement") },
        { "lecture", TO_SAY("Lecture") },     { "online", TO_SAY("Online course") },
        { "seminar", TO_SAY("Seminar") },     { "summer_school", TO_SAY("Summer school") },
        { "webinar", TO_SAY("Webinar") },
    };
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (x->dimension->column == DETAIL_KIND && str_eq(code, str_of(kinds[i].code)))
            return say(a, question_words(x->question), kinds[i].name);
    return code;
}

/* own: number of the text -> group. */
static bool prepare_texts(struct axis *x, struct arena *a, struct db *db, struct err *e)
{
    (void)db, (void)e;
    const struct texts *t = &x->facts->texts[x->dimension->column];
    struct text *sorted = NEW_N(a, struct text, t->list.n + 1);
    uint32_t *group = x->own = NEW_N(a, uint32_t, t->list.n + 1);
    for (uint32_t i = 0; i < t->list.n; i++)
        sorted[i] = (struct text){ t->list.v[i], i + 1 };
    qsort(sorted, t->list.n, sizeof *sorted, by_text);
    for (uint32_t i = 0; i < t->list.n; i++) {
        group[sorted[i].number] = i;
        *vec_push(a, &x->groups) = (struct group){ .id = sorted[i].text,
                                                   .name = in_words(x, a, sorted[i].text) };
    }
    return true;
}

static size_t place_text(const struct axis *x, const struct fact *f, uint32_t in[GROUPS_MOST],
                         enum line *line)
{
    const uint32_t *group = x->own;
    uint32_t number = facts_word(x->facts, f, x->dimension->column);
    *line = LINE_NONE;
    in[0] = group[number];
    return number != 0;
}

#define BY_TEXT(word, what, asked, called, headed, nothing)                                    \
    const struct dimension dimension_##word = {                                                \
        .name = #word, .id = #word, .noun = called, .title = headed, .name_title = headed,     \
        .help = what, .column = asked, .lines = { [LINE_NONE] = nothing },                     \
        .prepare = prepare_texts, .place = place_text,                                         \
    };
BY_TEXT(language, "language", DETAIL_LANG, TO_SAY("language"), TO_SAY("Language"), TO_SAY("no language"))
BY_TEXT(cohort, "cohort, as a source named it", DETAIL_COHORT, TO_SAY("cohort"), TO_SAY("Cohort"),
        TO_SAY("no cohort"))
BY_TEXT(kind, "kind of the initiative", DETAIL_KIND, TO_SAY("kind"), TO_SAY("Kind"), TO_SAY("no kind"))
