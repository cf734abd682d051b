/*
 * Both tables are small and read whole when a batch begins.
 */
#include "tracker/catalogue.h"

#include <string.h>

#include "intl/text.h"
#include "tracker/numbers.h"

enum { ASKED_MOST = 4096 };

str catalogue_title(struct arena *a, str s)
{
    return intl_title(a, intl_unescape(a, s));
}

str catalogue_key(struct arena *a, str name)
{
    str s = str_dup(a, catalogue_title(a, name));
    char *p = (char *)s.p;
    for (size_t i = 0; i < s.n; i++)
        if (p[i] >= 'A' && p[i] <= 'Z')
            p[i] = (char)(p[i] + 32);
    return s;
}

str catalogue_ident(struct arena *a, str source, str title)
{
    title = catalogue_title(a, title);
    return source.n ? str_cat(a, source, S(":"), title) : title;
}

static str alias_key(struct arena *a, str source, str key)
{
    return str_cat(a, source, S("\t"), key);
}

static str activity_key(struct arena *a, uint32_t course, str ident)
{
    return str_format(a, "%u:" STR_FMT, (unsigned)course, STR_ARG(ident));
}

static bool load_courses(struct catalogue *c, struct err *e)
{
    struct stmt *q = db_stmt(c->db, S("SELECT id, code FROM course"));
    while (stmt_row(q)) {
        str code = str_dup(c->arena, stmt_str(q, 1));
        *vec_push(c->arena, &c->codes) = code;
        keymap_at(&c->courses, catalogue_key(c->arena, code), (uint32_t)stmt_int(q, 0), NULL);
    }
    return stmt_end(q, e);
}

static bool load_aliases(struct catalogue *c, struct err *e)
{
    struct stmt *q = db_stmt(c->db, S("SELECT scope, name_norm, course FROM course_alias"));
    while (stmt_row(q))
        keymap_at(&c->aliases, alias_key(c->arena, stmt_str(q, 0), stmt_str(q, 1)),
                  (uint32_t)stmt_int(q, 2), NULL);
    return stmt_end(q, e);
}

static bool load_activities(struct catalogue *c, struct err *e)
{
    struct stmt *q = db_stmt(c->db, S("SELECT id, course, ident FROM activity WHERE id <> 0"));
    while (stmt_row(q)) {
        keymap_at(&c->activities,
                  activity_key(c->arena, (uint32_t)stmt_int(q, 1), stmt_str(q, 2)),
                  (uint32_t)stmt_int(q, 0), NULL);
    }
    return stmt_end(q, e);
}

bool catalogue_open(struct catalogue *c, struct arena *a, struct db *db, struct book *k,
                    struct err *e)
{
    *c = (struct catalogue){ .arena = a, .db = db, .book = k };
    keymap_open(&c->courses, a, 64);
    keymap_open(&c->aliases, a, 16);
    keymap_open(&c->activities, a, 256);
    keymap_open(&c->asked, a, 64);
    return load_courses(c, e) && load_aliases(c, e) && load_activities(c, e)
        && number_next(db, "course", &c->next_course, e)
        && number_next(db, "activity", &c->next_activity, e);
}

void catalogue_close(struct catalogue *c)
{
    keymap_close(&c->courses);
    keymap_close(&c->aliases);
    keymap_close(&c->activities);
    keymap_close(&c->asked);
}

static uint32_t course_of(const struct catalogue *c, struct arena *scratch, str source, str name)
{
    str key = catalogue_key(scratch, name);
    uint32_t linked = c->aliases.n && source.n
                    ? keymap_get(&c->aliases, alias_key(scratch, source, key), 0) : 0;
    return linked ? linked : keymap_get(&c->courses, key, 0);
}

/* A file says few names in many rows. Links do not change while a batch is open, and what is a course stays one. */
uint32_t catalogue_course(struct catalogue *c, struct arena *scratch, str source, str name)
{
    bool same = str_eq(source, c->asked_by);
    uint32_t course = same ? keymap_get(&c->asked, name, 0) : 0;
    if (course)
        return course;
    course = course_of(c, scratch, source, name);
    if (!c->asked.n)
        c->asked_by = str_dup(c->arena, source);
    if (course && c->asked.n < ASKED_MOST && str_eq(source, c->asked_by))
        *keymap_at(&c->asked, name, 0, NULL) = course;
    return course;
}

void catalogue_know(struct catalogue *c, str code, uint32_t id)
{
    *vec_push(c->arena, &c->codes) = str_dup(c->arena, code);
    keymap_at(&c->courses, catalogue_key(c->arena, code), id, NULL);
}

bool catalogue_add_course(struct catalogue *c, str code, uint32_t *out, struct err *e)
{
    const struct val v[] = { val_int(c->next_course), val_text(code), val_text(S("")),
                             val_int(c->book->batch) };
    *out = (uint32_t)c->next_course++;
    catalogue_know(c, code, *out);
    return book_add(c->book, PAST_COURSE, S(""), v, e);
}

str catalogue_near(const struct catalogue *c, struct arena *scratch, str code)
{
    struct buf b = buf_new(scratch);
    str asked = catalogue_key(scratch, code);
    int most = asked.n < 4 ? 1 : asked.n < 9 ? 2 : 3, listed = 0;
    for (size_t i = 0; i < c->codes.n && listed < 5; i++) {
        str have = catalogue_key(scratch, c->codes.v[i]);
        if (str_distance(asked, have, most) > most && !str_starts(have, asked)
            && !str_starts(asked, have))
            continue;
        buf_puts(&b, listed++ ? ", " : "");
        buf_put(&b, c->codes.v[i]);
    }
    return buf_str(&b);
}

static bool add_activity(struct catalogue *c, uint32_t course, str ident, str title, uint32_t *out,
                         struct err *e)
{
    const struct val v[] = { val_int(c->next_activity), val_int(course), val_text(ident),
                             val_text(title), val_text(S("")), val_nil(), val_nil(),
                             val_int(c->book->batch) };
    *out = (uint32_t)c->next_activity++;
    keymap_at(&c->activities, activity_key(c->arena, course, ident), *out, NULL);
    return book_add(c->book, PAST_ACTIVITY, S(""), v, e);
}

bool catalogue_activity(struct catalogue *c, struct arena *scratch, uint32_t course, str source,
                        str title, uint32_t *out, bool *is_new, struct err *e)
{
    str ident = catalogue_ident(scratch, source, title);
    *out = keymap_get(&c->activities, activity_key(scratch, course, ident), 0);
    *is_new = !*out;
    return *out || add_activity(c, course, ident, catalogue_title(scratch, title), out, e);
}
