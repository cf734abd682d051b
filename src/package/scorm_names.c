/*
 * The namespaces of a manifest: are they those of its standard, and do the control
 * documents that it names lie in the package?
 */
#include "base/fs.h"
#include "package/scorm.h"

struct looking {                          /* each wrong namespace is said once */
    struct scorm *s;
    struct names said, used;
    size_t missing;                       /* control documents */
    str first;                            /* of them */
};

static unsigned other_edition(const struct scorm *s)
{
    return is_12(s) ? ED_2004 : ED_12;
}

static const char *uri_of(const struct scorm *s, enum space space)
{
    static const char *const of_12[SPACE_COUNT] = {
        [SPACE_CP] = "http://www.imsproject.org/xsd/imscp_rootv1p1p2",
        [SPACE_ADLCP] = "http://www.adlnet.org/xsd/adlcp_rootv1p2",
    };
    static const char *const of_2004[SPACE_COUNT] = {
        [SPACE_CP] = "http://www.imsglobal.org/xsd/imscp_v1p1",
        [SPACE_ADLCP] = "http://www.adlnet.org/xsd/adlcp_v1p3",
        [SPACE_SS] = "http://www.imsglobal.org/xsd/imsss",
        [SPACE_SEQ] = "http://www.adlnet.org/xsd/adlseq_v1p3",
        [SPACE_NAV] = "http://www.adlnet.org/xsd/adlnav_v1p3",
    };
    const char *uri = is_12(s) ? of_12[space] : of_2004[space];
    return uri ? uri : "its own";
}

static void say_wrong(struct looking *l, enum space space, str uri, const char *name,
                      struct place at)
{
    struct scorm *s = l->s;
    bool of_other = scorm_space(other_edition(s), uri) < SPACE_LOM;
    str key = of_other ? S("other") : uri;
    if (names_put(&l->said, key, 0) != NAMES_NONE)
        return;
    if (of_other)
        FIND(s, E1203, at, "The namespace %s is of another standard than the rest, which is %s.",
             SHOWN(s, uri), package_kind_name(s->p->kind));
    else if (space == SPACE_CP)
        FIND(s, E1201, at, "<%s> is in %s%s; the manifest of %s is in %s.", name,
             uri.n ? "the namespace " : "no namespace", SHOWN(s, uri),
             package_kind_name(s->p->kind), uri_of(s, space));
    else
        FIND(s, E1202, at, "%s is in %s%s; it belongs to %s.", name,
             uri.n ? "the namespace " : "no namespace", SHOWN(s, uri), uri_of(s, space));
}

static void look_at_attributes(struct looking *l, const struct xml_node *n)
{
    const struct xml_attr *type = scorm_scormtype(n);
    for (const struct xml_attr *a = xml_attrs(n); a; a = xml_attr_next(a)) {
        enum space space = scorm_attr_space(l->s->edition, a);
        if (space < SPACE_XSI)
            names_put(&l->used, xml_attr_namespace(a), 0);
        if (a == type && space == SPACE_NONE)
            FIND(l->s, E1244, xml_attr_place(a), "%s is written without its prefix; it is not "
                 "an attribute of IMS but of ADL.", SHOWN(l->s, xml_attr_name(a)));
        else if (a == type && xml_attr_namespace(a).n > 0 && space != SPACE_ADLCP)
            say_wrong(l, SPACE_ADLCP, xml_attr_namespace(a), SHOWN(l->s, xml_attr_name(a)),
                      xml_attr_place(a));
    }
}

/* XML_DEPTH bounds how deep it goes. What is inside LOM and extensions is theirs. */
static void look(struct looking *l, const struct xml_node *n)
{
    enum space space = scorm_space_of(l->s->edition, n);
    str uri = xml_namespace(n);
    if (scorm_space(l->s->edition, uri) < SPACE_LOM)
        names_put(&l->used, uri, 0);
    if (space < SPACE_LOM && scorm_space(l->s->edition, uri) != space)
        say_wrong(l, space, uri, SHOWN(l->s, xml_name(n)), xml_place(n));
    if (space >= SPACE_LOM)
        return;
    if (space == SPACE_CP)
        look_at_attributes(l, n);
    for (const struct xml_node *c = xml_child(n, NULL); c; c = xml_next(c, NULL))
        look(l, c);
}

/* ------------------------------------------------------------ control documents */

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static str next_word(str *rest)
{
    *rest = str_trim(*rest);
    size_t n = 0;
    while (n < rest->n && !is_blank(rest->p[n]))
        n++;
    str word = str_head(*rest, n);
    *rest = str_from(*rest, n);
    return word;
}

static void look_for_document(struct looking *l, str uri, str location, struct place at)
{
    struct scorm *s = l->s;
    str path;
    if (location.n == 0) {
        FIND(s, W1214, at, "xsi:schemaLocation has a namespace without a file: %s.",
             SHOWN(s, uri));
        return;
    }
    if (s->p->files->is_bare || package_is_address(location)
        || !package_resolve(s->arena, S(""), location, &path) || files_find(s->p->files, path))
        return;
    if (l->missing++ == 0)
        l->first = location;
}

static void say_missing(struct looking *l, struct place at)
{
    struct scorm *s = l->s;
    if (l->missing == 1)
        FIND(s, W1213, at, "The control document %s is named and not in the package.",
             SHOWN(s, l->first));
    else if (l->missing > 1)
        FIND(s, W1213, at, "%zu control documents are named and not in the package, the first is "
             "%s.", l->missing, SHOWN(s, l->first));
}

static void look_at_locations(struct looking *l)
{
    struct scorm *s = l->s;
    struct names mapped = { .arena = s->arena };
    struct place at = xml_place(s->root);
    for (const struct xml_attr *a = xml_attrs(s->root); a; a = xml_attr_next(a)) {
        if (scorm_attr_space(s->edition, a) != SPACE_XSI
            || !str_eq(xml_attr_name(a), S("schemaLocation")))
            continue;
        at = xml_attr_place(a);
        for (str rest = xml_attr_value(a); str_trim(rest).n > 0;) {
            str uri = next_word(&rest), location = next_word(&rest);
            names_put(&mapped, uri, 0);
            look_for_document(l, uri, location, at);
        }
    }
    say_missing(l, at);
    for (size_t i = 0; i < l->used.nslots && !is_12(s); i++) {
        str uri = l->used.slots[i].name;
        if (uri.n > 0 && names_find(&mapped, uri) == NAMES_NONE
            && scorm_space(ED_2004, uri) < SPACE_LOM)
            FIND(s, W1305, at, "The namespace %s is used, and xsi:schemaLocation names no control "
                 "document for it.", SHOWN(s, uri));
    }
}

bool scorm_check_spaces(struct scorm *s)
{
    struct looking l = { .s = s, .said.arena = s->arena, .used.arena = s->arena };
    if (!str_eq(xml_name(s->root), S("manifest"))) {
        FIND(s, E1200, xml_place(s->root), "The root element is <%s>, not <manifest>.",
             SHOWN(s, xml_name(s->root)));
        return false;
    }
    look(&l, s->root);
    look_at_locations(&l);
    return true;
}
