/*
 * What explains a rule beyond its title and advice is FLOOR/rules/ID.txt, the
 * floor being the one whose rule it is: why it matters, then
 *
 *     --- wrong
 *     lines of a course
 *     --- right
 *     lines of a course
 *
 * where each line "--- in NAME" begins another file of the example, and a line
 * "$ command" is what makes a file that cannot be shown.  A test makes courses
 * of them: the wrong one is found wrong by this rule alone, the right one not.
 */
#include "cli/explain.h"

#include <string.h>

#include "base/asset.h"
#include "cli/rules.h"
#include "course/reference.h"

enum { WIDTH = 78 };

/* Running text, a paragraph a line, in lines of at most WIDTH. */
static void put_wrapped(struct buf *b, str text, size_t indent)
{
    while (text.n > 0) {
        str line = str_cut(&text, '\n');
        size_t at = 0;
        while (line.n > 0) {
            str word = str_cut(&line, ' ');
            if (word.n == 0)
                continue;
            if (at == 0)
                buf_fill(b, ' ', indent);
            else
                buf_byte(b, at + 1 + word.n > WIDTH - indent ? '\n' : ' ');
            if (at > 0 && at + 1 + word.n > WIDTH - indent) {
                buf_fill(b, ' ', indent);
                at = 0;
            }
            at += word.n + (at > 0);
            buf_put(b, word);
        }
        buf_byte(b, '\n');
    }
}

/* ------------------------------------------------------------ rules */

static bool example_of(const struct rule *rule, struct arena *a, struct asset *out)
{
    static const char *const floors[] = { "xml",  "course",  "xliff", "render",
                                          "pack", "package", "zip" };
    for (size_t i = 0; i < sizeof floors / sizeof *floors; i++)
        if (asset_find(str_format(a, "%s/rules/%s.txt", floors[i], rule->id), out))
            return true;
    return false;
}

/* The examples of a rule, from its first "---" line on. */
static void put_examples(struct buf *b, str rest, enum explain_style style)
{
    const bool markdown = style == EXPLAIN_MARKDOWN;
    bool open = false;
    while (rest.n > 0) {
        str line = str_cut(&rest, '\n');
        if (str_starts(line, S("--- "))) {
            str name = str_from(line, 4);
            bool file = str_starts(name, S("in "));
            buf_puts(b, open && markdown ? "```\n" : "");
            open = false;
            buf_puts(b, file ? "\n  in " : str_eq(name, S("wrong")) ? "\nWrong" : "\nRight");
            buf_put(b, file ? str_from(name, 3) : S(""));
            buf_puts(b, ":\n\n");
            continue;
        }
        buf_puts(b, markdown && !open ? "```xml\n" : "");
        open = true;
        buf_puts(b, markdown || line.n == 0 ? "" : "    ");
        buf_put(b, line);
        buf_byte(b, '\n');
    }
    buf_puts(b, open && markdown ? "```\n" : "");
}

static void put_advice(struct buf *b, const struct rule *rule, enum explain_style style)
{
    static const char *const grades[] = { "note", "warning", "error" };
    if (style == EXPLAIN_TEXT) {
        buf_printf(b, "%s (%s): %s.\n\n", rule->id, grades[rule->grade], rule->title);
        put_wrapped(b, str_of(rule->advice), 0);
    } else {
        buf_printf(b, "%s\n", rule->advice);
    }
}

void explain_put_rule(struct buf *b, const struct rule *rule, enum explain_style style)
{
    struct asset more;
    put_advice(b, rule, style);
    if (!example_of(rule, b->arena, &more))
        return;
    size_t examples = str_find(more.bytes, S("--- "));
    buf_byte(b, '\n');
    buf_put(b, str_trim(str_head(more.bytes, examples)));
    buf_byte(b, '\n');
    put_examples(b, str_from(more.bytes, examples), style);
}

void explain_put_issue(struct buf *b, const char *code, const char *title, const char *advice)
{
    buf_printf(b, "%s: %s.\n\n", code, title);
    put_wrapped(b, str_of(advice), 0);
}

/* ------------------------------------------------------------ elements */

static str bare(str name)
{
    if (name.n > 2 && name.p[0] == '<' && name.p[name.n - 1] == '>')
        return (str){ name.p + 1, name.n - 2 };
    return name;
}

static bool is_called(enum element e, str name)
{
    return e != EL_chars && str_eq(str_of(element_name(e)), bare(name));
}

bool explain_knows_element(str name)
{
    for (int e = 0; e < EL_COUNT; e++)
        if (is_called((enum element)e, name))
            return true;
    return false;
}

static void put_attribute(struct buf *b, const struct reference_attribute *at)
{
    struct buf text = buf_new(b->arena);
    buf_printf(b, "\n  %s%s\n", attribute_name(at->attribute), at->needed ? " (must be there)" : "");
    buf_put(&text, at->about);
    if (at->choices.n)
        buf_printf(&text, " It is " STR_FMT ".", STR_ARG(at->choices));
    else if (at->value.n)
        buf_printf(&text, " " STR_FMT, STR_ARG(at->value));
    if (at->otherwise.n)
        buf_printf(&text, " Without it: " STR_FMT ".", STR_ARG(at->otherwise));
    put_wrapped(b, buf_str(&text), 6);
}

/* "<p>, <item> or <cell>"; one word of two meanings once. */
static str names_of(struct arena *a, const struct reference_element *r)
{
    struct buf b = buf_new(a);
    struct { const char *v[EL_COUNT]; size_t n; } names = { .n = 0 };
    for (size_t i = 0; i < r->parents.n; i++) {
        const char *name = element_name(r->parents.v[i]);
        bool again = false;
        for (size_t k = 0; k < names.n; k++)
            again |= strcmp(names.v[k], name) == 0;
        if (!again)
            names.v[names.n++] = name;
    }
    for (size_t i = 0; i < names.n; i++)
        buf_printf(&b, "%s<%s>", i == 0 ? "" : i + 1 == names.n ? " or " : ", ", names.v[i]);
    return buf_str(&b);
}

static void put_element(struct buf *b, const struct reference_element *r)
{
    struct arena *a = b->arena;
    str parents = names_of(a, r);
    buf_printf(b, "<%s>\n\n", element_name(r->element));
    put_wrapped(b, r->about, 0);
    buf_byte(b, '\n');
    put_wrapped(b, parents.n ? str_format(a, "It stands in " STR_FMT ".", STR_ARG(parents))
                             : S("It is the root: nothing stands around it."), 0);
    if (r->content.n || r->text)
        put_wrapped(b, str_format(a, "In it: %s" STR_FMT ".", r->text ? r->content.n ? "text, "
                                  : "text" : "", STR_ARG(r->content)), 0);
    else
        buf_puts(b, "It is empty.\n");
    if (r->attributes.n)
        buf_puts(b, "\nAttributes:\n");
    for (size_t i = 0; i < r->attributes.n; i++)
        put_attribute(b, &r->attributes.v[i]);
}

bool explain_knows_attribute(str name)
{
    for (int a = 0; a < AT_COUNT; a++)
        if (str_eq(str_of(attribute_name((enum attribute)a)), name))
            return true;
    return false;
}

bool explain_put_attribute(struct buf *b, str name, struct err *e)
{
    const struct reference *r = course_reference(b->arena, e);
    bool first = true;
    for (int i = 1; r && i < EL_COUNT; i++)
        for (size_t k = 0; k < r->elements[i].attributes.n; k++) {
            const struct reference_attribute *at = &r->elements[i].attributes.v[k];
            if (!str_eq(str_of(attribute_name(at->attribute)), name))
                continue;
            buf_printf(b, "%sOf <%s>:\n", first ? "" : "\n", element_name((enum element)i));
            put_attribute(b, at);
            first = false;
        }
    return r != NULL;
}

bool explain_put_element(struct buf *b, str name, struct err *e)
{
    const struct reference *r = course_reference(b->arena, e);
    bool first = true;
    if (!r)
        return false;
    for (int i = 1; i < EL_COUNT; i++) {
        if (!is_called((enum element)i, name))
            continue;
        buf_puts(b, first ? "" : "\n\n");
        put_element(b, &r->elements[i]);
        first = false;
    }
    return !first;
}
