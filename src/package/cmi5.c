/*
 * cmi5 (Quartz, 1.0): a file cmi5.xml into the model, and what is wrong in it.
 *
 * What a course structure may hold stands in tables (from its clause 13 and the
 * schema named in 13.2); one walk holds every element against them and gathers
 * identifiers and references; these are looked up at the end. The reader goes by
 * names alone, so that a structure in a wrong namespace is still shown.
 */
#include "package/inside.h"

#include <string.h>

#include "package/address.h"
#include "package/names.h"

#define NAMESPACE S("https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd")
#define FILE_NAME S("cmi5.xml")

enum { ITEMS_MOST = 100000 };

/* ------------------------------------------------------------- the file */

/* "folder/cmi5.xml", one folder deep. */
static bool is_one_down(str path)
{
    size_t slash = str_find(path, S("/"));
    return slash < path.n && str_eq_nocase(str_from(path, slash + 1), FILE_NAME);
}

static const struct package_file *structure_file(const struct files *f)
{
    const struct package_file *found = files_find_loosely(f, FILE_NAME);
    for (size_t i = 0; i < f->list.n && !found; i++)
        if (is_one_down(f->list.v[i].path))
            found = &f->list.v[i];
    return found;
}

static bool recognise(struct package *p, struct diags *d)
{
    const struct package_file *file = structure_file(p->files);
    if (!file && p->files->is_bare && p->files->list.n == 1) {
        const struct xml_node *root = package_manifest(p, p->files->list.v[0].path, d);
        return root && str_eq(xml_name(root), S("courseStructure"));
    }
    if (file)
        (void)package_manifest(p, file->path, d);
    return file != NULL;
}

/* ---------------------------------------------------------- the reader */

static str trimmed(struct arena *a, const struct xml_node *n)
{
    return n ? str_trim(xml_text(a, n)) : S("");
}

static str attribute(const struct xml_node *n, const char *name)
{
    return str_trim(xml_attr(n, name));
}

static void read_texts(struct package *p, const struct xml_node *n, package_texts *to)
{
    for (const struct xml_node *l = n ? xml_child(n, "langstring") : NULL; l;
         l = xml_next(l, "langstring")) {
        str lang = package_attr(p, l, "lang");
        package_add_text(p, to, lang, trimmed(p->arena, l));
        if (lang.n > 0)
            package_add_language(p, lang);
    }
}

static void read_objectives(struct package *p, const struct xml_node *n, struct package_item *to)
{
    const struct xml_node *list = xml_child(n, "objectives");
    for (const struct xml_node *o = list ? xml_child(list, "objective") : NULL; o;
         o = xml_next(o, "objective"))
        *vec_push(p->arena, &to->objectives) = package_attr(p, o, "idref");
}

/* What blocks and AUs have alike. */
static void read_head(struct package *p, const struct xml_node *n, struct package_item *to)
{
    to->id = package_attr(p, n, "id");
    to->at = xml_place(n);
    read_texts(p, xml_child(n, "title"), &to->titles);
    read_texts(p, xml_child(n, "description"), &to->descriptions);
    to->title = to->titles.n ? to->titles.v[0].text : S("");
    read_objectives(p, n, to);
}

static void read_au(struct package *p, const struct xml_node *n, struct package_item *to)
{
    to->href = trimmed(p->arena, xml_child(n, "url"));
    to->mastery = package_attr(p, n, "masteryScore");
    to->move_on = package_attr(p, n, "moveOn");
    to->parameters = trimmed(p->arena, xml_child(n, "launchParameters"));
}

/* *left: items that are still read; as deep as the reader lets XML be. */
static void read_children(struct package *p, const struct xml_node *n, struct package_item *parent,
                          size_t *left)
{
    for (const struct xml_node *c = xml_child(n, NULL); c && *left > 0; c = xml_next(c, NULL)) {
        bool is_au = str_eq(xml_name(c), S("au"));
        if (!is_au && !str_eq(xml_name(c), S("block")))
            continue;
        --*left;
        struct package_item *item = package_add_item(p, parent);
        item->type = is_au ? S("au") : S("block");
        read_head(p, c, item);
        if (is_au)
            read_au(p, c, item);
        else
            read_children(p, c, item, left);
    }
}

static void read_structure(struct package *p, struct diags *d)
{
    (void)d;
    const struct xml_node *root = p->xml ? xml_root(p->xml) : NULL;
    const struct xml_node *course = root ? xml_child(root, "course") : NULL;
    p->edition = S("1.0");
    if (!root)
        return;
    struct package_item *top = package_add_item(p, NULL);
    read_head(p, course ? course : root, top);
    top->type = S("organization");
    p->id = top->id;
    p->title = top->title;
    p->titles = top->titles;
    p->descriptions = top->descriptions;
    size_t left = ITEMS_MOST;
    read_children(p, root, top, &left);
}

/* ------------------------------------------------------------ contents */

enum { FOREIGN_RANK = 99, PARTS_MOST = 6, TEXTS_COMPARED = 100 };

struct part {
    const char *name;
    int rank;                             /* parts stand in its order */
    bool is_needed, repeats;
    const struct content *content;        /* NULL: text */
};

struct content {
    const char *clause;
    const struct part *parts;
    size_t n;
    bool any_order;
    bool takes_foreign;                   /* elements of other namespaces, behind its own */
    const char *attributes;               /* between blanks */
};

#define PARTS(list) list, sizeof list / sizeof *list

static const struct content langstring = { "cmi5 13.1", NULL, 0, false, false, " lang " };
static const struct part text_parts[] = {
    { "langstring", 0, true, true, &langstring },
};
static const struct content text = { "cmi5 13.1", PARTS(text_parts), false, true, " " };

static const struct content reference = { "cmi5 13.1.2", NULL, 0, false, false, " idref " };
static const struct part reference_parts[] = { { "objective", 0, true, true, &reference } };
static const struct content references = {
    "cmi5 13.1.2", PARTS(reference_parts), false, true, " "
};

static const struct part objective_parts[] = {
    { "title", 0, true, false, &text }, { "description", 0, true, false, &text },
};
static const struct content objective = {
    "cmi5 13.1.3", PARTS(objective_parts), true, false, " id "
};
static const struct part objectives_parts[] = { { "objective", 0, true, true, &objective } };
static const struct content objectives = {
    "cmi5 13.1.3", PARTS(objectives_parts), false, true, " "
};

static const struct content plain = { "cmi5 13.1.4", NULL, 0, false, false, " " };
static const struct part au_parts[] = {
    { "title", 0, true, false, &text },             { "description", 1, true, false, &text },
    { "objectives", 2, false, false, &references }, { "url", 3, true, false, &plain },
    { "launchParameters", 4, false, false, &plain },
    { "entitlementKey", 5, false, false, &plain },
};
static const struct content au = {
    "cmi5 13.1.4", PARTS(au_parts), false, true,
    " id moveOn masteryScore launchMethod activityType "
};

static const struct content block;
static const struct part block_parts[] = {
    { "title", 0, true, false, &text },             { "description", 1, true, false, &text },
    { "objectives", 2, false, false, &references }, { "au", 3, false, true, &au },
    { "block", 3, false, true, &block },
};
static const struct content block = { "cmi5 13.1.2", PARTS(block_parts), false, true, " id " };

static const struct part course_parts[] = {
    { "title", 0, true, false, &text }, { "description", 1, true, false, &text },
};
static const struct content course = { "cmi5 13.1.1", PARTS(course_parts), false, true, " id " };

static const struct part structure_parts[] = {
    { "course", 0, true, false, &course }, { "objectives", 1, false, false, &objectives },
    { "au", 2, false, true, &au },         { "block", 2, false, true, &block },
};
static const struct content structure = { "cmi5 13.2", PARTS(structure_parts), false, true, " " };

/* -------------------------------------------------------------- checks */

struct named {                            /* an identifier and where it stands */
    str id;
    const struct xml_node *node;
};

struct checking {
    struct package *package;
    struct arena *arena;
    struct diags *diags;
    VEC(struct named) ids;                /* each once */
    struct names places;                  /* of an id in them */
    struct names objectives;              /* those that are declared */
    VEC(struct named) references;
    VEC(str) foreign;                     /* namespaces of others that were told of */
};

static const char *shown(const struct checking *k, str s)
{
    return package_shown(k->arena, s);
}

static const char *name_of(const struct checking *k, const struct xml_node *n)
{
    return shown(k, xml_name(n));
}

static bool has_attribute(const struct xml_node *n, const char *name)
{
    for (const struct xml_attr *at = xml_attrs(n); at; at = xml_attr_next(at))
        if (str_eq(xml_attr_name(at), str_of(name)))
            return true;
    return false;
}

static const struct part *part_of(const struct content *c, str name)
{
    for (size_t i = 0; i < c->n; i++)
        if (str_eq(name, str_of(c->parts[i].name)))
            return &c->parts[i];
    return NULL;
}

/* "title, description and url": what may stand there. */
static const char *parts_listed(struct arena *a, const struct content *c)
{
    struct buf b = buf_new(a);
    for (size_t i = 0; i < c->n; i++)
        buf_printf(&b, "%s<%s>", i == 0 ? "" : i + 1 < c->n ? ", " : " and ", c->parts[i].name);
    buf_byte(&b, 0);
    return b.p;
}

/* ---- other people's elements ---- */

static bool has_schema(const struct checking *k, str namespace)
{
    const struct xml_node *root = xml_root(k->package->xml);
    for (str rest = xml_attr(root, "xsi:schemaLocation"); rest.p;) {
        str word = str_trim(str_cut(&rest, ' '));
        if (str_find(word, namespace) < word.n)
            return true;
    }
    const struct files *f = k->package->files;
    for (size_t i = 0; i < f->list.n; i++)
        if (str_ends(f->list.v[i].path, S(".xsd")))
            return true;
    return false;
}

static void check_foreign(struct checking *k, const struct xml_node *n)
{
    str namespace = xml_namespace(n);
    for (size_t i = 0; i < k->foreign.n; i++)
        if (str_eq(k->foreign.v[i], namespace))
            return;
    *vec_push(k->arena, &k->foreign) = namespace;
    if (!has_schema(k, namespace))
        diag_add(k->diags, &package_rule_W1520, xml_place(n),
                 "<%s> is an extension of %s, and the package has no schema for it (cmi5 13.1.5).",
                 name_of(k, n), shown(k, namespace));
}

/* ---- texts ---- */

static bool is_language(str s)
{
    size_t part = 0, parts = 0;
    for (size_t i = 0; i < s.n; i++) {
        bool letter = (s.p[i] | 32) >= 'a' && (s.p[i] | 32) <= 'z';
        bool digit = s.p[i] >= '0' && s.p[i] <= '9';
        if (s.p[i] == '-' && part > 0) {
            parts++;
            part = 0;
        } else if (++part > 8 || !(letter || (digit && parts > 0))) {
            return false;
        }
    }
    return part > 0;
}

static void check_language(struct checking *k, const struct xml_node *n)
{
    str lang = attribute(n, "lang");
    if (!has_attribute(n, "lang"))
        diag_add(k->diags, &package_rule_W1517, xml_place(n),
                 "This <langstring> does not say its language (cmi5 13.1).");
    else if (!is_language(lang))
        diag_add(k->diags, &package_rule_E1516, xml_place(n),
                 "\"%s\" is no language tag, as \"en\" or \"fr-CA\" is (cmi5 13.2).",
                 shown(k, lang));
    int compared = 0;
    for (const struct xml_node *o = xml_child(xml_parent(n), "langstring");
         o && o != n && lang.n && compared++ < TEXTS_COMPARED; o = xml_next(o, "langstring"))
        if (str_eq_nocase(attribute(o, "lang"), lang)) {
            diag_add(k->diags, &package_rule_W1518, xml_place(n),
                     "There is a text in \"%s\" on line %d already.", shown(k, lang),
                     xml_place(o).line);
            return;
        }
}

/* ---- identifiers ---- */

static void check_iri(struct checking *k, const struct xml_node *n, const char *name, str value)
{
    if (!address_is_iri(value))
        diag_add(k->diags, &package_rule_E1506, xml_place(n),
                 "The %s \"%s\" of <%s> is not a full IRI (cmi5 3.0).", name, shown(k, value),
                 name_of(k, n));
}

static void check_id(struct checking *k, const struct xml_node *n, const char *clause)
{
    str id = attribute(n, "id");
    if (id.n == 0) {
        diag_add(k->diags, &package_rule_E1505, xml_place(n), "<%s> has no id (%s).",
                 name_of(k, n), clause);
        return;
    }
    check_iri(k, n, "id", id);
    if (str_eq(xml_name(n), S("objective")))
        (void)names_put(&k->objectives, id, 0);
    ptrdiff_t before = names_put(&k->places, id, k->ids.n);
    if (before == NAMES_NONE)
        *vec_push(k->arena, &k->ids) = (struct named){ id, n };
    else
        diag_add(k->diags, &package_rule_E1522, xml_place(n),
                 "The id \"%s\" is that of the <%s> on line %d already (cmi5 13.1.2 to 13.1.4).",
                 shown(k, id), name_of(k, k->ids.v[before].node),
                 xml_place(k->ids.v[before].node).line);
}

static void check_reference(struct checking *k, const struct xml_node *n)
{
    str id = attribute(n, "idref");
    if (id.n == 0)
        diag_add(k->diags, &package_rule_E1515, xml_place(n),
                 "This <objective> does not say by idref which one it means (cmi5 13.1.2).");
    else
        *vec_push(k->arena, &k->references) = (struct named){ id, n };
}

/* ---- of an AU ---- */

static bool is_among(str value, const char *const *values)
{
    for (; *values; values++)
        if (str_eq(value, str_of(*values)))
            return true;
    return false;
}

static void check_word(struct checking *k, const struct xml_node *n, const char *name,
                       const char *const *values, const char *listed)
{
    str value = attribute(n, name);
    if (has_attribute(n, name) && !is_among(value, values))
        diag_add(k->diags, &package_rule_E1508, xml_place(n),
                 "%s=\"%s\": it is one of %s (cmi5 13.1.4).", name, shown(k, value), listed);
}

/* xs:decimal: a sign, digits and one point. *decimals: digits behind it. */
static bool is_decimal(str s, size_t *decimals)
{
    size_t digits = 0, points = 0;
    *decimals = 0;
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == '.')
            points++;
        else if (s.p[i] >= '0' && s.p[i] <= '9')
            *decimals += ++digits > 0 && points > 0;
        else if (i > 0 || (s.p[i] != '+' && s.p[i] != '-'))
            return false;
    }
    return digits > 0 && points <= 1;
}

static void check_mastery(struct checking *k, const struct xml_node *n)
{
    str value = attribute(n, "masteryScore");
    size_t decimals;
    double score;
    if (!has_attribute(n, "masteryScore"))
        return;
    if (!is_decimal(value, &decimals) || !str_real(value, &score) || score < 0 || score > 1)
        diag_add(k->diags, &package_rule_E1509, xml_place(n),
                 "masteryScore=\"%s\" is no decimal number from 0 to 1 (cmi5 13.1.4).",
                 shown(k, value));
    else if (decimals > 4)
        diag_add(k->diags, &package_rule_W1510, xml_place(n),
                 "masteryScore=\"%s\" has %zu decimals; up to 4 count (cmi5 13.1.4).",
                 shown(k, value), decimals);
}

static void check_collisions(struct checking *k, const struct xml_node *n, str url)
{
    static const char *const taken[] = {
        "endpoint", "fetch", "actor", "registration", "activityId", NULL
    };
    str query = address_query(url), name;
    while (address_next_name(&query, &name))
        if (is_among(name, taken))
            diag_add(k->diags, &package_rule_E1513, xml_place(n),
                     "The query of the url has \"%s\", which the platform adds at launch "
                     "(cmi5 8.1).", shown(k, name));
}

static void check_file(struct checking *k, const struct xml_node *n, str url)
{
    str path = S("");
    bool inside = package_resolve(k->arena, S(""), url, &path);
    if (k->package->files->is_bare)
        diag_add(k->diags, &package_rule_E1511, xml_place(n),
                 "\"%s\" is relative, and there is no package it could lie in (cmi5 14.2).",
                 shown(k, url));
    else if (!inside || !files_find(k->package->files, path))
        diag_add(k->diags, &package_rule_E1512, xml_place(n),
                 "There is no file \"%s\" in the package to launch (cmi5 14.1).",
                 shown(k, inside ? path : url));
}

/* Applications have schemes of their own; these reach into the learner's machine or page. */
static bool is_hazard(str url)
{
    static const char *const schemes[] = { "file", "javascript", "vbscript", "data", "blob", NULL };
    str scheme = str_head(url, str_find(url, S(":")));
    for (size_t i = 0; schemes[i] && scheme.n < url.n; i++)
        if (str_eq_nocase(scheme, str_of(schemes[i])))
            return true;
    return false;
}

static void check_url(struct checking *k, const struct xml_node *n)
{
    str url = trimmed(k->arena, n);
    const char *fault = url.n == 0 ? "nothing"
                      : is_hazard(url) ? "an address that is no course" : address_fault(url);
    if (fault)
        diag_add(k->diags, &package_rule_E1514, xml_place(n),
                 "The url \"%s\" holds %s (cmi5 13.1.4, RFC 1738).", shown(k, url), fault);
    check_collisions(k, n, url);
    if (url.n > 0 && !package_is_address(url))
        check_file(k, n, url);
}

static void check_au(struct checking *k, const struct xml_node *n)
{
    static const char *const moves[] = {
        "NotApplicable", "Passed", "Completed", "CompletedAndPassed", "CompletedOrPassed", NULL
    };
    static const char *const launches[] = { "AnyWindow", "OwnWindow", NULL };
    check_word(k, n, "moveOn", moves,
               "NotApplicable, Passed, Completed, CompletedAndPassed, CompletedOrPassed");
    check_word(k, n, "launchMethod", launches, "AnyWindow, OwnWindow");
    check_mastery(k, n);
    str type = attribute(n, "activityType");
    if (type.n > 0)
        check_iri(k, n, "activityType", type);
}

/* ---- every element ---- */

static void check_attributes(struct checking *k, const struct xml_node *n, const struct content *c)
{
    for (const struct xml_attr *at = xml_attrs(n); at; at = xml_attr_next(at)) {
        str name = xml_attr_name(at);
        str word = str_cat(k->arena, S(" "), name, S(" "));
        if (xml_attr_namespace(at).n == 0 &&
            str_find(str_of(c->attributes), word) == strlen(c->attributes))
            diag_add(k->diags, &package_rule_E1504, xml_attr_place(at),
                     "<%s> takes no attribute \"%s\" (%s).", name_of(k, n), shown(k, name),
                     c->clause);
    }
}

static void check_text(struct checking *k, const struct xml_node *n, const struct content *c)
{
    if (c->n == 0 && c != &reference)
        return;
    for (const struct xml_node *t = xml_child(n, ""); t; t = xml_next(t, ""))
        if (xml_is_text(t) && str_trim(xml_chars(t)).n > 0) {
            diag_add(k->diags, &package_rule_E1504, xml_place(t),
                     "<%s> holds text, which cannot stand there (%s).", name_of(k, n), c->clause);
            return;
        }
}

/* What the tables cannot say of an element. */
static void check_itself(struct checking *k, const struct xml_node *n, const struct content *c)
{
    if (c == &course || c == &block || c == &au || c == &objective)
        check_id(k, n, c->clause);
    if (c == &au)
        check_au(k, n);
    if (c == &langstring)
        check_language(k, n);
    if (c == &reference)
        check_reference(k, n);
    if (c == &plain && str_eq(xml_name(n), S("url")))
        check_url(k, n);
    if (c == &text && str_eq(xml_name(n), S("title")) && trimmed(k->arena, n).n == 0
        && xml_child(n, "langstring"))
        diag_add(k->diags, &package_rule_W1519, xml_place(n),
                 "The title is empty; learners see nothing to choose (%s).", c->clause);
    bool empty = !xml_child(n, "au") && !xml_child(n, "block") && !xml_is_cut(n);
    if (c == &block && empty)
        diag_add(k->diags, &package_rule_E1507, xml_place(n),
                 "This <block> holds no <au> and no <block> (cmi5 13.1.2).");
    if (c == &structure && empty)
        diag_add(k->diags, &package_rule_E1507, xml_place(n),
                 "The course holds no <au> and no <block>, so there is nothing to launch "
                 "(cmi5 13.2).");
}

/* Of the children of one element, so far. */
struct met {
    const struct xml_node *first[PARTS_MOST];
    int rank;                             /* of the last that stood right */
};

/* False: there is no more to say of it and what it holds. */
static bool check_place(struct checking *k, const struct xml_node *n, const struct content *c,
                        const struct part *part, struct met *met)
{
    if (!part) {
        diag_add(k->diags, &package_rule_E1504, xml_place(n), c->n
                     ? "<%s> cannot stand in <%s>, which holds %s (%s)."
                     : "<%s> cannot stand in <%s>%s (%s).", name_of(k, n),
                 name_of(k, xml_parent(n)), parts_listed(k->arena, c), c->clause);
        return false;
    }
    const struct xml_node **first = &met->first[part - c->parts];
    if (*first && !part->repeats)
        diag_add(k->diags, &package_rule_E1504, xml_place(n),
                 "<%s> stands here a second time; the first is on line %d (%s).", name_of(k, n),
                 xml_place(*first).line, c->clause);
    else if (part->rank < met->rank && !c->any_order)
        diag_add(k->diags, &package_rule_E1503, xml_place(n),
                 "<%s> stands too late in <%s>: the order is %s%s (%s).", name_of(k, n),
                 name_of(k, xml_parent(n)), parts_listed(k->arena, c),
                 met->rank == FOREIGN_RANK ? ", then extensions" : "", c->clause);
    else
        met->rank = part->rank;
    *first = *first ? *first : n;
    return true;
}

static void check_missing(struct checking *k, const struct xml_node *n, const struct content *c)
{
    for (size_t i = 0; i < c->n; i++)
        if (c->parts[i].is_needed && !xml_child(n, c->parts[i].name) && !xml_is_cut(n))
            diag_add(k->diags, &package_rule_E1502, xml_place(n), "<%s> has no <%s> (%s).",
                     name_of(k, n), c->parts[i].name, c->clause);
}

/* More would not be kept. */
static bool is_full(const struct diags *d)
{
    return d->list.n >= (d->limit ? d->limit : DIAG_LIMIT);
}

/* As deep as the reader lets XML be. */
static void check_element(struct checking *k, const struct xml_node *n, const struct content *c)
{
    str own = xml_namespace(xml_root(k->package->xml));
    struct met met = { .rank = 0 };
    if (is_full(k->diags))
        return;
    check_attributes(k, n, c);
    check_text(k, n, c);
    check_itself(k, n, c);
    check_missing(k, n, c);
    for (const struct xml_node *child = xml_child(n, NULL); child; child = xml_next(child, NULL)) {
        str namespace = xml_namespace(child);
        bool foreign = !str_eq(namespace, own) && namespace.n > 0;
        const struct part *part = foreign ? NULL : part_of(c, xml_name(child));
        if (foreign && c->takes_foreign) {
            check_foreign(k, child);
            met.rank = FOREIGN_RANK;
        } else if (check_place(k, child, c, part, &met) && part->content) {
            check_element(k, child, part->content);
        }
    }
}

static void check_references(struct checking *k)
{
    for (size_t i = 0; i < k->references.n; i++)
        if (names_find(&k->objectives, k->references.v[i].id) == NAMES_NONE)
            diag_add(k->diags, &package_rule_E1515, xml_place(k->references.v[i].node),
                     "No objective \"%s\" is declared at the top of the course structure "
                     "(cmi5 13.1.2).", shown(k, k->references.v[i].id));
}

/* ---- the whole ---- */

static void check_name(struct checking *k)
{
    const struct package *p = k->package;
    if (str_eq(p->manifest, FILE_NAME))
        return;
    diag_add(k->diags, &package_rule_E1500, package_place(p, p->manifest), p->files->is_bare
                 ? "The course structure is called \"%s\"; its name is cmi5.xml (cmi5 13.2)."
                 : "The course structure is \"%s\"; it must be cmi5.xml at the root of the package "
                   "(cmi5 14.1).", shown(k, p->manifest));
}

static void check(struct package *p, const struct package_how *how, struct diags *d)
{
    (void)how;
    struct checking k = { .package = p, .arena = p->arena, .diags = d };
    k.places.arena = k.objectives.arena = p->arena;
    const struct xml_node *root = p->xml ? xml_root(p->xml) : NULL;
    check_name(&k);
    if (!root)
        return;
    if ((!str_eq(xml_name(root), S("courseStructure"))
         || !str_eq(xml_namespace(root), NAMESPACE)) && !xml_is_torn(root))
        diag_add(d, &package_rule_E1501, xml_place(root),
                 "The root is <%s> of %s; it must be <courseStructure> of " STR_FMT " (cmi5 13.2).",
                 name_of(&k, root),
                 xml_namespace(root).n ? shown(&k, xml_namespace(root)) : "no namespace",
                 STR_ARG(NAMESPACE));
    if (!str_eq(xml_name(root), S("courseStructure")))
        return;
    check_element(&k, root, &structure);
    check_references(&k);
}

extern const struct package_reader package_reader_cmi5;

const struct package_reader package_reader_cmi5 = {
    .kind = PACKAGE_CMI5, .recognise = recognise, .read = read_structure, .check = check,
};
