/* In: a course. Out: its <lom>. */
#include "pack/lom.h"

/* The same element is called differently in the two bindings. */
#define NAMES(N)                                                                  \
    N(lom, "imsmd:lom", "lom")                                                    \
    N(general, "imsmd:general", "general")                                        \
    N(title, "imsmd:title", "title")                                              \
    N(catalogentry, "imsmd:catalogentry", "identifier")                           \
    N(catalog, "imsmd:catalog", "catalog")                                        \
    N(entry, "imsmd:entry", "entry")                                              \
    N(language, "imsmd:language", "language")                                     \
    N(description, "imsmd:description", "description")                            \
    N(keyword, "imsmd:keyword", "keyword")                                        \
    N(lifecycle, "imsmd:lifecycle", "lifeCycle")                                  \
    N(version, "imsmd:version", "version")                                        \
    N(status, "imsmd:status", "status")                                           \
    N(contribute, "imsmd:contribute", "contribute")                               \
    N(role, "imsmd:role", "role")                                                 \
    N(entity, "imsmd:centity", "entity")                                          \
    N(date, "imsmd:date", "date")                                                 \
    N(datetime, "imsmd:datetime", "dateTime")                                     \
    N(metametadata, "imsmd:metametadata", "metaMetadata")                         \
    N(scheme, "imsmd:metadatascheme", "metadataSchema")                           \
    N(technical, "imsmd:technical", "technical")                                  \
    N(format, "imsmd:format", "format")                                           \
    N(location, "imsmd:location", "location")                                     \
    N(educational, "imsmd:educational", "educational")                            \
    N(user, "imsmd:intendedenduserrole", "intendedEndUserRole")                   \
    N(time, "imsmd:typicallearningtime", "typicalLearningTime")                   \
    N(duration, "imsmd:datetime", "duration")                                     \
    N(rights, "imsmd:rights", "rights")                                           \
    N(copyright, "imsmd:copyrightandotherrestrictions", "copyrightAndOtherRestrictions") \
    N(classification, "imsmd:classification", "classification")                   \
    N(purpose, "imsmd:purpose", "purpose")                                        \
    N(source, "imsmd:source", "source")                                           \
    N(value, "imsmd:value", "value")                                              \
    N(string, "imsmd:langstring", "string")

enum name {
#define N(name, ims, ieee) N_##name,
    NAMES(N)
#undef N
};

static const char *const names[][2] = {
#define N(name, ims, ieee) { ims, ieee },
    NAMES(N)
#undef N
};

enum { TITLE = 1000, DESCRIPTION = 2000, KEYWORD = 1000, KEYWORDS = 10, NOTE = 1000, LANGUAGES = 10,
       CONTRIBUTORS = 30, CLASSIFICATIONS = 40 };

struct lom {
    struct xml_out *o;
    enum lom_binding binding;
    const struct packing *p;
    struct arena *arena;
};

static const char *name(const struct lom *l, enum name n) { return names[n][l->binding]; }

static void open_group(const struct lom *l, enum name n) { manifest_group(l->o, name(l, n)); }
static void close_group(const struct lom *l) { manifest_close(l->o); }

static void put(const struct lom *l, enum name n, str text)
{
    manifest_leaf(l->o, name(l, n), text);
}

/* -------------------------------------------------------------- values */

static void put_string(const struct lom *l, str lang, str text)
{
    xml_open(l->o, name(l, N_string));
    xml_put_attr(l->o, l->binding == LOM_IMS ? "xml:lang" : "language", lang);
    xml_put_text(l->o, text);
    xml_close(l->o);
}

static void put_one(const struct lom *l, enum name n, str lang, str text)
{
    xml_open(l->o, name(l, n));
    put_string(l, lang, text);
    close_group(l);
}

static void put_texts(const struct lom *l, enum name n, const struct node *of, size_t most)
{
    struct texts all = texts_of(l->arena, l->p, of, most);
    if (all.n == 0)
        return;
    xml_open(l->o, name(l, n));
    for (size_t i = 0; i < all.n && i < LANGUAGES; i++)
        put_string(l, all.v[i].lang, all.v[i].text);
    close_group(l);
}

/* IMS writes the words of a vocabulary as strings of no language, and some of them otherwise. */
static void put_word(const struct lom *l, enum name n, const char *ims, const char *ieee)
{
    xml_open(l->o, name(l, n));
    if (l->binding == LOM_IMS) {
        put_one(l, N_source, S("x-none"), S("LOMv1.0"));
        put_one(l, N_value, S("x-none"), str_of(ims));
    } else {
        put(l, N_source, S("LOMv1.0"));
        put(l, N_value, str_of(ieee));
    }
    close_group(l);
}

/* ---------------------------------------------------------- categories */

static const struct node *of_course(const struct lom *l, enum element e)
{
    return node_child(l->p->course->root, e);
}

static void put_keywords(const struct lom *l, size_t most)
{
    const struct node *n = of_course(l, EL_keyword);
    if (!n)
        put_texts(l, N_keyword, of_course(l, EL_title), KEYWORD);
    for (size_t i = 0; n && i < most; n = node_next(n, EL_keyword), i++)
        put_texts(l, N_keyword, n, KEYWORD);
}

static void put_identifier(const struct lom *l)
{
    const struct course *c = l->p->course;
    open_group(l, N_catalogentry);
    put(l, N_catalog, c->iri.n > 0 ? S("URI") : S("etalon"));
    str entry = c->iri.n > 0 ? c->iri : c->id;
    if (l->binding == LOM_IMS)
        put_one(l, N_entry, S("x-none"), entry);
    else
        put(l, N_entry, entry);
    close_group(l);
}

static void put_general(const struct lom *l)
{
    open_group(l, N_general);
    if (l->binding == LOM_IEEE)
        put_identifier(l);
    put_texts(l, N_title, of_course(l, EL_title), TITLE);
    if (l->binding == LOM_IMS)
        put_identifier(l);
    for (size_t i = 0; i < l->p->editions.n && i < LANGUAGES; i++)
        put(l, N_language, l->p->editions.v[i]->lang);
    put_texts(l, N_description, of_course(l, EL_summary), DESCRIPTION);
    put_keywords(l, KEYWORDS);
    close_group(l);
}

static const struct { const char *role, *ims, *ieee; } roles[] = {
    { "author", "Author", "author" },
    { "editor", "Editor", "editor" },
    { "reviewer", "Validator", "validator" },
    { "illustrator", "Graphical Designer", "graphical designer" },
    { "translator", "Unknown", "unknown" },
};

/* A vCard 3.0 (RFC 2426): these may not stand in it as they are. */
static str vcard(struct arena *a, str who, bool is_organization)
{
    struct buf b = buf_new(a);
    for (size_t i = 0; i < who.n; i++) {
        if (who.p[i] == ',' || who.p[i] == ';' || who.p[i] == '\\')
            buf_byte(&b, '\\');
        buf_byte(&b, who.p[i]);
    }
    str safe = buf_str(&b);
    return str_cat(a, S("BEGIN:VCARD\nVERSION:3.0\nN:"), safe, S("\nFN:"), safe,
                   is_organization ? str_cat(a, S("\nORG:"), safe) : S(""), S("\nEND:VCARD"));
}

static void put_contribute(const struct lom *l, const char *ims, const char *ieee, str card)
{
    const struct course *c = l->p->course;
    open_group(l, N_contribute);
    put_word(l, N_role, ims, ieee);
    if (l->binding == LOM_IMS) {
        xml_open(l->o, name(l, N_entity));
        manifest_leaf(l->o, "imsmd:vcard", card);
        close_group(l);
    } else {
        put(l, N_entity, card);
    }
    if (c->date.n > 0) {
        xml_open(l->o, name(l, N_date));
        put(l, N_datetime, c->date);
        close_group(l);
    }
    close_group(l);
}

static void put_contributor(const struct lom *l, const struct node *n)
{
    enum { MOST = 200 };
    str card = vcard(l->arena, texts_cut(l->arena, node_text(l->arena, n), MOST),
                     n->element == EL_publisher);
    size_t i = 0;
    str role = node_value(n, AT_role);
    while (i + 1 < sizeof roles / sizeof *roles && !str_eq(role, str_of(roles[i].role)))
        i++;
    if (n->element == EL_publisher)
        put_contribute(l, "Publisher", "publisher", card);
    else if (role.n == 0)
        put_contribute(l, "Author", "author", card);
    else
        put_contribute(l, roles[i].ims, roles[i].ieee, card);
}

static void put_lifecycle(const struct lom *l)
{
    size_t count = 0;
    open_group(l, N_lifecycle);
    put_one(l, N_version, l->binding == LOM_IMS ? S("x-none") : l->p->course->lang,
            l->p->course->version);
    put_word(l, N_status, "Final", "final");
    if (of_course(l, EL_publisher))
        put_contributor(l, of_course(l, EL_publisher));
    for (const struct node *n = of_course(l, EL_contributor); n && ++count < CONTRIBUTORS;
         n = node_next(n, EL_contributor))
        put_contributor(l, n);
    close_group(l);
}

static void put_metametadata(const struct lom *l)
{
    open_group(l, N_metametadata);
    put(l, N_scheme, l->binding == LOM_IMS ? S("ADL SCORM 1.2") : S("LOMv1.0"));
    if (l->binding == LOM_IEEE)
        put(l, N_scheme, S("ADLv1.0"));
    put(l, N_language, l->p->course->lang);
    close_group(l);
}

static void put_technical(const struct lom *l)
{
    open_group(l, N_technical);
    put(l, N_format, S("text/html"));
    put(l, N_location, S("index.html"));
    close_group(l);
}

static void put_time(const struct lom *l)
{
    int minutes = 0;
    for (size_t i = 0; i < l->p->course->lessons.n; i++)
        minutes += l->p->course->lessons.v[i]->minutes;
    if (minutes == 0)
        return;
    xml_open(l->o, name(l, N_time));
    put(l, N_duration, str_format(l->arena, "PT%dH%dM", minutes / 60, minutes % 60));
    close_group(l);
}

static void put_educational(const struct lom *l)
{
    open_group(l, N_educational);
    put_word(l, N_user, "Learner", "learner");
    put_time(l);
    put_texts(l, N_description, of_course(l, EL_audience), NOTE);
    for (size_t i = 0; i < l->p->editions.n && i < LANGUAGES; i++)
        put(l, N_language, l->p->editions.v[i]->lang);
    close_group(l);
}

static void put_rights(const struct lom *l)
{
    open_group(l, N_rights);
    put_word(l, N_copyright, "yes", "yes");
    put_texts(l, N_description, of_course(l, EL_rights), NOTE);
    close_group(l);
}

static void put_classification(const struct lom *l, const char *ims, const char *ieee,
                               const struct node *of)
{
    open_group(l, N_classification);
    put_word(l, N_purpose, ims, ieee);
    put_texts(l, N_description, of, DESCRIPTION);
    put_keywords(l, 1);
    close_group(l);
}

static void put_classifications(const struct lom *l)
{
    const struct course *c = l->p->course;
    size_t count = 1;
    put_classification(l, "Idea", "idea", of_course(l, EL_summary));
    if (of_course(l, EL_level) && count++)
        put_classification(l, "Educational Level", "educational level", of_course(l, EL_level));
    for (size_t i = 0; i < c->objectives.n && count < CLASSIFICATIONS; i++)
        if (!c->objectives.v[i]->lesson && count++)
            put_classification(l, "Educational Objective", "educational objective",
                               c->objectives.v[i]->node);
}

void lom_put(struct xml_out *o, enum lom_binding binding, const struct packing *p)
{
    struct lom l = { o, binding, p, o->to->arena };
    xml_open(o, name(&l, N_lom));
    if (binding == LOM_IEEE)
        xml_put_attr(o, "xmlns", S("http://ltsc.ieee.org/xsd/LOM"));
    manifest_inside(o);
    put_general(&l);
    put_lifecycle(&l);
    put_metametadata(&l);
    put_technical(&l);
    put_educational(&l);
    put_rights(&l);
    put_classifications(&l);
    manifest_close(o);
}
