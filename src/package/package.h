/*
 * package: what somebody's learning package says it is.
 *
 * A package is a set of named files (files.h) with one among them that speaks
 * for all: imsmanifest.xml (SCORM, Common Cartridge), cmi5.xml, tincan.xml, the
 * .crs of AICC; or none, when it is only pages. package_open() looks at the names, reads that
 * one file and gives the model below, as far as the file can be understood;
 * media are not touched. package_check() then says what is wrong.
 *
 * Nothing of what comes in is trusted: every text of the model is UTF-8 and
 * borrows from the package, an item may have an empty id, a resource a path that
 * leads nowhere.
 */
#pragma once

#include "base/bundle.h"
#include "base/diag.h"
#include "package/files.h"
#include "package/names.h"

enum package_kind {
    PACKAGE_UNKNOWN, PACKAGE_SCORM12, PACKAGE_SCORM2004, PACKAGE_CMI5, PACKAGE_TINCAN,
    PACKAGE_AICC, PACKAGE_CARTRIDGE, PACKAGE_WEB, PACKAGE_KINDS
};

/* "SCORM 1.2", "cmi5"; "unknown". */
const char *package_kind_name(enum package_kind k);

struct package_reader;
struct xml;
struct xml_node;

struct package_text { str lang, text; };  /* lang empty: not said */
typedef VEC(struct package_text) package_texts;

/* A node of the tree a learner sees: an organization, an item, a block, an AU. */
struct package_item {
    str id, title;
    str type;                             /* "organization" "folder" "sco" "asset" "block" "au" */
    str resource;                         /* identifierref, as written */
    str href;                             /* what is launched, from the root of the package, with
                                             query and parameters; or an address; else empty */
    str prerequisites, mastery, parameters, move_on, max_time, time_limit_action, launch_data;
    package_texts titles, descriptions;   /* where the standard has them per language */
    VEC(str) objectives;                  /* ids: objectives of an item or AU */
    bool is_hidden;                       /* isvisible="false" */
    struct package_item *parent, *first, *last, *next;
    int depth;                            /* 0: an organization */
    const struct xml_node *node;          /* of p->xml, until the package is closed; may be NULL */
    struct place at;
};

struct package_ref {                      /* a file or a resource that is named */
    str name;                             /* as written */
    str path;                             /* a file from the root of the package, decoded, without
                                             query; empty: it leads outside or is no file */
    struct place at;
};
typedef VEC(struct package_ref) package_refs;

struct package_resource {
    str id, type, scorm_type, href, base; /* base: all xml:base in force, joined */
    str path;                             /* as in package_ref */
    package_refs files, dependencies;
    const struct xml_node *node;          /* as in package_item */
    struct place at;
};


struct package {
    struct arena *arena;
    enum package_kind kind;
    str edition;                          /* "1.2", "2004 4th Edition", "1.0" */
    str id, title, version, schema, schemaversion;
    str manifest;                         /* the path of the file that speaks for all; empty: none */
    str manifest_place;                   /* how places name it */
    str source;                           /* its bytes, once they were asked for */
    str default_organization;             /* its id, as written */
    VEC(struct package_item *) organizations;     /* cmi5: one, the course */
    VEC(struct package_resource) resources;
    struct names resource_ids;            /* of the first with each id */
    VEC(str) languages;                   /* of the metadata, in the order they are met */
    package_texts titles, descriptions, keywords; /* of the whole */
    str metadata_file;                    /* where they stand when not in the manifest; empty */
    struct files *files;
    struct xml *xml;                      /* the manifest; NULL: it has none or is no XML */
    bool is_whole;                        /* the manifest was read to its end */
    const struct package_reader *reader;  /* NULL: of a kind that is not known */
};

/*
 * A zip, a folder, or a bare imsmanifest.xml, cmi5.xml or tincan.xml. NULL only
 * when the path cannot be read as any of these (e says why). What is wrong with
 * the archive and with the XML of the manifest goes to the findings; a package
 * of no known kind is one with kind PACKAGE_UNKNOWN.
 */
MUST struct package *package_open(struct arena *a, const char *path, struct diags *d,
                                  struct err *e);
/* One that is not written yet; `name` stands in places. */
MUST struct package *package_of_bundle(struct arena *a, const struct bundle *b, str name,
                                       struct diags *d, struct err *e);
void package_close(struct package *p);    /* NULL is fine; the model lives as long as the arena */

enum package_platform { PLATFORM_ANY, PLATFORM_MOODLE };

struct package_how { enum package_platform platform; };

/* All that is wrong with it, by the rules of its standard, and by what platforms do.
 * Only names, sizes and the manifest are looked at, but for small pages that are launched. */
MUST bool package_check(struct package *p, const struct package_how *how, struct diags *d,
                        struct err *e);

/* Whether this is handed over as a package: a file that is a zip or one of the
 * manifests by its name, a folder with a manifest in it and no course.xml. */
bool package_is_at(const char *path);

/* The next item of a walk through the tree below `top`, parents first; begin with NULL. */
struct package_item *package_item_next(struct package_item *top, struct package_item *after);
const struct package_resource *package_resource_find(const struct package *p, str id);

/* All rows of rules.def in order; NULL behind the last. */
const struct rule *package_rule_at(size_t i);
