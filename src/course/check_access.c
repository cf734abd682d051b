/*
 * What a page keeps from those who hear it, who see it in part, or who use it
 * without a mouse; the mistakes that are no question of structure.
 */
#include <string.h>

#include "course/inside.h"
#include "intl/language.h"

enum { HEADING_BYTES = 80 };

/* ------------------------------------------------------------ headings */

static bool is_blank_text(const struct node *n)
{
    return n->element == EL_chars && str_trim(n->text).n == 0;
}

/* The one element that is all a paragraph holds; NULL: there is more. */
static const struct node *only_child(const struct node *p)
{
    const struct node *only = NULL;
    for (const struct node *c = p->first; c; c = c->next) {
        if (is_blank_text(c))
            continue;
        if (only)
            return NULL;
        only = c;
    }
    return only;
}

/* A short line in bold with text below it is a heading to the eye alone. */
static void check_paragraph(struct making *m, const struct node *n)
{
    const struct node *only = only_child(n), *below = node_next(n, EL_COUNT);
    bool in_text = n->parent->element == EL_lesson || n->parent->element == EL_section;
    if (!in_text || !below || !only || only->element != EL_strong)
        return;
    bool is_text = below->element == EL_p || below->element == EL_list || below->element == EL_table;
    str text = node_text(m->arena, only);
    if (is_text && text.n < HEADING_BYTES && text.n > 0 && !strchr(".!?:;,", text.p[text.n - 1]))
        diag_add(m->diags, &course_rule_N550, node_place(n), "\"" STR_FMT "\" looks like a heading and "
                 "is none.", STR_ARG(shown(m->arena, text)));
}

/* ------------------------------------------------------------ tables */

static int span(const struct node *n, enum attribute a)
{
    int i = number_of(n, a, 1);
    return i >= 1 && i < 100 ? i : 1;
}

static void check_reach(struct making *m, const struct node *part)
{
    int rows = 0, at = 0;
    for (const struct node *r = node_child(part, EL_row); r; r = node_next(r, EL_row))
        rows++;
    for (const struct node *r = node_child(part, EL_row); r; r = node_next(r, EL_row), at++)
        for (const struct node *c = node_child(r, EL_COUNT); c; c = node_next(c, EL_COUNT))
            if (at + span(c, AT_rowspan) > rows)
                diag_add(m->diags, &course_rule_W552, node_place(c), "The cell reaches over %d rows; "
                         "from here to the end of the <%s> there %s %d.", span(c, AT_rowspan),
                         element_name(part->element), rows - at == 1 ? "is" : "are", rows - at);
}

/* The corner above the headers of rows has nothing to say. */
static void check_headers(struct making *m, const struct node *part, bool top)
{
    for (const struct node *r = node_child(part, EL_row); r; r = node_next(r, EL_row)) {
        bool corner = top;
        for (const struct node *c = node_child(r, EL_COUNT); c; c = node_next(c, EL_COUNT)) {
            if (c->element == EL_header && !corner && !is_cut(c) && !node_child(c, EL_COUNT)
                && node_text(m->arena, c).n == 0)
                diag_add(m->diags, &course_rule_W551, node_place(c), "This <header> names nothing.");
            corner = false;
        }
        top = false;
    }
}

static void check_table(struct making *m, const struct node *n)
{
    const struct node *parts[] = { node_child(n, EL_head), node_child(n, EL_body) };
    for (size_t i = 0; i < 2; i++)
        if (parts[i] && !is_cut(parts[i])) {
            check_reach(m, parts[i]);
            check_headers(m, parts[i], i == 0 || !parts[0]);
        }
}

/* ------------------------------------------------------------ figures and recordings */

static void check_alt(struct making *m, const struct node *n)
{
    static const char *const begins[] = {
        "image of ", "an image of ", "picture of ", "a picture of ", "photo of ", "a photo of ",
        "photograph of ", "graphic of ", "this image shows", "this picture shows", "image showing ",
        "image de ", "image d\xE2\x80\x99", "image d'", "photo de ", "imagen de ", "una imagen de ",
        "foto de ", "bild von ",
        "Изображение ",
    };
    str alt = node_value(n, AT_alt);
    for (size_t i = 0; i < sizeof begins / sizeof *begins; i++) {
        str one = str_of(begins[i]);
        if (alt.n < one.n || !str_eq_nocase(str_head(alt, one.n), one))
            continue;
        diag_add(m->diags, &course_rule_N553, node_place(n), "The description begins with \"" STR_FMT
                 "\".", STR_ARG(str_trim(one)));
        return;
    }
}

static void check_video(struct making *m, const struct node *n)
{
    if (node_child(n, EL_captions) && !node_child(n, EL_transcript) && !is_cut(n))
        diag_add(m->diags, &course_rule_N556, node_place(n), "The video can be neither read nor "
                 "searched.");
}

static void check_interactive(struct making *m, const struct node *n)
{
    if (!node_child(n, EL_transcript) && !is_cut(n))
        diag_add(m->diags, &course_rule_W554, node_place(n), "Who cannot work with it learns nothing "
                 "from this.");
}

/* The "fr" of "talk.fr.vtt". */
static str language_in_name(str path)
{
    for (size_t i = path.n; i-- > 0 && path.p[i] != '/'; )
        if (path.p[i] == '.') {
            str stem = str_head(path, i);
            for (size_t k = stem.n; k-- > 0 && stem.p[k] != '/'; )
                if (stem.p[k] == '.')
                    return str_from(stem, k + 1);
            break;
        }
    return S("");
}

static str language_of(const struct making *m, const struct node *n)
{
    for (; n; n = n->parent)
        if (node_attr(n, AT_xml_lang))
            return node_value(n, AT_xml_lang);
    return m->course->lang;
}

static str primary(str tag)
{
    return str_cut(&tag, '-');
}

static void check_captions(struct making *m, const struct node *n)
{
    str named = language_in_name(node_value(n, AT_src)), is = language_of(m, n);
    bool tag = named.n >= 2 && named.n <= 7 && intl_language_is_valid(named);
    if (!tag || str_eq_nocase(primary(named), primary(is)))
        return;
    diag_add(m->diags, &course_rule_W555, node_place(n), "By its name the file is in \"" STR_FMT "\"; "
             "the captions are said to be in \"" STR_FMT "\".", STR_ARG(named), STR_ARG(is));
    if (!node_attr(n, AT_xml_lang))
        diag_mend(m->diags, &course_rule_W555, node_place(n), MEND_ADD, S("captions"),
                  str_format(m->arena, "xml:lang=\"" STR_FMT "\"", STR_ARG(named)));
}

/* ------------------------------------------------------------ all of them */

static const struct { enum element of; void (*check)(struct making *m, const struct node *n); }
CHECKS[] = {
    { EL_p, check_paragraph }, { EL_table, check_table },             { EL_figure, check_alt },
    { EL_video, check_video }, { EL_interactive, check_interactive }, { EL_captions, check_captions },
};

static void walk(struct making *m, const struct node *n)
{
    for (size_t i = 0; i < sizeof CHECKS / sizeof *CHECKS; i++)
        if (CHECKS[i].of == n->element && !is_torn(n))
            CHECKS[i].check(m, n);
    for (const struct node *c = n->first; c; c = c->next)
        walk(m, c);
}

void check_access(struct making *m)
{
    walk(m, m->course->root);
}
