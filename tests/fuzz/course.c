/*
 * Any bytes as course.xml, and behind a line "%%%" as the module.xml it may
 * include: loading ends, says something about what it refuses, and every place
 * it names exists.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/fs.h"
#include "course/course.h"
#include "xml/xml.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool ok)
{
    if (!ok)
        abort();
}

static void put_file(const char *path, str bytes)
{
    FILE *f = fopen(path, "wb");
    must(f && fwrite(bytes.p, 1, bytes.n, f) == bytes.n && fclose(f) == 0);
}

static int lines(str s)
{
    int n = 1;
    for (size_t i = 0; i < s.n; i++)
        n += s.p[i] == '\n';
    return n;
}

static void check_findings(const struct diags *d, str course, str module)
{
    for (size_t i = 0; i < d->list.n; i++) {
        const struct diag *f = &d->list.v[i];
        bool included = str_ends(f->at.file, S("module.xml"));
        must(f->text.n > 0 && str_utf8_bad(f->text) == f->text.n);
        must(f->at.line <= lines(included ? module : course));
        must((f->at.line > 0) == (f->at.column > 0));
    }
}

/* What goes into a page as it is: well-formed, of plain names, and it does nothing. */
static void check_markup(const struct xml_node *n)
{
    for (; n; n = xml_next(n, NULL)) {
        str name = xml_name(n);
        must(xml_namespace(n).n == 0 && (name.p[0] == 'm' || str_eq(name, S("semantics"))
                                         || str_eq(name, S("annotation"))));
        for (const struct xml_attr *a = xml_attrs(n); a; a = xml_attr_next(a))
            must(!str_starts(xml_attr_name(a), S("on")) && !str_eq(xml_attr_name(a), S("href"))
                 && !str_eq(xml_attr_name(a), S("style")) && xml_attr_namespace(a).n == 0);
        check_markup(xml_child(n, NULL));
    }
}

static void check_formula(str markup)
{
    struct arena *a = arena_new();
    struct diags d = { .arena = a };
    struct err e = { 0 };
    struct xml *x = xml_read(str_format(a, "<math>" STR_FMT "</math>", STR_ARG(markup)), S("formula"),
                             &d, &e);
    must(x && xml_is_well_formed(x) && d.list.n == 0);
    check_markup(xml_root(x));
    xml_free(x);
    arena_free(a);
}

static size_t check_tree(const struct node *n, const struct node *parent)
{
    size_t count = 1;
    must(n->parent == parent && n->element < EL_COUNT && n->line > 0 && n->file->n > 0);
    if (n->element == EL_math)
        check_formula(n->text);
    for (size_t i = 0; i < n->nattrs; i++)
        must(n->attrs[i].name < AT_COUNT);
    for (const struct node *c = n->first; c; c = c->next)
        count += check_tree(c, n);
    return count;
}

static bool has_right(const struct gap *g)
{
    for (size_t i = 0; i < g->forms.n; i++)
        if (g->forms.v[i].correct)
            return true;
    return false;
}

static void check_question(const struct question *q)
{
    bool recorded = q->kind == QUESTION_FREE_TEXT || q->kind == QUESTION_RATING;
    must((q->points > 0) != recorded && q->node->is.question == q);
    must((q->prompt || q->kind == QUESTION_CLOZE) && q->length <= 1000);
    switch (q->kind) {
    case QUESTION_SINGLE:
    case QUESTION_MULTIPLE:
    case QUESTION_TRUE_FALSE: must(q->answers.n >= 2 && q->answers.n <= 36); break;
    case QUESTION_MATCHING:   must(q->pairs.n >= 2 && q->pairs.v[0].match); break;
    case QUESTION_ORDERING:
    case QUESTION_RATING:     must(q->choices.n >= 2); break;
    case QUESTION_CLOZE:      must(q->gaps.n >= 1 && has_right(&q->gaps.v[0])); break;
    case QUESTION_SHORT_TEXT: must(q->accepts.n >= 1 && q->accepts.v[0].text.n > 0); break;
    case QUESTION_NUMERIC:    must(q->expected.n >= 1 && q->expected.v[0].width >= 0); break;
    case QUESTION_FREE_TEXT:  must(q->length > 0); break;
    default:                  must(false);
    }
}

static void check_quiz(const struct quiz *q)
{
    must(q->asked > 0 && (size_t)q->asked <= q->questions.n);
    must(q->kind != QUIZ_PRACTICE || (!q->graded && q->lesson));
    must((q->kind == QUIZ_COURSE) == (q->module == NULL));
    for (size_t i = 0; i < q->pools.n; i++)
        must(q->pools.v[i]->draw > 0 && (size_t)q->pools.v[i]->draw <= q->pools.v[i]->questions.n);
}

/* Without a finding of grade error it can be packed: nothing is missing then. */
static void check_whole(const struct course *c)
{
    must(c->id.n > 0 && c->version.n > 0 && c->lang.n > 0 && c->title.n > 0 && c->modules.n > 0);
    for (size_t i = 0; i < c->lessons.n; i++)
        must(course_find(c, c->lessons.v[i]->id) == c->lessons.v[i]->node);
    for (size_t i = 0; i < c->questions.n; i++)
        check_question(c->questions.v[i]);
    for (size_t i = 0; i < c->quizzes.n; i++)
        check_quiz(c->quizzes.v[i]);
    for (size_t i = 0; i < c->modules.n; i++)
        for (size_t k = 0; k < c->modules.v[i]->prerequisites.n; k++)
            must(c->modules.v[i]->prerequisites.v[k]->index < i);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static char folder[] = "etalon-fuzz-XXXXXX", path[64], second[64];
    static struct course_schema *schema;
    struct err e = { 0 };
    if (!schema) {
        must(mkdtemp(folder) && (schema = course_schema_open(&e)));
        snprintf(path, sizeof path, "%s/course.xml", folder);
        snprintf(second, sizeof second, "%s/module.xml", folder);
    }
    str all = { (const char *)data, size };
    size_t cut = str_find(all, S("\n%%%\n"));
    str course = str_head(all, cut), module = cut < all.n ? str_from(all, cut + 5) : S("");
    put_file(path, course);
    put_file(second, module);
    struct arena *a = arena_new();
    struct diags d = { .arena = a };
    const struct course *c = course_load(a, schema, folder, &d, &e);
    check_findings(&d, course, module);
    must(c ? e.kind == ERR_NONE : e.kind == ERR_INPUT && d.list.n > 0);
    if (c)
        must(check_tree(c->root, NULL) > 0);
    if (c && diag_clean(&d))
        check_whole(c);
    arena_free(a);
    return 0;
}
