/* What is legal and still makes a bad page: for those who listen to it above all. */
#include <string.h>

#include "base/media.h"
#include "course/inside.h"
#include "intl/text.h"

enum { SECTION_LEVELS = 3, TABLE_COLUMNS = 200 };

static bool is_one_of(str s, const char *const *list, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (str_eq_nocase(s, str_of(list[i])))
            return true;
    return false;
}

static void check_title(struct making *m, const struct node *n)
{
    str text = node_text(m->arena, n);
    if (str_ends(text, S(".")) && !str_ends(text, S("..")))
        diag_add(m->diags, &course_rule_N509, node_place(n), "The title \"" STR_FMT "\" ends with "
                 "a full stop.", STR_ARG(shown(m->arena, text)));
}

/* Words that say nothing out of their sentence, as intl_answer() folds them. */
static bool says_nothing(struct making *m, str text)
{
    static const char *const empty[] = {
        "here", "click here", "click", "this", "this link", "link", "more", "read more",
        "learn more", "find out more", "more information", "this page", "page", "website",
        "this website", "see here", "go", "download",
        "ici", "cliquez ici", "cliquer ici", "lien", "ce lien", "plus", "en savoir plus",
        "lire la suite", "voir ici", "telecharger", "cette page",
        "aqui", "haga clic aqui", "clic aqui", "enlace", "este enlace", "mas", "leer mas",
        "saber mas", "mas informacion", "ver mas", "descargar", "esta pagina",
        "здесь", "тут", "нажмите здесь", "ссылка", "по ссылке", "подробнее", "далее", "скачать",
        "هنا", "اضغط هنا", "انقر هنا", "المزيد", "رابط", "这里", "点击这里", "更多", "链接", "下载",
    };
    if (text.n == 0 || text.n > 60)
        return false;
    str key = intl_answer(m->arena, text, false, false);
    while (str_ends(key, S(".")) || str_ends(key, S("!")) || str_ends(key, S(":")))
        key.n--;
    if (str_ends(key, S("\xE2\x80\xA6")))
        key.n -= 3;
    return is_one_of(key, empty, sizeof empty / sizeof *empty);
}

static void check_way(struct making *m, const struct node *n)
{
    str text = node_text(m->arena, n);
    if (says_nothing(m, text))
        diag_add(m->diags, &course_rule_W502, node_place(n), "The <%s> is called \"" STR_FMT "\".",
                 element_name(n->element), STR_ARG(text));
}

static void check_link(struct making *m, const struct node *n)
{
    str text = node_text(m->arena, n);
    if (text.n && (str_eq(text, node_value(n, AT_href)) || is_address(text)))
        diag_add(m->diags, &course_rule_W502, node_place(n), "The link shows its address instead "
                 "of a name.");
    else
        check_way(m, n);
}

static void check_download(struct making *m, const struct node *n)
{
    str text = node_text(m->arena, n), path = node_value(n, AT_src);
    bool named = text.n && media_of_path(text) && str_ends(path, text);
    if (named)
        diag_add(m->diags, &course_rule_W502, node_place(n), "The download is called like its file, "
                 "\"" STR_FMT "\".", STR_ARG(shown(m->arena, text)));
    else
        check_way(m, n);
}

static void check_section(struct making *m, const struct node *n)
{
    int depth = 0;
    for (const struct node *s = n; s && s->element == EL_section; s = s->parent)
        depth++;
    if (depth == SECTION_LEVELS + 1)
        diag_add(m->diags, &course_rule_W503, node_place(n), "This section lies in %d others.",
                 SECTION_LEVELS);
}

/* ------------------------------------------------------------ tables */

static int span(const struct node *n, enum attribute a)
{
    int64_t i;
    return str_int(node_value(n, a), &i) && i >= 1 && i < 100 ? (int)i : 1;
}

/* The columns a row covers; below[i] rows more are covered in column i. */
static int columns(const struct node *row, int *below)
{
    int at = 0;
    for (const struct node *c = node_child(row, EL_COUNT); c; c = node_next(c, EL_COUNT)) {
        while (at < TABLE_COLUMNS && below[at] > 0)
            below[at++]--;
        int rows = span(c, AT_rowspan) - 1;
        for (int i = span(c, AT_colspan); i > 0 && at < TABLE_COLUMNS; i--)
            below[at++] = rows;
    }
    for (int i = at; i < TABLE_COLUMNS && below[i] > 0; i++, at++)
        below[i]--;
    return at;
}

static void check_rows(struct making *m, const struct node *part, int *width)
{
    int below[TABLE_COLUMNS + 1] = { 0 };
    for (const struct node *r = node_child(part, EL_row); r; r = node_next(r, EL_row)) {
        int n = columns(r, below);
        if (*width == 0)
            *width = n;
        if (n != *width && !is_cut(r))
            diag_add(m->diags, &course_rule_E505, said_at_node(m, r), "Columns in this "
                     "row: %d; in the first row of the table: %d.", n, *width);
    }
}

static bool has_header(const struct node *part)
{
    for (const struct node *r = part ? node_child(part, EL_row) : NULL; r; r = node_next(r, EL_row))
        if (node_child(r, EL_header))
            return true;
    return false;
}

static void check_table(struct making *m, const struct node *n)
{
    const struct node *head = node_child(n, EL_head), *body = node_child(n, EL_body);
    int width = 0;
    if (head)
        check_rows(m, head, &width);
    if (body)
        check_rows(m, body, &width);
    if (!has_header(head) && !has_header(body) && body && !is_cut(n) && !is_cut(body))
        diag_add(m->diags, &course_rule_W504, node_place(n), "No cell of the table is a <header>.");
}

/* ------------------------------------------------------------ media */

static void check_figure(struct making *m, const struct node *n)
{
    static const char *const empty[] = { "figure", "image", "picture", "photo", "diagram", "chart",
                                         "graph", "icon", "logo", "alt", "todo", "..." };
    const struct attr *alt = node_attr(n, AT_alt);
    const struct node *caption = node_child(n, EL_caption);
    if (!alt)
        return;                           /* said where the attributes were read */
    if (alt->value.n == 0)
        diag_add(m->diags, &course_rule_E511, said_at_node(m, n), "The alt of the figure "
                 "is empty.");
    else if (is_one_of(alt->value, empty, sizeof empty / sizeof *empty)
             || media_of_path(alt->value))
        diag_add(m->diags, &course_rule_W508, node_place(n), "\"" STR_FMT "\" says nothing of what "
                 "is to be seen.", STR_ARG(shown(m->arena, alt->value)));
    else if (caption && str_eq(alt->value, node_text(m->arena, caption)))
        diag_add(m->diags, &course_rule_W508, node_place(n), "The description repeats the "
                 "caption.");
}

static void check_video(struct making *m, const struct node *n)
{
    if (!node_child(n, EL_captions) && !is_cut(n))
        diag_add(m->diags, &course_rule_W506, node_place(n), "Who cannot hear learns nothing from "
                 "this video.");
}

static void check_audio(struct making *m, const struct node *n)
{
    if (!node_child(n, EL_transcript) && !is_cut(n))
        diag_add(m->diags, &course_rule_W507, node_place(n), "Who cannot hear learns nothing from "
                 "this recording.");
}

/* ------------------------------------------------------------ the rest */

static void check_definition(struct making *m, const struct node *n)
{
    bool says = node_child(n, EL_headword) && node_child(n, EL_text);
    if (!node_attr(n, AT_ref) && !says && !is_cut(n))
        diag_add(m->diags, &course_rule_E223, said_at_node(m, n), "The definition has "
                 "neither a reference nor a term with a text.");
}

static void check_level(struct making *m, const struct node *n)
{
    static const char *const levels[] = { "introductory", "intermediate", "advanced" };
    str text = node_text(m->arena, n);
    struct nearest near = { .word = text };
    for (size_t i = 0; i < sizeof levels / sizeof *levels; i++) {
        if (str_eq(text, str_of(levels[i])))
            return;
        nearest_try(&near, str_of(levels[i]));
        if (str_eq_nocase(text, str_of(levels[i])))
            near.best = str_of(levels[i]);
    }
    if (text.n && !is_cut(n))
        diag_add(m->diags, &course_rule_E222, said_at_node(m, n), "The level \"" STR_FMT
                 "\" is not introductory, intermediate or advanced." STR_FMT,
                 STR_ARG(shown(m->arena, text)),
                 STR_ARG(did_you_mean(m->arena, "", near.best, "")));
}

static const struct { enum element of; void (*check)(struct making *m, const struct node *n); }
CHECKS[] = {
    { EL_title, check_title },     { EL_link, check_link },
    { EL_xref, check_way },        { EL_download, check_download },   { EL_section, check_section },
    { EL_table, check_table },     { EL_figure, check_figure }, { EL_video, check_video },
    { EL_audio, check_audio },     { EL_level, check_level },
    { EL_definition, check_definition },
};

static void walk(struct making *m, const struct node *n)
{
    for (size_t i = 0; i < sizeof CHECKS / sizeof *CHECKS; i++)
        if (CHECKS[i].of == n->element && !is_torn(n))
            CHECKS[i].check(m, n);
    for (const struct node *c = n->first; c; c = c->next)
        walk(m, c);
}

static void check_lesson_titles(struct making *m, const struct module *module)
{
    size_t n = module->lessons.n;
    str *titles = NEW_N(m->arena, str, n);
    for (size_t i = 0; i < n; i++)
        titles[i] = module->lessons.v[i]->title;
    const size_t *first = first_alike(m->arena, titles, n);
    for (size_t i = 0; i < n; i++)
        if (first[i] != i)
            diag_add(m->diags, &course_rule_W510, node_place(module->lessons.v[i]->node),
                     "The lesson is called like the one in line %d: \"" STR_FMT "\".",
                     module->lessons.v[first[i]]->node->line,
                     STR_ARG(shown(m->arena, titles[i])));
}

void check_text(struct making *m)
{
    walk(m, m->course->root);
    for (size_t i = 0; i < m->course->modules.n; i++)
        check_lesson_titles(m, m->course->modules.v[i]);
}
