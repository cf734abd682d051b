#include "import/source.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/buf.h"

#define SOURCE(name) extern const struct source source_##name;
#include "import/sources.def"
#undef SOURCE

static const struct source *const sources[] = {
#define SOURCE(name) &source_##name,
#include "import/sources.def"
#undef SOURCE
};

const struct source *source_at(size_t i)
{
    return i < sizeof sources / sizeof *sources ? sources[i] : NULL;
}

const struct source *source_named(str name)
{
    for (size_t i = 0; source_at(i) != NULL; i++)
        if (str_eq(str_of(source_at(i)->name), name))
            return source_at(i);
    return NULL;
}

str reader_text(const struct reader *r, int field)
{
    if (field == NO_FIELD || (size_t)field >= r->row.n)
        return S("");
    return str_trim(r->row.fields[field]);
}

str reader_keep(struct reader *r, int field)
{
    return str_dup(r->scratch, reader_text(r, field));
}

/* Before the first row is read, the row is the header. */
static bool in_header(const struct reader *r)
{
    return r->row.number == r->header->number;
}

struct place reader_place(const struct reader *r, int field)
{
    if (!in_header(r))
        return grid_place(r->grid, &r->row, field);
    return r->header->places[field == NO_FIELD ? 0 : field];
}

static void say(struct reader *r, int field, const char *code, bool warning, str text)
{
    *vec_push(r->arena, &r->issues) = (struct row_issue){
        .line = r->row.number, .column = field == NO_FIELD ? 0 : reader_place(r, field).column,
        .code = code, .warning = warning, .text = text,
        .field = field == NO_FIELD ? S("") : r->header->names[field],
        .value = field == NO_FIELD || in_header(r) ? S("") : reader_text(r, field),
    };
    r->refused = r->refused || !warning;
}

__attribute__((format(printf, 2, 0)))
static str sentence(struct arena *a, const char *format, va_list args)
{
    char text[400];
    int n = vsnprintf(text, sizeof text, format, args);
    size_t length = n < 0 ? 0 : (size_t)n < sizeof text ? (size_t)n : sizeof text - 1;
    str s = { text, length };
    return str_dup(a, str_head(s, str_utf8_bad(s)));     /* a cut character goes */
}

void reader_refuse(struct reader *r, int field, const char *code, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    say(r, field, code, false, sentence(r->scratch, format, args));
    va_end(args);
}

void reader_warn(struct reader *r, int field, const char *code, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    say(r, field, code, true, sentence(r->scratch, format, args));
    va_end(args);
}

void reader_skip(struct reader *r, int field, const char *code, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    say(r, field, code, true, sentence(r->scratch, format, args));
    va_end(args);
    r->skipped = true;
}

void reader_note(struct reader *r, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    *vec_push(r->arena, &r->notes) = sentence(r->arena, format, args);
    va_end(args);
}

void reader_role(struct reader *r, const char *name, int field)
{
    if (field != NO_FIELD)
        *vec_push(r->arena, &r->roles) = (struct role){ name, (size_t)field };
}

int header_find(const struct header *h, str name)
{
    for (size_t i = 0; i < h->n; i++)
        if (str_eq_nocase(h->names[i], name))
            return (int)i;
    return NO_FIELD;
}

bool reader_sample(const struct reader *r, void (*look)(void *self, const struct row *row),
                   void *self, bool *whole, struct err *e)
{
    struct row row;
    enum grid_step step = GRID_FAILED;
    if (!grid_begin(r->grid, r->table, r->header->skip, e))
        return false;
    size_t n = 0;
    for (; n <= SAMPLE_ROWS && (step = grid_next(r->grid, &row, e)) == GRID_ROW; n++)
        if (n > 0 && row.trouble == NULL)
            look(self, &row);
    *whole = step == GRID_END;
    return step != GRID_FAILED;
}
