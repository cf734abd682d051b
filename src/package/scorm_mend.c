/*
 * What is meant without question is offered as an edit of the manifest (base/diag.h);
 * `check --fix` does it. Identifiers of items are never touched.
 */
#include <limits.h>
#include <string.h>

#include "package/scorm.h"
#include "xml/mend.h"

static bool is_plain(str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (strchr("&<>\"'", s.p[i]))
            return false;
    return true;
}

void scorm_mend_value(struct scorm *s, const struct rule *rule, const struct xml_attr *a, str new)
{
    str old = str_trim(xml_attr_value(a));
    if (is_plain(old) && is_plain(new) && old.n > 0)
        diag_mend(s->d, rule, xml_attr_place(a), MEND_VALUE, old, new);
}

void scorm_mend_name(struct scorm *s, const struct rule *rule, const struct xml_attr *a,
                     const char *new)
{
    str prefix = xml_attr_prefix(a), name = xml_attr_name(a), wanted = prefix;
    for (size_t i = 0; wanted.n == 0; i++) {
        str uri, p;
        if (!xml_declared(s->root, i, &p, &uri))
            return;
        wanted = scorm_space(s->edition, uri) == SPACE_ADLCP ? p : wanted;
    }
    str old = prefix.n ? str_cat(s->arena, prefix, S(":"), name) : name;
    diag_mend(s->d, rule, xml_attr_place(a), MEND_ATTRIBUTE, old,
              str_cat(s->arena, wanted, S(":"), str_of(new)));
}

static str element_at(struct scorm *s, const struct xml_node *n)
{
    str source = package_source(s->p);
    s->work += source.n / 64;
    return is_tired(s) ? S("") : mend_element_at(s->arena, source, xml_place(n));
}

void scorm_mend_text(struct scorm *s, const struct rule *rule, const struct xml_node *n, str new)
{
    str all = element_at(s, n);
    size_t begin = str_find(all, S(">")) + 1, end = str_find(all, S("</"));
    if (end < all.n && begin <= end && is_plain(str_head(str_from(all, begin), end - begin))
        && is_plain(new))
        diag_mend(s->d, rule, xml_place(n), MEND_TEXT, all,
                  str_cat(s->arena, str_head(all, begin), new, str_from(all, end)));
}

/* order[0..n): the places of children of one rank stay in turn. */
static void sort_by_rank(struct arena *a, const unsigned char *ranks, size_t n, size_t *order)
{
    enum { RANKS = UCHAR_MAX + 1 };
    size_t *next = NEW_N(a, size_t, RANKS + 1);
    for (size_t i = 0; i < n; i++)
        next[ranks[i] + 1]++;
    for (size_t r = 0; r < RANKS; r++)
        next[r + 1] += next[r];
    for (size_t i = 0; i < n; i++)
        order[next[ranks[i]]++] = i;
}

void scorm_mend_order(struct scorm *s, const struct rule *rule, const struct xml_node *of,
                      const unsigned char *ranks, size_t n)
{
    const struct xml_node **nodes = NEW_N(s->arena, const struct xml_node *, n + 1), *c;
    size_t *order = NEW_N(s->arena, size_t, n + 1), count = 0;
    for (c = xml_child(of, NULL); c && count < n; c = xml_next(c, NULL))
        nodes[count++] = c;
    sort_by_rank(s->arena, ranks, count, order);
    for (size_t i = 0; i < count && !is_tired(s); i++) {
        str old = element_at(s, nodes[i]);
        str new = element_at(s, nodes[order[i]]);
        if (order[i] != i && old.n > 0 && new.n > 0)
            diag_mend(s->d, rule, xml_place(nodes[i]), MEND_TEXT, old, new);
    }
}

/* A path as an address: what has to be is written as %XX. */
static void put_address(struct buf *b, str path)
{
    for (size_t i = 0; i < path.n; i++) {
        unsigned char c = (unsigned char)path.p[i];
        if (c <= ' ' || c >= 0x7f || strchr("<>\"{}|^`%?#&'", c))
            buf_printf(b, "%%%02X", c);
        else
            buf_byte(b, (char)c);
    }
}

str scorm_address(struct scorm *s, str path)
{
    struct buf b = buf_new(s->arena);
    put_address(&b, path);
    return buf_str(&b);
}

/* The place behind `text`, which stands at p. */
static struct place place_behind(struct place p, str text)
{
    for (size_t i = 0; i < text.n; i++) {
        bool ends_line = text.p[i] == '\n';
        p.line += ends_line;
        p.column = ends_line ? 1 : p.column + (((unsigned char)text.p[i] & 0xC0) != 0x80);
    }
    return p;
}

/* Files come behind metadata and other files, before all else. */
static const struct xml_node *behind_files(const struct scorm *s, const struct xml_node *resource)
{
    const struct xml_node *n = xml_child(resource, NULL);
    while (n && scorm_space_of(s->edition, n) == SPACE_CP
           && (str_eq(xml_name(n), S("metadata")) || str_eq(xml_name(n), S("file"))))
        n = xml_next(n, NULL);
    return n;
}

void scorm_mend_files(struct scorm *s, const struct rule *rule,
                      const struct package_resource *r, const str *paths, size_t n)
{
    str tag = xml_prefix(r->node), base = r->base;
    tag = tag.n ? str_cat(s->arena, S("<"), tag, S(":file")) : S("<file");
    struct buf b = buf_new(s->arena);
    const struct xml_node *before = behind_files(s, r->node);
    for (size_t i = 0; i < n; i++) {
        if (!str_starts(paths[i], base))
            continue;
        buf_printf(&b, STR_FMT " href=\"", STR_ARG(tag));
        put_address(&b, str_from(paths[i], base.n));
        buf_puts(&b, "\"/>\n");
    }
    if (b.n == 0)
        return;
    str at = before ? S("<") : element_at(s, r->node);
    if (before) {
        buf_byte(&b, '<');
        diag_mend(s->d, rule, xml_place(before), MEND_TEXT, at, buf_str(&b));
    } else if (str_ends(at, S("/>"))) {
        str name = str_from(at, 1);
        size_t end = 0;
        while (end < name.n && !strchr(" \t\r\n/>", name.p[end]))
            end++;
        diag_mend(s->d, rule, xml_place(r->node), MEND_TEXT, at,
                  str_cat(s->arena, str_head(at, at.n - 2), S(">\n"), buf_str(&b), S("</"),
                          str_head(name, end), S(">")));
    } else {
        size_t end = at.n;
        while (end > 0 && at.p[end - 1] != '<')
            end--;
        buf_puts(&b, "</");
        if (end > 1)
            diag_mend(s->d, rule, place_behind(xml_place(r->node), str_head(at, end - 1)),
                      MEND_TEXT, S("</"), buf_str(&b));
    }
}
