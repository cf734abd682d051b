#include "serve/state.h"

#include "json/json.h"
#include "serve/places.h"

static const struct { const char *one, *many; } GRADES[] = {
    [GRADE_NOTE] = { "note", "notes" },
    [GRADE_WARNING] = { "warning", "warnings" },
    [GRADE_ERROR] = { "error", "errors" },
};

static struct json *finding_json(const struct diag *f, str page)
{
    struct json *o = json_new_object();
    json_set(o, "grade", json_of_text(str_of(GRADES[f->rule->grade].one)));
    json_set(o, "rule", json_of_text(str_of(f->rule->id)));
    json_set(o, "title", json_of_text(str_of(f->rule->title)));
    json_set(o, "text", json_of_text(f->text));
    json_set(o, "advice", json_of_text(str_of(f->rule->advice)));
    json_set(o, "file", json_of_text(f->at.file));
    json_set(o, "line", json_of_int(f->at.line));
    json_set(o, "page", json_of_text(page));
    return o;
}

/* Where findings stand is said of the pages that are shown. */
static struct json *findings_json(struct arena *a, const struct state *s)
{
    const struct diags *d = &s->latest->diags;
    const str *pages = s->shown && d->list.n
                           ? places_of(a, s->shown->course, s->shown->renders.v[0], d) : NULL;
    struct json *list = json_new_array();
    for (size_t i = 0; i < d->list.n && i < STATE_FINDINGS; i++)
        json_add(list, finding_json(&d->list.v[i], pages ? pages[i] : S("")));
    return list;
}

/* Pages of the first language are X.html, of the others X.LANG.html. */
static struct json *languages_json(const struct edition *ed)
{
    struct json *list = json_new_array();
    for (size_t i = 0; ed && i < ed->courses.n; i++)
        json_add(list, json_of_text(ed->courses.v[i]->lang));
    return list;
}

str state_json(struct arena *a, const struct state *s)
{
    struct json *o = json_new_object();
    struct buf b = buf_new(a);
    const struct course *c = s->shown ? s->shown->course : NULL;
    json_set(o, "version", json_of_int(s->version));
    json_set(o, "id", json_of_text(c ? c->id : S("")));
    json_set(o, "title", json_of_text(c ? c->title : S("")));
    json_set(o, "languages", languages_json(s->shown));
    json_set(o, "lang", json_of_text(s->lang));
    json_set(o, "shown", json_of_bool(s->shown == s->latest));
    json_set(o, "error", json_of_text(str_of(s->latest->err.text)));
    for (int g = 0; g <= GRADE_ERROR; g++)
        json_set(o, GRADES[g].many, json_of_int((int64_t)s->latest->diags.count[g]));
    json_set(o, "findings", findings_json(a, s));
    json_put(&b, o, JSON_DENSE);
    return buf_str(&b);
}
