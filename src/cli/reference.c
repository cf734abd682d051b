/*
 * What schema and tables say goes in, Markdown comes out. An example is cut out
 * of the author's own lines, so that it looks as authors write: for each
 * element the occurrence that shows most attributes and is short.
 */
#include "cli/reference.h"

#include <string.h>

#include "base/asset.h"
#include "base/fs.h"

enum {
    SHORT = 700,                          /* bytes; what is longer is shown as its first tag */
    LARGEST = 4 << 20,                    /* bytes of a file */
};

/* ------------------------------------------------------------ text */

/* What is no Markdown in running text and in the cell of a table. */
static void put_plain(struct buf *b, str text)
{
    for (size_t i = 0; i < text.n; i++) {
        char c = text.p[i];
        if (c == '<' || c == '>')
            buf_puts(b, c == '<' ? "&lt;" : "&gt;");
        else if (strchr("|*_`[]\\", c))
            buf_printf(b, "\\%c", c);
        else
            buf_byte(b, c);
    }
}

/* "<title>, <summary> (may be absent)": names become links. */
static void put_names(struct buf *b, str text)
{
    while (text.n > 0) {
        size_t open = str_find(text, S("<"));
        put_plain(b, str_head(text, open));
        text = str_from(text, open);
        size_t close = str_find(text, S(">"));
        if (close == text.n)
            continue;
        str name = { text.p + 1, close - 1 };
        buf_printf(b, "[`" STR_FMT "`](#" STR_FMT ")", STR_ARG(name), STR_ARG(name));
        text = str_from(text, close + 1);
    }
}

/* "<module> or <lesson>", a word of two meanings once. */
static str parents_of(struct arena *a, const struct reference_element *r)
{
    const char *names[EL_COUNT];
    size_t n = 0;
    struct buf b = buf_new(a);
    for (size_t i = 0; i < r->parents.n; i++) {
        const char *name = element_name(r->parents.v[i]);
        bool again = false;
        for (size_t k = 0; k < n; k++)
            again |= strcmp(names[k], name) == 0;
        if (!again)
            names[n++] = name;
    }
    for (size_t i = 0; i < n; i++)
        buf_printf(&b, "%s<%s>", i == 0 ? "" : i + 1 == n ? " or " : ", ", names[i]);
    return buf_str(&b);
}

/* ------------------------------------------------------------ examples */

struct file { str path, text; };

struct shown {
    struct arena *arena;
    const struct node *best[EL_COUNT];
    size_t points[EL_COUNT];
    VEC(struct file) files;
};

static bool text_of(struct shown *s, str path, str *out, struct err *e)
{
    for (size_t i = 0; i < s->files.n; i++)
        if (str_eq(s->files.v[i].path, path)) {
            *out = s->files.v[i].text;
            return true;
        }
    struct file f = { .path = path };
    if (!fs_read(s->arena, str_dup(s->arena, path).p, LARGEST, &f.text, e))
        return false;
    *vec_push(s->arena, &s->files) = f;
    *out = f.text;
    return true;
}

static str from_place(str text, int line, int column)
{
    for (; line > 1 && text.n > 0; line--)
        str_cut(&text, '\n');
    return str_from(text, text.n < (size_t)column ? text.n : (size_t)column - 1);
}

/* The length of a tag that begins the text, quotation marks considered. */
static size_t tag_length(str text)
{
    char quote = 0;
    for (size_t i = 1; i < text.n; i++) {
        if (quote)
            quote = text.p[i] == quote ? 0 : quote;
        else if (text.p[i] == '"' || text.p[i] == '\'')
            quote = text.p[i];
        else if (text.p[i] == '>')
            return i + 1;
    }
    return text.n;
}

static size_t markup_length(str text)
{
    static const char *const ends[][2] = { { "<!--", "-->" }, { "<![CDATA[", "]]>" },
                                           { "<?", "?>" } };
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (str_starts(text, str_of(ends[i][0])))
            return str_find(text, str_of(ends[i][1])) + strlen(ends[i][1]);
    return tag_length(text);
}

/* The element that begins the text, from its first tag to its last. */
static str whole_element(str text)
{
    size_t at = 0;
    int depth = 0;
    do {
        at += str_find(str_from(text, at), S("<"));
        str rest = str_from(text, at);
        size_t n = markup_length(rest);
        if (rest.n < 2 || n >= rest.n)
            return text;
        if (rest.p[1] == '/')
            depth--;
        else if (rest.p[1] != '!' && rest.p[1] != '?')
            depth += rest.p[n - 2] != '/';
        at += n;
    } while (depth > 0);
    return str_head(text, at);
}

static size_t points_of(const struct node *n, str source)
{
    return source.n > SHORT ? 1 : 2 + 1000 * (n->nattrs + 1) / (source.n + 50) + 3 * n->nattrs;
}

static bool look(struct shown *s, const struct node *n, struct err *e)
{
    str text;
    if (n->element != EL_chars) {
        if (!text_of(s, *n->file, &text, e))
            return false;
        size_t points = points_of(n, whole_element(from_place(text, n->line, n->column)));
        if (points > s->points[n->element]) {
            s->points[n->element] = points;
            s->best[n->element] = n;
        }
    }
    for (const struct node *c = n->first; c; c = c->next)
        if (!look(s, c, e))
            return false;
    return true;
}

static int indentation(str text, int line)
{
    str start = from_place(text, line, 1);
    int n = 0;
    while (str_starts(start, S(" "))) {
        start = str_from(start, 1);
        n++;
    }
    return n;
}

/* Lines moved to the left together, as far as the first of them was indented. */
static void put_lines(struct buf *b, str source, int indented)
{
    for (bool first = true; source.n > 0; first = false) {
        str line = str_cut(&source, '\n');
        for (int i = 0; !first && i < indented && str_starts(line, S(" ")); i++)
            line = str_from(line, 1);
        buf_put(b, line);
        buf_byte(b, '\n');
    }
}

static bool put_example(struct buf *b, struct shown *s, enum element e, struct err *err)
{
    const struct node *n = s->best[e];
    str text;
    if (!n)
        return true;
    if (!text_of(s, *n->file, &text, err))
        return false;
    str source = whole_element(from_place(text, n->line, n->column));
    int indented = indentation(text, n->line);
    buf_puts(b, "\n```xml\n");
    if (source.n > SHORT) {
        put_lines(b, str_head(source, tag_length(source)), indented);
        buf_printf(b, "  ...\n</%s>\n", element_name(e));
    } else {
        put_lines(b, source, indented);
    }
    buf_puts(b, "```\n");
    return true;
}

/* ------------------------------------------------------------ an element */

static void put_attributes(struct buf *b, const struct reference_element *r)
{
    if (r->attributes.n)
        buf_puts(b, "\n| attribute | meaning | values | without it |\n| --- | --- | --- | --- |\n");
    for (size_t i = 0; i < r->attributes.n; i++) {
        const struct reference_attribute *at = &r->attributes.v[i];
        buf_printf(b, "| `%s` | ", attribute_name(at->attribute));
        put_plain(b, at->about);
        buf_puts(b, " | ");
        put_names(b, at->choices.n ? at->choices : at->value);
        buf_puts(b, " | ");
        put_plain(b, at->needed ? S("must be there") : at->otherwise);
        buf_puts(b, " |\n");
    }
}

static str content_of(struct arena *a, const struct reference_element *r)
{
    if (r->element == EL_math)
        return S("MathML Core");
    if (r->content.n && r->text)
        return str_format(a, "text, " STR_FMT, STR_ARG(r->content));
    return r->content.n ? r->content : r->text ? S("text") : S("nothing");
}

static bool put_element(struct buf *b, const struct reference_element *r, struct shown *s,
                        struct err *e)
{
    str parents = parents_of(b->arena, r);
    buf_printf(b, "\n## %s\n\n", element_name(r->element));
    put_plain(b, r->about);
    buf_puts(b, "\n\n**Stands in** ");
    put_names(b, parents.n ? parents : S("nothing: it is the root"));
    buf_puts(b, ".  \n**Holds** ");
    put_names(b, content_of(b->arena, r));
    buf_puts(b, ".\n");
    put_attributes(b, r);
    return put_example(b, s, r->element, e);
}

static bool stands_in(const struct reference *r, enum element e, enum element parent)
{
    for (size_t i = 0; i < r->elements[e].parents.n; i++)
        if (r->elements[e].parents.v[i] == parent)
            return true;
    return false;
}

static bool is_block(const struct reference *r, enum element e)
{
    (void)r;
    return element_is_block(e);
}

static bool is_inline(const struct reference *r, enum element e)
{
    (void)r;
    return element_is_inline(e);
}

static bool is_question(const struct reference *r, enum element e)
{
    return e != EL_title && stands_in(r, e, EL_practice);
}

static bool is_condition(const struct reference *r, enum element e)
{
    return stands_in(r, e, EL_completion);
}

static bool is_any(const struct reference *r, enum element e)
{
    (void)r;
    for (int k = 1; k < (int)e; k++)
        if (strcmp(element_name((enum element)k), element_name(e)) == 0)
            return false;
    return true;
}

static void put_groups(struct buf *b, const struct reference *r)
{
    static const struct {
        const char *title;
        bool (*has)(const struct reference *r, enum element e);
    } groups[] = {
        { "Blocks", is_block }, { "Inline elements", is_inline }, { "Questions", is_question },
        { "Conditions", is_condition }, { "All elements", is_any },
    };
    for (size_t g = 0; g < sizeof groups / sizeof *groups; g++) {
        buf_printf(b, "\n**%s:**", groups[g].title);
        for (int i = 1; i < EL_COUNT; i++) {
            const char *name = element_name((enum element)i);
            if (groups[g].has(r, (enum element)i))
                buf_printf(b, " [`%s`](#%s)", name, name);
        }
        buf_byte(b, '\n');
    }
}

bool reference_put(struct buf *b, const struct reference *r, const struct course *shown,
                   struct err *e)
{
    struct shown s = { .arena = b->arena };
    struct asset head;
    if (!look(&s, shown->root, e))
        return false;
    if (asset_find(S("cli/reference.txt"), &head))
        buf_put(b, head.bytes);
    put_groups(b, r);
    for (int i = 1; i < EL_COUNT; i++)
        if (!put_element(b, &r->elements[i], &s, e))
            return false;
    return true;
}
