/*
 * What Moodle (measured with 4.5) does with a SCORM package, where that differs from
 * the standard: it reads the manifest by literal prefixes, escapes every "&" it does
 * not know, and serves some files as another type than they are.
 */
#include <stdlib.h>
#include <string.h>

#include "base/fs.h"
#include "package/scorm.h"

enum { MOODLE_TEXT = 255 };               /* characters its columns hold */

static const char *shown_prefix(struct scorm *s, str prefix)
{
    return prefix.n ? str_format(s->arena, "\"%s:\"", SHOWN(s, prefix)).p : "none";
}

/* ------------------------------------------------------------ prefixes */

static const char *const prefixes[SPACE_COUNT] = {
    [SPACE_ADLCP] = "adlcp", [SPACE_SS] = "imsss", [SPACE_SEQ] = "adlseq", [SPACE_NAV] = "adlnav",
};

struct prefix_check { struct scorm *s; bool said[SPACE_COUNT]; };

static void check_prefix(struct prefix_check *k, enum space space, str prefix, struct place at)
{
    struct scorm *s = k->s;
    str wanted = str_of(prefixes[space]);
    if (space > SPACE_NAV || k->said[space] || str_eq(prefix, wanted))
        return;
    k->said[space] = true;
    if (space == SPACE_CP)
        FIND(s, E1701, at, "The elements of the manifest have the prefix %s; Moodle reads only "
             "those without one, and imports an empty activity.", shown_prefix(s, prefix));
    else if (space == SPACE_ADLCP)
        FIND(s, E1702, at, "The prefix is %s; Moodle knows adlcp: alone and takes every SCO for an "
             "asset, completed as soon as it is opened.", shown_prefix(s, prefix));
    else
        FIND(s, W1703, at, "The prefix is %s; Moodle knows %s: alone and does not see this.",
             shown_prefix(s, prefix), prefixes[space]);
}

static void check_prefixes(struct prefix_check *k, const struct xml_node *n)
{
    enum space space = scorm_space_of(k->s->edition, n);
    const struct xml_attr *type = scorm_scormtype(n);
    if (space > SPACE_NAV)
        return;
    if (scorm_space(k->s->edition, xml_namespace(n)) == space)
        check_prefix(k, space, xml_prefix(n), xml_place(n));
    if (type && scorm_attr_space(k->s->edition, type) == SPACE_ADLCP)
        check_prefix(k, SPACE_ADLCP, xml_attr_prefix(type), xml_attr_place(type));
    for (const struct xml_node *c = xml_child(n, NULL); c; c = xml_next(c, NULL))
        check_prefixes(k, c);
}

/* ------------------------------------------------------------ texts */

static str one_line(struct arena *a, str s)
{
    struct buf b = buf_new(a);
    for (str rest = str_trim(s); rest.n > 0; rest = str_trim(rest)) {
        size_t n = 0;
        while (n < rest.n && !strchr(" \t\r\n", rest.p[n]))
            n++;
        buf_puts(&b, b.n ? " " : "");
        buf_put(&b, str_head(rest, n));
        rest = str_from(rest, n);
    }
    return buf_str(&b);
}

static void check_texts(struct scorm *s, const struct package_item *item)
{
    const struct xml_node *n = scorm_child(s->edition, item->node, SPACE_CP, "title");
    const struct xml_node *mastery =
        scorm_child(s->edition, item->node, SPACE_ADLCP, "masteryscore");
    str title = n ? xml_text(s->arena, n) : S("");
    if (scorm_characters(title) > MOODLE_TEXT || scorm_characters(item->id) > MOODLE_TEXT)
        FIND(s, E1708, xml_place(n ? n : item->node), "The %s of \"%s\" has more than %d "
             "characters: Moodle fails to store it and leaves a broken activity.",
             scorm_characters(title) > MOODLE_TEXT ? "title" : "identifier", SHOWN(s, item->id),
             MOODLE_TEXT);
    else if (str_trim(title).n < title.n || str_find(title, S("\n")) < title.n) {
        FIND(s, N1707, xml_place(n), "Moodle keeps the line breaks and blanks round and in the "
             "title \"%s\".", SHOWN(s, title));
        scorm_mend_text(s, &package_rule_N1707, n, one_line(s->arena, title));
    }
    if (str_eq(item->title, S("0")) || (mastery && str_eq(item->mastery, S("0"))))
        FIND(s, W1709, xml_place(mastery && str_eq(item->mastery, S("0")) ? mastery : n),
             "Moodle takes the text \"0\" for none at all.");
    else if (mastery)
        FIND(s, W1714, xml_place(mastery), "Moodle sets the status passed or failed by this score "
             "at the end, whatever the SCO says.");
}

static const struct package_item *organization_of(const struct package_item *item)
{
    while (item->parent)
        item = item->parent;
    return item;
}

static void check_item(struct scorm *s, const struct package_item *item)
{
    check_texts(s, item);
    if (item->depth > 0 && str_eq(item->id, organization_of(item)->id))
        FIND(s, E1710, xml_place(item->node), "The item has the identifier of its organization, "
             "\"%s\": Moodle's player loops until it fails.", SHOWN(s, item->id));
    const struct xml_node *data = scorm_child(s->edition, item->node, SPACE_ADLCP, "data");
    if (data)
        FIND(s, W1720, xml_place(data), "Moodle does not implement adl.data: the shared data of "
             "\"%s\" cannot be read or written.", SHOWN(s, item->id));
}

static size_t check_items(struct scorm *s)
{
    size_t scos = 0;
    for (size_t i = 0; i < s->p->organizations.n; i++) {
        struct package_item *top = s->p->organizations.v[i];
        for (struct package_item *item = top; item; item = package_item_next(top, item)) {
            check_item(s, item);
            scos += str_eq(item->type, S("sco"));
        }
    }
    return scos;
}

/* ------------------------------------------------------------ the manifest as text */

/* From one place of the manifest to a later one. */
static void move(struct place *p, str bytes, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++) {
        bool line = bytes.p[i] == '\n';
        p->line += line;
        p->column = line ? 1 : p->column + (((unsigned char)bytes.p[i] & 0xC0) != 0x80);
    }
}

static struct place place_in(const struct scorm *s, str bytes, size_t at)
{
    struct place p = { .file = s->p->manifest_place, .line = 1, .column = 1 };
    move(&p, bytes, 0, at);
    return p;
}

/* Not of the signs that XML needs for itself. */
static void mend_reference(struct scorm *s, str bytes, size_t at, struct place place)
{
    enum { LONGEST = 12 };
    str rest = str_from(bytes, at);
    str near = str_head(rest, rest.n < LONGEST ? rest.n : LONGEST);
    str ref = str_head(near, str_find(near, S(";")) + 1);
    bool hex = ref.n > 4 && ref.p[2] == 'x';
    char *end = NULL;
    if (ref.n < 4 || ref.n > near.n)
        return;
    unsigned long c = strtoul(str_dup(s->arena, str_from(ref, hex ? 3 : 2)).p, &end, hex ? 16 : 10);
    struct buf b = buf_new(s->arena);
    if (*end != ';' || c < ' ' || c > 0x10ffff || (c < 0x80 && strchr("&<>\"'", (int)c)))
        return;
    buf_code_point(&b, (uint32_t)c);
    diag_mend(s->d, &package_rule_W1705, place, MEND_TEXT, ref, buf_str(&b));
}

static void check_references(struct scorm *s, str bytes)
{
    struct place at = place_in(s, bytes, 0), first = at;
    size_t count = 0;
    for (size_t from = 0, to; from < bytes.n; from = to + 2) {
        to = from + str_find(str_from(bytes, from), S("&#"));
        if (to >= bytes.n)
            break;
        move(&at, bytes, from, to);
        first = count++ == 0 ? at : first;
        mend_reference(s, bytes, to, at);
        at.column += 2;
    }
    if (count > 0)
        FIND(s, W1705, first, "Moodle shows learners a reference such as "
             "\"&#233;\" letter by letter; there %s %zu.", count == 1 ? "is" : "are", count);
}

static void check_cdata(struct scorm *s, str bytes)
{
    for (size_t at = 0; at < bytes.n;) {
        at += str_find(str_from(bytes, at), S("<![CDATA["));
        str section = str_head(str_from(bytes, at), str_find(str_from(bytes, at), S("]]>")));
        size_t sign = str_find(section, S("&"));
        if (sign < section.n) {
            FIND(s, W1706, place_in(s, bytes, at + sign), "Moodle turns the \"&\" of a CDATA "
                 "section into \"&amp;\", and learners read that.");
            return;
        }
        at += section.n;
    }
}

static void check_source(struct scorm *s)
{
    check_references(s, package_source(s->p));
    check_cdata(s, package_source(s->p));
}

/* ------------------------------------------------------------ files */

static const struct { const char *suffix, *served; bool refused; } types[] = {
    { ".mjs", "text/plain", true }, { ".wasm", "application/octet-stream", false },
    { ".webp", "application/octet-stream", false }, { ".avif", "application/octet-stream", false },
};

static void check_types(struct scorm *s)
{
    for (size_t t = 0; t < sizeof types / sizeof *types; t++) {
        str first = S("");
        for (size_t i = 0; i < s->p->files->list.n && first.n == 0; i++)
            if (str_eq_nocase(fs_suffix_of(s->p->files->list.v[i].path), str_of(types[t].suffix)))
                first = s->p->files->list.v[i].path;
        if (first.n > 0 && types[t].refused)
            FIND(s, E1718, package_place(s->p, first), "Moodle serves %s files as %s: browsers "
                 "refuse to run them as modules.", types[t].suffix, types[t].served);
        else if (first.n > 0)
            FIND(s, N1719, package_place(s->p, first), "Moodle serves %s files as %s.",
                 types[t].suffix, types[t].served);
    }
}

static void check_quotes(struct scorm *s)
{
    for (size_t i = 0; i < s->p->files->list.n; i++) {
        str path = s->p->files->list.v[i].path;
        if (str_find(path, S("\"")) < path.n) {
            FIND(s, E1716, package_place(s->p, path), "Moodle strips the quotation mark from the "
                 "name \"%s\" and does not find the file any more.", SHOWN(s, path));
            return;
        }
    }
}

static void check_bases(struct scorm *s, const struct xml_node *manifest)
{
    const struct xml_node *resources = scorm_child(s->edition, manifest, SPACE_CP, "resources");
    const struct xml_node *both[] = { manifest, resources };
    for (int i = 0; i < 2; i++)
        if (both[i] && xml_attr(both[i], "xml:base").n > 0)
            FIND(s, E1712, xml_place(both[i]), "Moodle ignores xml:base on <%s>: what is launched "
                 "is not found.", SHOWN(s, xml_name(both[i])));
}

/* ------------------------------------------------------------ the whole */

static void check_version(struct scorm *s)
{
    static const char *const known[] = { "1.3", "CAM 1.3", "2004 3rd Edition", "2004 4th Edition" };
    const struct xml_node *metadata = scorm_child(s->edition, s->root, SPACE_CP, "metadata");
    const struct xml_node *n = scorm_child(s->edition, metadata, SPACE_CP, "schemaversion");
    str version = n ? xml_text(s->arena, n) : S("");
    if (is_12(s))
        return;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (str_eq(version, str_of(known[i])))
            return;
    FIND(s, E1704, xml_place(n ? n : s->root), "Moodle takes a package of the version \"%s\" for "
         "SCORM 1.2, and its SCOs find no API.", SHOWN(s, version));
}

/* More than which way learners may go, and what is set by the content. */
static bool has_rules(const struct scorm *s, const struct package_item *item)
{
    static const char *const parts[] = { "sequencingRules", "rollupRules", "limitConditions",
                                         "randomizationControls" };
    const struct xml_node *n = scorm_child(s->edition, item->node, SPACE_SS, "sequencing");
    for (size_t i = 0; n && i < sizeof parts / sizeof *parts; i++)
        if (scorm_child(s->edition, n, SPACE_SS, parts[i]))
            return true;
    return n && scorm_attr(n, "IDRef");
}

static void check_sequencing(struct scorm *s)
{
    for (size_t i = 0; i < s->p->organizations.n && !is_12(s); i++) {
        struct package_item *top = s->p->organizations.v[i];
        for (struct package_item *item = top; item; item = package_item_next(top, item))
            if (has_rules(s, item)) {
                FIND(s, N1721, xml_place(item->node), "Moodle implements sequencing in part only; "
                     "try what \"%s\" asks for.", SHOWN(s, item->id));
                return;
            }
    }
}

void scorm_check_moodle(struct scorm *s)
{
    struct prefix_check prefix = { .s = s };
    check_prefixes(&prefix, s->root);
    check_version(s);
    check_source(s);
    size_t scos = check_items(s);
    if (s->p->organizations.n > 1)
        FIND(s, N1715, xml_place(s->p->organizations.v[1]->node), "Moodle imports all %zu "
             "organizations, not the default alone.", s->p->organizations.n);
    if (scos > 1)
        FIND(s, N1722, xml_place(s->root), "There are %zu SCOs; in Moodle one that is finished "
             "completes the activity unless \"Require all scos to return completion status\" is "
             "ticked.", scos);
    check_bases(s, s->root);
    check_types(s);
    check_quotes(s);
    check_sequencing(s);
}
