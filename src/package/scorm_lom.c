/*
 * Metadata: which standard the package says it follows, and what LOM says of the
 * whole, inline or in the file that adlcp:location names.
 *
 * IMS metadata 1.2 (<imsmd:langstring xml:lang="en">) and IEEE LOM (<string
 * language="en">) differ in names only.
 */
#include "package/scorm.h"

enum { LOOKED_INTO = 100 };               /* files with metadata */

/* ------------------------------------------------------------ reading */

static bool is_lom_text(const struct xml_node *n)
{
    return str_eq(xml_name(n), S("langstring")) || str_eq(xml_name(n), S("string"));
}

static str language_of(const struct xml_node *n)
{
    str lang = xml_attr(n, "xml:lang");
    return lang.n ? lang : xml_attr(n, "language");
}

static void read_texts(struct package *p, const struct xml_node *of, package_texts *to)
{
    for (const struct xml_node *n = of ? xml_child(of, NULL) : NULL; n; n = xml_next(n, NULL))
        if (is_lom_text(n))
            package_add_text(p, to, str_dup(p->arena, language_of(n)),
                             str_trim(xml_text(p->arena, n)));
}

static void read_lom(struct package *p, const struct xml_node *lom)
{
    const struct xml_node *general = xml_child(lom, "general"), *n;
    if (!general)
        return;
    read_texts(p, xml_child(general, "title"), &p->titles);
    for (n = xml_child(general, "description"); n; n = xml_next(n, "description"))
        read_texts(p, n, &p->descriptions);
    for (n = xml_child(general, "keyword"); n; n = xml_next(n, "keyword"))
        read_texts(p, n, &p->keywords);
    for (n = xml_child(general, "language"); n; n = xml_next(n, "language"))
        package_add_language(p, str_trim(xml_text(p->arena, n)));
}

static const struct xml_node *lom_in(unsigned edition, const struct xml_node *metadata)
{
    return metadata ? scorm_child(edition, metadata, SPACE_LOM, "lom") : NULL;
}

static const struct xml_node *location_in(unsigned edition, const struct xml_node *metadata)
{
    return metadata ? scorm_child(edition, metadata, SPACE_ADLCP, "location") : NULL;
}

void scorm_read_metadata(struct package *p, unsigned edition, const struct xml_node *metadata)
{
    const struct xml_node *lom = lom_in(edition, metadata), *at = location_in(edition, metadata);
    struct diags unheard = { .arena = p->arena, .limit = 1 };
    if (lom)
        read_lom(p, lom);
    if (!at || !package_resolve(p->arena, S(""), str_trim(xml_text(p->arena, at)),
                                &p->metadata_file))
        return;
    struct xml *x = package_read_xml(p, p->metadata_file, &unheard);
    if (x && xml_root(x))
        read_lom(p, xml_root(x));
    xml_free(x);
}

/* ------------------------------------------------------------ the standard it names */

static bool is_version(const struct scorm *s, str version)
{
    static const char *const of_2004[] = { "2004 4th Edition", "2004 3rd Edition",
                                           "2004 2nd Edition", "CAM 1.3", "1.3" };
    if (is_12(s))
        return str_eq(version, S("1.2"));
    for (size_t i = 0; i < sizeof of_2004 / sizeof *of_2004; i++)
        if (str_eq(version, str_of(of_2004[i])))
            return true;
    return false;
}

static const char *versions(const struct scorm *s)
{
    return is_12(s) ? "\"1.2\"" : "\"2004 4th Edition\", \"2004 3rd Edition\" or \"CAM 1.3\"";
}

static void check_standard(struct scorm *s, const struct xml_node *metadata)
{
    const struct xml_node *schema = scorm_child(s->edition, metadata, SPACE_CP, "schema");
    const struct xml_node *version = scorm_child(s->edition, metadata, SPACE_CP, "schemaversion");
    str said = version ? xml_text(s->arena, version) : S("");
    struct place at = xml_place(metadata ? metadata : s->root);
    if (!schema || !version)
        FIND(s, W1249, at, "The manifest does not say which standard it follows: <%s> is missing.",
             schema ? "schemaversion" : "schema");
    if (schema && !str_eq(s->p->schema, S("ADL SCORM")))
        FIND(s, E1248, xml_place(schema), "<schema> is \"%s\"; it must be \"ADL SCORM\".",
             SHOWN(s, s->p->schema));
    if (version && !is_version(s, str_trim(said))) {
        FIND(s, E1260, xml_place(version), "<schemaversion> is \"%s\"; for this manifest it must be "
             "%s.", SHOWN(s, said), versions(s));
        if (s->edition == ED_3RD || s->edition == ED_4TH)
            scorm_mend_text(s, &package_rule_E1260, version, s->p->edition);
    } else if (version && str_trim(said).n < said.n) {
        FIND(s, W1261, xml_place(version), "White space stands around \"%s\" in <schemaversion>.",
             SHOWN(s, said));
        scorm_mend_text(s, &package_rule_W1261, version, str_trim(said));
    }
}

/* ------------------------------------------------------------ its metadata */

/* Characters that IMS metadata 1.2 lets a text have (imsmd_rootv1p2p1.xsd). */
static const struct { const char *name; size_t most; } limits[] = {
    { "title", 1000 }, { "description", 2000 }, { "keyword", 1000 }, { "coverage", 1000 },
};

static void check_lengths(struct scorm *s, const struct xml_node *general)
{
    for (const struct xml_node *of = xml_child(general, NULL); of; of = xml_next(of, NULL))
        for (size_t i = 0; i < sizeof limits / sizeof *limits; i++) {
            if (!str_eq(xml_name(of), str_of(limits[i].name)))
                continue;
            const struct xml_node *n = xml_child(of, NULL);
            for (; n; n = xml_next(n, NULL)) {
                size_t count = scorm_characters(xml_text(s->arena, n));
                if (is_lom_text(n) && count > limits[i].most)
                    FIND(s, W1262, xml_place(n), "The %s of the metadata has %zu characters; "
                         "platforms must take %zu and no more.", limits[i].name, count,
                         limits[i].most);
            }
        }
}

static void check_lom(struct scorm *s, const struct xml_node *lom)
{
    const struct xml_node *general = xml_child(lom, "general");
    if (general)
        check_lengths(s, general);
}

static void check_location(struct scorm *s, const struct xml_node *at)
{
    str name = str_trim(xml_text(s->arena, at)), path;
    if (package_is_address(name) || s->p->files->is_bare)
        return;
    if (!package_resolve(s->arena, S(""), name, &path) || !files_find(s->p->files, path)) {
        if (names_put(&s->located, path, 0) == NAMES_NONE)
            FIND(s, E1263, xml_place(at), "There is no file \"%s\" in the package.",
                 SHOWN(s, name));
        return;
    }
    if (names_put(&s->located, path, 0) != NAMES_NONE || s->located.n > LOOKED_INTO)
        return;
    struct xml *x = package_read_xml(s->p, path, s->d);
    if (x && xml_root(x))
        check_lom(s, xml_root(x));
    xml_free(x);
}

/* Every element of IMS can have metadata. XML_DEPTH bounds how deep it goes. */
static void check_locations(struct scorm *s, const struct xml_node *n)
{
    const struct xml_node *at = location_in(s->edition, n);
    if (at)
        check_location(s, at);
    for (const struct xml_node *c = xml_child(n, NULL); c; c = xml_next(c, NULL))
        if (scorm_space_of(s->edition, c) == SPACE_CP)
            check_locations(s, c);
}

void scorm_check_metadata(struct scorm *s)
{
    const struct xml_node *metadata = scorm_child(s->edition, s->root, SPACE_CP, "metadata");
    const struct xml_node *lom = lom_in(s->edition, metadata);
    if (s->p->is_whole && (metadata || is_12(s)))
        check_standard(s, metadata);
    if (lom)
        check_lom(s, lom);
    check_locations(s, s->root);
}
