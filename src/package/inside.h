/*
 * inside: what the files of this room know of each other.
 *
 * A standard is one file with a `struct package_reader` and one row in kinds.def.
 */
#pragma once

#include "package/package.h"
#include "xml/xml.h"

struct package_reader {
    enum package_kind kind;
    /* Whether the package is of this standard. The first row that says so has it.
     * It may read a manifest by package_manifest(). */
    bool (*recognise)(struct package *p, struct diags *d);
    /* Fills the model from p->xml and p->files. */
    void (*read)(struct package *p, struct diags *d);
    void (*check)(struct package *p, const struct package_how *how, struct diags *d);
};

/* The root of the XML file at this path of the package, read when asked first; it
 * becomes p->xml and p->manifest. NULL: there is no such file, or it has no root. */
const struct xml_node *package_manifest(struct package *p, str path, struct diags *d);

/* The bytes of the manifest as they are, for edits; empty when they cannot be read. */
str package_source(struct package *p);

/* Any other XML file of the package, by the same rules; the caller frees it. */
struct xml *package_read_xml(struct package *p, str path, struct diags *d);

/* The place of the whole package, and of a file in it. */
struct place package_place(const struct package *p, str path);

/* A reference from a manifest to a file: joined with its base, "%20" decoded, query
 * and fragment gone. False when it leads out of the package or is an address. */
bool package_resolve(struct arena *a, str base, str href, str *path);
bool package_is_address(str href);        /* "https:", "//host" ... */
str package_with_slashes(struct arena *a, str path);  /* for backslashes */

bool package_is_junk(str path);           /* what systems leave behind: __MACOSX, Thumbs.db ... */
bool package_is_manifest(str path);       /* of a standard, by its name, at the top */
/* What is called as a manifest and lies least deep, whatever its case; empty: nothing. */
str package_nearest_manifest(const struct package *p);
str package_manifest_like(str path);      /* the right name of one in any folder and case; or "" */
str package_name_of(str path);            /* behind the last "/" */

struct package_item *package_add_item(struct package *p, struct package_item *parent);
struct package_resource *package_add_resource(struct package *p, str id);  /* moves */
/* An attribute without blanks round it, beyond the life of the XML. */
str package_attr(struct package *p, const struct xml_node *n, const char *name);
void package_add_text(struct package *p, package_texts *to, str lang, str text);
void package_add_language(struct package *p, str lang);       /* once */

/* A piece of somebody's file for a sentence: at most 60 characters, NUL behind. */
const char *package_shown(struct arena *a, str s);

#define RULE(id, ...) extern const struct rule package_rule_##id;
#include "package/rules.def"
#undef RULE
