#include "render/data.h"

#include "json/json.h"

static struct json *key_of(str id)
{
    char key[COURSE_KEY_LENGTH + 1];
    course_key(id, key);
    return json_of_text(str_of(key));
}

static struct json *page_json(const struct sheet *s)
{
    struct json *o = json_new_object();
    json_set(o, "id", json_of_text(s->id));
    json_set(o, "key", key_of(s->id));
    json_set(o, "module", json_of_text(s->module ? s->module->id : S("")));
    json_set(o, "title", json_of_text(s->lesson ? s->lesson->title : s->quiz->title));
    return o;
}

static const char *const types[QUESTION_KINDS] = {
    [QUESTION_SINGLE] = "choice", [QUESTION_MULTIPLE] = "choices",
    [QUESTION_TRUE_FALSE] = "true-false", [QUESTION_MATCHING] = "matching",
    [QUESTION_ORDERING] = "ordering", [QUESTION_CLOZE] = "cloze",
    [QUESTION_SHORT_TEXT] = "short-text", [QUESTION_NUMERIC] = "numeric",
    [QUESTION_FREE_TEXT] = "free-text", [QUESTION_RATING] = "rating",
};

static struct json *right_json(const struct question *q)
{
    char right[64];
    size_t n = 0;
    for (size_t i = 0; i < q->answers.n && n < sizeof right; i++)
        if (q->answers.v[i].correct)
            right[n++] = q->answers.v[i].id.p[0];
    return json_of_text((str){ right, n });
}

static struct json *question_json(const struct question *q)
{
    struct json *o = json_new_object();
    json_set(o, "id", json_of_text(q->id));
    json_set(o, "key", key_of(q->id));
    json_set(o, "type", json_of_text(str_of(types[q->kind])));
    json_set(o, "points", json_of_int(q->points));
    json_set(o, "right", right_json(q));
    return o;
}

static struct json *quiz_json(const struct quiz *q)
{
    struct json *o = json_new_object(), *questions = json_new_array();
    for (size_t i = 0; i < q->questions.n; i++)
        json_add(questions, question_json(q->questions.v[i]));
    json_set(o, "id", json_of_text(q->id));
    json_set(o, "key", key_of(q->id));
    json_set(o, "page", json_of_text(q->lesson ? q->lesson->id : q->id));
    json_set(o, "graded", json_of_bool(q->graded));
    json_set(o, "pass", json_of_int(q->pass_mark));
    json_set(o, "attempts", json_of_int(q->attempts));
    json_set(o, "questions", questions);
    return o;
}

static struct json *text_json(const struct words *w)
{
    struct json *o = json_new_object();
    for (size_t i = 0; i < w->list.n; i++) {
        str key = w->list.v[i].key;
        if (str_starts(key, S("script.")))
            json_set(o, str_dup(w->arena, str_from(key, 7)).p, json_of_text(w->list.v[i].text));
    }
    return o;
}

static struct json *languages_json(const struct site *s)
{
    struct json *list = json_new_array();
    for (size_t i = 0; i < s->editions.n; i++)
        json_add(list, json_of_text(s->editions.v[i]->lang));
    return list;
}

void data_put(struct buf *b, const struct site *s, const struct render_how *how)
{
    const struct course *c = s->course;
    struct json *o = json_new_object(), *pages = json_new_array(), *quizzes = json_new_array();
    for (size_t i = 0; i < s->sheets.n; i++)
        json_add(pages, page_json(&s->sheets.v[i]));
    for (size_t i = 0; i < c->quizzes.n; i++)
        json_add(quizzes, quiz_json(c->quizzes.v[i]));
    json_set(o, "format", json_of_int(1));
    json_set(o, "id", json_of_text(c->id));
    json_set(o, "version", json_of_text(c->version));
    json_set(o, "lang", json_of_text(c->lang));
    json_set(o, "title", json_of_text(c->title));
    if (s->editions.n > 1)
        json_set(o, "languages", languages_json(s));
    json_set(o, "policy", json_of_text(c->reports_passed && !how->completed ? S("passed")
                                                                            : S("completed")));
    json_set(o, "pass", json_of_int(c->pass_mark));
    json_set(o, "pages", pages);
    json_set(o, "quizzes", quizzes);
    json_set(o, "text", text_json(&s->words));
    buf_puts(b, "var etalonData = ");
    json_put(b, o, JSON_SCRIPT);
    buf_puts(b, ";\n");
}

size_t render_state_longest(const struct course *c)
{
    size_t pages = c->lessons.n, sum = 5 + 9 * c->quizzes.n;
    for (size_t i = 0; i < c->quizzes.n; i++)
        pages += c->quizzes.v[i]->lesson == NULL;
    for (size_t i = 0; i < c->questions.n; i++) {
        const struct question *q = c->questions.v[i];
        sum += 5 + (q->kind == QUESTION_MULTIPLE ? q->answers.n : 1);
    }
    return sum + 4 * pages;
}
