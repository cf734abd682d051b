#include "cli/findings.h"

#include "json/json.h"

static const struct { const char *word, *plural, *colour; } grades[] = {
    [GRADE_NOTE]    = { "note",    "notes",    "\033[36m" },
    [GRADE_WARNING] = { "warning", "warnings", "\033[33m" },
    [GRADE_ERROR]   = { "error",   "errors",   "\033[31m" },
};

static void put_place(struct buf *b, const struct place *at)
{
    buf_put(b, at->file);
    if (at->sheet.n)
        buf_printf(b, "[" STR_FMT "]", STR_ARG(at->sheet));
    if (at->line)
        buf_printf(b, ":%d", at->line);
    if (at->line && at->column)
        buf_printf(b, ":%d", at->column);
    if (at->file.n)
        buf_puts(b, ": ");
}

static bool is_first_of_rule(const struct diags *d, size_t i)
{
    for (size_t k = 0; k < i; k++)
        if (d->list.v[k].rule == d->list.v[i].rule)
            return false;
    return true;
}

static void put_finding(struct buf *b, const struct diag *f, bool advise, bool colour)
{
    enum grade g = f->rule->grade;
    put_place(b, &f->at);
    buf_printf(b, "%s%s:%s " STR_FMT " [%s]\n", colour ? grades[g].colour : "", grades[g].word,
               colour ? "\033[0m" : "", STR_ARG(f->text), f->rule->id);
    if (advise && f->rule->advice && f->rule->advice[0])
        buf_printf(b, "    %s\n", f->rule->advice);
}

static void put_count(struct buf *b, const struct diags *d)
{
    const char *comma = "";
    for (int g = GRADE_ERROR; g >= GRADE_NOTE; g--) {
        if (!d->count[g])
            continue;
        buf_printf(b, "%s%zu %s", comma, d->count[g],
                   d->count[g] == 1 ? grades[g].word : grades[g].plural);
        comma = ", ";
    }
    size_t all = d->count[GRADE_ERROR] + d->count[GRADE_WARNING] + d->count[GRADE_NOTE];
    if (all > d->list.n)
        buf_printf(b, "; the first %zu are shown", d->list.n);
    buf_byte(b, '\n');
}

void findings_put_text(struct buf *b, const struct diags *d, bool colour)
{
    for (size_t i = 0; i < d->list.n; i++)
        put_finding(b, &d->list.v[i], is_first_of_rule(d, i), colour);
    if (d->list.n)
        put_count(b, d);
}

static struct json *finding_json(const struct diag *f)
{
    struct json *o = json_new_object();
    json_set(o, "rule", json_of_text(str_of(f->rule->id)));
    json_set(o, "grade", json_of_text(str_of(grades[f->rule->grade].word)));
    json_set(o, "file", json_of_text(f->at.file));
    if (f->at.sheet.n)
        json_set(o, "sheet", json_of_text(f->at.sheet));
    json_set(o, "line", f->at.line ? json_of_int(f->at.line) : json_of_null());
    json_set(o, "column", f->at.column ? json_of_int(f->at.column) : json_of_null());
    json_set(o, "text", json_of_text(f->text));
    json_set(o, "advice", json_of_text(str_of(f->rule->advice)));
    return o;
}

void findings_put_json(struct buf *b, const struct diags *d)
{
    struct json *o = json_new_object(), *list = json_new_array();
    for (size_t i = 0; i < d->list.n; i++)
        json_add(list, finding_json(&d->list.v[i]));
    json_set(o, "findings", list);
    for (int g = GRADE_ERROR; g >= GRADE_NOTE; g--)
        json_set(o, grades[g].plural, json_of_int((int64_t)d->count[g]));
    json_put(b, o, JSON_INDENTED);
    buf_byte(b, '\n');
}
