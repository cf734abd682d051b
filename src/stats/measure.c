/*
 * The head of a measure is read line by line: "-- key: text" opens a field,
 * an indented line goes on with it, anything else ends the head. Heads are
 * part of the program: one that is wrong is our mistake, and a test reads all.
 */
#include "stats/measure.h"

#include <assert.h>

#include "base/asset.h"
#include "base/buf.h"
#include "base/near.h"

static const str folder = { "stats/measures/", 15 };

static str name_of(str path)
{
    path = str_from(path, folder.n);
    return str_head(path, path.n - S(".sql").n);
}

static const struct { str things, thing; } counted[COUNTS] = {
    [COUNTS_REGISTRATIONS]  = { { "registrations", 13 }, { "registration", 12 } },
    [COUNTS_PARTICIPATIONS] = { { "participations", 14 }, { "participation", 13 } },
    [COUNTS_HEADS]          = { { "heads", 5 }, { "head", 4 } },
    [COUNTS_LEARNERS]       = { { "learners", 8 }, { "learner", 7 } },
    [COUNTS_ECONOMIES]      = { { "economies", 9 }, { "economy", 7 } },
    [COUNTS_COURSES]        = { { "courses", 7 }, { "course", 6 } },
    [COUNTS_INITIATIVES]    = { { "initiatives", 11 }, { "initiative", 10 } },
};

str counts_things(enum counts c) { return counted[c].things; }
str counts_thing(enum counts c)  { return counted[c].thing; }

static enum counts counts_of(str word)
{
    size_t c = 0;
    while (c < COUNTS && !str_eq(word, counted[c].things))
        c++;
    assert(c < COUNTS);
    return (enum counts)c;
}

static void add_column(struct arena *a, struct measure *m, str text)
{
    struct measure_column c;
    c.id = str_trim(str_cut(&text, ','));
    c.unit = str_trim(str_cut(&text, ','));
    c.title = str_trim(text);
    *vec_push(a, &m->columns) = c;
    m->is_rate = m->is_rate || str_eq(c.id, S("numerator"));
    m->is_spread = m->is_spread || str_eq(c.id, S("lower"));
}

/* Stages stand in order of their numbers, which are there to be read. */
static void add_stage(struct arena *a, struct measure *m, str text)
{
    int64_t bit = 0;
    bool is_number = str_int(str_trim(str_cut(&text, ',')), &bit);
    assert(is_number && bit == (int64_t)m->stages.n && bit < STAGES_MOST);
    (void)is_number;
    struct measure_stage s = { .id = str_trim(str_cut(&text, ',')) };
    s.title = str_trim(text);
    *vec_push(a, &m->stages) = s;
}

static void set_field(struct arena *a, struct measure *m, str key, str text)
{
    if (str_eq(key, S("title")))
        m->title = text;
    else if (str_eq(key, S("counts")))
        m->counts = counts_of(text);
    else if (str_eq(key, S("definition")))
        m->definition = text;
    else if (str_eq(key, S("date")))
        m->date = text;
    else if (str_eq(key, S("parameters")))
        m->parameters = text;
    else if (str_eq(key, S("firsts")))
        m->firsts = true;
    else if (str_eq(key, S("base")))
        m->has_base = true;
    else if (str_eq(key, S("zeros")))
        m->without_zeros = true;
    else if (str_eq(key, S("same")))
        m->same = text;
    else if (str_eq(key, S("at-most")))
        m->at_most = text;
    else if (str_eq(key, S("statement")))
        m->statement = text;
    else if (str_eq(key, S("stage")))
        add_stage(a, m, text);
    else if (str_eq(key, S("answers")))
        m->answers = text;
    else if (str_eq(key, S("advice")))
        m->advice = text;
    else if (str_find(key, S(".")) < key.n)
        *vec_push(a, &m->said) = (struct measure_said){ key, text };
    else {
        assert(str_eq(key, S("column")));
        add_column(a, m, text);
    }
}

/* The text of a field: what stands behind its key, and indented lines below. */
static str take_field(struct arena *a, str first, str *rest)
{
    struct buf b = buf_new(a);
    buf_put(&b, str_trim(first));
    while (str_starts(*rest, S("--  "))) {
        str line = str_cut(rest, '\n');
        buf_byte(&b, ' ');
        buf_put(&b, str_trim(str_from(line, 2)));
    }
    return buf_str(&b);
}

static void read_head(struct arena *a, struct measure *m, str file)
{
    str rest = file;
    while (str_starts(rest, S("-- "))) {
        str text = str_from(str_cut(&rest, '\n'), 3);
        str key = str_trim(str_cut(&text, ':'));
        set_field(a, m, key, take_field(a, text, &rest));
    }
    m->head = str_head(file, file.n - rest.n);
    m->sql = str_trim(rest);
}

/* What stands below the head of another measure. */
static str statement_of(struct arena *a, str name)
{
    struct asset file = { 0 };
    bool found = asset_find(str_cat(a, S("stats/measures/"), name, S(".sql")), &file);
    assert(found);
    (void)found;
    while (str_starts(file.bytes, S("--")))
        (void)str_cut(&file.bytes, '\n');
    return str_trim(file.bytes);
}

void measure_read(struct arena *a, struct measure *m, str name, str file)
{
    *m = (struct measure){ .name = name };
    read_head(a, m, file);
    if (m->statement.n > 0)
        m->sql = statement_of(a, m->statement);
}

str measure_common(void)
{
    struct asset file = { 0 };
    bool found = asset_find(S("stats/common.txt"), &file);
    assert(found);
    (void)found;
    return file.bytes;
}

bool measure_next(struct arena *a, struct measure *m)
{
    struct asset file;
    size_t next = m->next;
    do
        if (!asset_next(folder, &next, &file))
            return false;
    while (!str_ends(file.path, S(".sql")));
    measure_read(a, m, name_of(file.path), file.bytes);
    m->next = next;
    return true;
}

bool measure_named(struct arena *a, str name, struct measure *m, struct err *e)
{
    struct near near = near_to(name);
    *m = (struct measure){ 0 };
    while (measure_next(a, m)) {
        if (str_eq(m->name, name))
            return true;
        near_offer(&near, m->name);
    }
    if (near.best.n > 0)
        return err_set(e, ERR_USAGE, "there is no measure \"" STR_FMT "\"; did you mean " STR_FMT
                       "?", STR_ARG(name), STR_ARG(near.best));
    return err_set(e, ERR_USAGE, "there is no measure \"" STR_FMT "\"; etalon stats lists them",
                   STR_ARG(name));
}

bool measure_takes(const struct measure *m, str parameter)
{
    for (str rest = m->parameters; rest.p != NULL;)
        if (str_eq(str_trim(str_cut(&rest, ',')), parameter))
            return true;
    return false;
}

/* ---- languages ------------------------------------------------------------- */

/* The text of "key.lang"; of several the one that begins with `id` and a comma, without both. */
static bool find_said(const struct measure *m, str key, str lang, str id, str *out)
{
    for (size_t i = 0; i < m->said.n; i++) {
        str text = m->said.v[i].text, rest = m->said.v[i].key;
        if (!str_eq(str_cut(&rest, '.'), key) || !str_eq(rest, lang)
            || (id.n > 0 && !str_eq(str_trim(str_cut(&text, ',')), id)))
            continue;
        *out = str_trim(text);
        return true;
    }
    return false;
}

void measure_speak(struct measure *m, str lang)
{
    (void)find_said(m, S("title"), lang, S(""), &m->title);
    (void)find_said(m, S("definition"), lang, S(""), &m->definition);
    (void)find_said(m, S("date"), lang, S(""), &m->date);
    for (size_t i = 0; i < m->columns.n; i++)
        (void)find_said(m, S("column"), lang, m->columns.v[i].id, &m->columns.v[i].title);
    for (size_t i = 0; i < m->stages.n; i++)
        (void)find_said(m, S("stage"), lang, m->stages.v[i].id, &m->stages.v[i].title);
}

bool measure_stands(const struct measure *m)
{
    return str_find(m->sql, S("?1")) < m->sql.n;
}
