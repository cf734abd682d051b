/*
 * In: a package. Out: the course that etalon/data.js speaks of.
 */
#include "package/contents.h"

#include <string.h>

#include "base/buf.h"
#include "json/json.h"
#include "package/names.h"

/* ------------------------------------------------------------ the data */

/* The JSON between "var etalonData = " and the last ";". */
static str data_of(str script)
{
    str begin = S("var etalonData =");
    if (!str_starts(script, begin))
        return S("");
    str rest = str_trim(str_from(script, begin.n));
    return str_ends(rest, S(";")) ? str_head(rest, rest.n - 1) : rest;
}

static str kept(struct arena *a, const struct json *object, const char *key)
{
    return str_dup(a, json_text(json_member(object, key)));
}

/* One line of all that decides what is right. */
static str right_of(struct arena *a, const struct json *q)
{
    static const char *const members[] = {
        "right", "accept", "expected", "gaps", "case", "accents", "partial",
    };
    struct buf b = buf_new(a);
    for (size_t i = 0; i < sizeof members / sizeof *members; i++) {
        const struct json *value = json_member(q, members[i]);
        if (value) {
            buf_printf(&b, "%s=", members[i]);
            json_put_value(&b, value);
            buf_byte(&b, ' ');
        }
    }
    return buf_str(&b);
}

static void read_question(struct arena *a, struct contents *e, const struct json *q)
{
    *vec_push(a, &e->questions) = (struct contents_question){
        .id = kept(a, q, "id"), .key = kept(a, q, "key"), .type = kept(a, q, "type"),
        .quiz = e->quizzes.n - 1, .points = json_int(json_member(q, "points")),
        .right = right_of(a, q),
    };
}

/* Ids of pages: their index. */
static struct names page_ids(struct arena *a, const struct contents *e)
{
    struct names ids = { .arena = a };
    for (size_t i = 0; i < e->pages.n; i++)
        (void)names_put(&ids, e->pages.v[i].id, i);
    return ids;
}

static void read_quiz(struct arena *a, struct contents *e, const struct names *pages,
                      const struct json *q)
{
    const struct json *questions = json_member(q, "questions");
    ptrdiff_t page = names_find(pages, json_text(json_member(q, "page")));
    *vec_push(a, &e->quizzes) = (struct contents_quiz){
        .id = kept(a, q, "id"), .key = kept(a, q, "key"), .page = kept(a, q, "page"),
        .module = page == NAMES_NONE ? S("") : e->pages.v[page].module,
        .graded = json_is_yes(json_member(q, "graded")), .pass = json_int(json_member(q, "pass")),
    };
    for (size_t i = 0; i < json_count(questions); i++)
        read_question(a, e, json_at(questions, i));
}

static void read_page(struct arena *a, const struct package *p, struct contents *e,
                      const struct json *page)
{
    str id = kept(a, page, "id"), file = str_cat(a, id, S(".html"));
    *vec_push(a, &e->pages) = (struct contents_page){
        .id = id, .key = kept(a, page, "key"), .module = kept(a, page, "module"),
        .title = kept(a, page, "title"), .file = files_find(p->files, file) ? file : S(""),
    };
}

static void read_course(struct arena *a, struct contents *e, const struct json *o)
{
    e->id = kept(a, o, "id");
    e->version = kept(a, o, "version");
    e->lang = kept(a, o, "lang");
    e->title = kept(a, o, "title");
    e->policy = kept(a, o, "policy");
    e->format = json_int(json_member(o, "format"));
    e->pass = json_int(json_member(o, "pass"));
    e->is_split = json_is_yes(json_member(o, "split"));
    const struct json *languages = json_member(o, "languages");
    for (size_t i = 0; i < json_count(languages); i++)
        *vec_push(a, &e->languages) = str_dup(a, json_text(json_at(languages, i)));
    if (e->languages.n == 0 && e->lang.n > 0)
        *vec_push(a, &e->languages) = e->lang;
}

static struct contents *read_data(struct arena *a, const struct package *p, const struct json *o)
{
    struct contents *e = NEW(a, struct contents);
    const struct json *modules = json_member(o, "modules"), *pages = json_member(o, "pages"),
                      *quizzes = json_member(o, "quizzes");
    read_course(a, e, o);
    for (size_t i = 0; i < json_count(modules); i++)
        *vec_push(a, &e->modules) = (struct contents_module){
            kept(a, json_at(modules, i), "id"), kept(a, json_at(modules, i), "title"),
        };
    for (size_t i = 0; i < json_count(pages); i++)
        read_page(a, p, e, json_at(pages, i));
    const struct names ids = page_ids(a, e);
    for (size_t i = 0; i < json_count(quizzes); i++)
        read_quiz(a, e, &ids, json_at(quizzes, i));
    return e->id.n > 0 ? e : NULL;
}

struct contents *contents_read(struct arena *a, const struct package *p)
{
    const struct package_file *file = files_find(p->files, S("etalon/data.js"));
    struct err none = { 0 };
    struct arena *scratch = arena_new();
    struct contents *e = NULL;
    str script;
    if (file && files_read(p->files, file, scratch, CONTENTS_DATA_BYTES, &script, &none)) {
        struct json *o = json_read(data_of(script), &none);
        e = o ? read_data(a, p, o) : NULL;
        json_free(o);
    }
    arena_free(scratch);
    return e;
}

/* ----------------------------------------------------------- the pages */

/* From the first `from` to the end of the first `to` behind it; empty: not there. */
static str piece(str s, str from, str to)
{
    size_t begin = str_find(s, from);
    str rest = str_from(s, begin);
    size_t end = str_find(rest, to);
    return end < rest.n ? str_head(rest, end + to.n) : S("");
}

/* Without tags, white space as one blank. */
static str words_of(struct arena *a, str html)
{
    struct buf b = buf_new(a);
    bool in_tag = false, blank = true;
    for (size_t i = 0; i < html.n; i++) {
        char c = html.p[i];
        bool space = (unsigned char)c <= ' ' || c == '<';
        in_tag = c == '<' || (in_tag && html.p[i - 1] != '>');
        if ((space || in_tag) && !blank)
            buf_byte(&b, ' ');
        blank = blank || space;
        if (!in_tag && !space) {
            buf_byte(&b, c);
            blank = false;
        }
    }
    return str_trim(buf_str(&b));
}

/* The keys that answers of learners are kept as, "acbd", in their order. */
static str letters_of(struct arena *a, str html)
{
    static const str before[] = { S(" value=\""), S(" data-key=\"") };
    struct buf b = buf_new(a);
    for (size_t k = 0; k < 2; k++)
        for (str rest = html; rest.n > 0;) {
            size_t at = str_find(rest, before[k]) + before[k].n;
            if (at + 1 >= rest.n)
                break;
            char c = rest.p[at];
            if (rest.p[at + 1] == '"' && (b.n == 0 || !memchr(b.p, c, b.n)))
                buf_byte(&b, c);
            rest = str_from(rest, at);
        }
    return buf_str(&b);
}

/* The prompt and all behind it; number and points stand before. */
static str behind_number(str field)
{
    size_t at = str_find(field, S("class=\"prompt\""));
    if (at == field.n)
        at = str_find(field, S("class=\"how\""));
    str rest = str_from(field, at);
    size_t tag = str_find(rest, S(">"));
    return tag < rest.n ? str_from(rest, tag + 1) : S("");
}

struct reading {
    struct arena *arena;
    const struct package *package;
    struct contents *contents;
    struct names questions, pages;        /* ids: their index */
    uint64_t left;                        /* bytes that may still be read */
};

static void read_questions(struct reading *r, str article)
{
    const str mark = S(" data-question=\"");
    for (str rest = article;;) {
        size_t at = str_find(rest, mark);
        if (at == rest.n)
            return;
        str field = str_from(rest, at + mark.n);
        field = str_head(field, str_find(field, S("</fieldset>")));
        rest = str_from(rest, at + mark.n + field.n);
        ptrdiff_t q = names_find(&r->questions, str_head(field, str_find(field, S("\""))));
        if (q == NAMES_NONE)
            continue;
        struct contents_question *found = &r->contents->questions.v[q];
        str words = words_of(r->arena, behind_number(field));
        found->answers = letters_of(r->arena, field);
        found->words = str_head(words, words.n < CONTENTS_WORDS ? words.n : CONTENTS_WORDS);
    }
}

static void read_file(struct reading *r, struct contents_page *page,
                      const struct package_file *file)
{
    struct err none = { 0 };
    struct arena *scratch = arena_new();
    str html;
    if (file->size <= r->left
        && files_read(r->package->files, file, scratch, CONTENTS_PAGE_BYTES, &html, &none)) {
        str article = piece(html, S("<article"), S("</article>"));
        page->article = str_hash(article) | 1;
        r->left -= file->size;
        read_questions(r, article);
    }
    arena_free(scratch);
}

void contents_read_pages(struct arena *a, const struct package *p, struct contents *e)
{
    struct reading r = { .arena = a, .package = p, .contents = e, .left = CONTENTS_PAGES_BYTES };
    r.questions.arena = r.pages.arena = a;
    for (size_t i = 0; i < e->questions.n; i++)
        (void)names_put(&r.questions, e->questions.v[i].id, i);
    for (size_t i = 0; i < e->pages.n; i++) {
        struct contents_page *page = &e->pages.v[i];
        if (page->file.n > 0 && names_put(&r.pages, page->id, i) == NAMES_NONE)
            read_file(&r, page, files_find(p->files, page->file));
    }
}

/* ----------------------------------------------------------- the maker */

static bool leaves(const struct files *f, str path)
{
    if (!str_ends(path, S("/")))
        return files_find(f, path) != NULL;
    for (size_t i = 0; i < f->list.n; i++)
        if (str_starts(f->list.v[i].path, path))
            return true;
    return false;
}

str package_maker(const struct package *p)
{
    static const struct { const char *name, *path; } makers[] = {
#define MAKER(name, path) { name, path },
#include "package/makers.def"
#undef MAKER
    };
    for (size_t i = 0; i < sizeof makers / sizeof *makers; i++)
        if (leaves(p->files, str_of(makers[i].path)))
            return str_of(makers[i].name);
    return S("");
}
