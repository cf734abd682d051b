/* A path goes in, a course with findings about it comes out, pass by pass. */
#include <stdlib.h>

#include "base/asset.h"
#include "course/inside.h"

static int by_number(const void *a, const void *b)
{
    return str_cmp(((const struct term *)a)->number, ((const struct term *)b)->number);
}

/* number, English terms, French terms, source; a header row. */
static bool read_terms(struct arena *a, str path, terms *out, struct err *e)
{
    struct asset asset;
    if (!asset_find(path, &asset))
        return err_set(e, ERR_SYSTEM, "the program has no table " STR_FMT, STR_ARG(path));
    str rest = asset.bytes;
    str_cut(&rest, '\n');
    while (rest.n > 0) {
        str line = str_cut(&rest, '\n');
        str number = str_cut(&line, '\t'), english = str_cut(&line, '\t');
        str french = str_cut(&line, '\t');
        if (number.n)
            *vec_push(a, out) = (struct term){ number, str_format(a, STR_FMT " | " STR_FMT,
                                                                  STR_ARG(english), STR_ARG(french)) };
    }
    qsort(out->v, out->n, sizeof *out->v, by_number);
    return true;
}

struct course_schema *course_schema_open(struct err *e)
{
    struct arena *a = arena_new();
    struct course_schema *s = NEW(a, struct course_schema);
    s->arena = a;
    vocabulary_read(a, &s->vocabulary);
    s->xsd = xml_schema_open(S("schemas/course.xsd"), e);
    s->si = s->xsd ? si_open(a, e) : NULL;
    if (s->si && read_terms(a, S("schemas/data/vim_terms.tsv"), &s->vim, e)
        && read_terms(a, S("schemas/data/viml_terms.tsv"), &s->viml, e))
        return s;
    course_schema_close(s);
    return NULL;
}

void course_schema_keep(struct course_schema *s)
{
    s->keep = xml_keep_open(s->xsd);
}

void course_schema_close(struct course_schema *s)
{
    if (!s)
        return;
    xml_keep_close(s->keep);
    xml_schema_close(s->xsd);
    arena_free(s->arena);
}

static bool spoke_in(const struct making *m, const struct xml_node *n)
{
    for (const struct xml_node *c = n ? xml_child(n, NULL) : NULL; c; c = xml_next(c, NULL))
        if (was_said(m, c))
            return true;
    return n && was_said(m, n);
}

/* Identifiers given twice are all found by our own rules. */
static bool spoke(void *ctx, const struct xml_node *n, enum xml_about about)
{
    const struct making *m = ctx;
    if (about == XML_ABOUT_CONTENT)
        return spoke_in(m, n) || spoke_in(m, xml_parent(n));
    return about == XML_ABOUT_IDENTITY || was_said(m, n);
}

/* Of what a check needs on the way nothing is kept. */
static void check_all(struct making *m)
{
    static void (*const checks[])(struct making *m) = {
        check_text, check_quizzes, check_parts, check_order, check_assessment, check_access,
        check_media, check_wording, check_terms,
    };
    struct arena *of_course = m->arena;
    for (size_t i = 0; i < sizeof checks / sizeof *checks; i++) {
        m->arena = arena_new();
        checks[i](m);
        arena_free(m->arena);
    }
    m->arena = of_course;
}

static bool make(struct making *m, struct err *e)
{
    struct xml_net net = { spoke, m };
    const struct xml_node *root = xml_root(m->xml);
    struct built *top = root ? build_tree(m, root) : NULL;
    m->whole = xml_is_whole(m->xml);
    xml_leave(m->xml, root);
    if (!top)
        return true;
    m->course->root = &top->node;
    m->course->source_lang = node_value(&top->node, AT_xml_lang);
    if (m->lang.n && !str_eq_nocase(m->lang, m->course->source_lang) && !translate(m, top, e))
        return false;
    resolve_ids(m);
    resolve_files(m);
    resolve_course(m);
    resolve_references(m);
    connect_course(m);
    check_all(m);
    return !m->whole || xml_validate(m->xml, m->schema->xsd, &net, m->diags, e);
}

static struct course *load(struct arena *a, const struct course_schema *s, const char *path,
                           str lang, struct diags *d, struct err *e)
{
    str file = course_file(a, path);
    struct making m = { .arena = a, .schema = s, .course = NEW(a, struct course), .diags = d,
                        .lang = lang };
    m.course->arena = a;
    m.course->folder = fs_folder_of(a, file);
    m.xml = s->keep ? xml_load_again(s->keep, file.p, m.course->folder.p, d, e)
                    : xml_walk(s->xsd, file.p, m.course->folder.p, d, e);
    if (!m.xml)
        return NULL;
    m.scratch = arena_new();
    bool ok = make(&m, e);
    bool well_formed = xml_is_well_formed(m.xml);
    arena_free(m.scratch);
    xml_free(m.xml);
    if (!ok)
        return NULL;
    if (!well_formed)
        err_set(e, ERR_INPUT, "%s could be read only in part: not all of it is well-formed XML", file.p);
    else if (!m.course->root)
        err_set(e, ERR_INPUT, "%s is not a course", file.p);
    else
        return m.course;
    return NULL;
}

struct course *course_load(struct arena *a, const struct course_schema *schema, const char *path,
                           struct diags *d, struct err *e)
{
    return course_load_in(a, schema, path, S(""), d, e);
}

struct course *course_load_in(struct arena *a, const struct course_schema *schema,
                              const char *path, str lang, struct diags *d, struct err *e)
{
    if (schema)
        return load(a, schema, path, lang, d, e);
    struct course_schema *own = course_schema_open(e);
    struct course *c = own ? load(a, own, path, lang, d, e) : NULL;
    course_schema_close(own);
    return c;
}
