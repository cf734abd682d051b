/*
 * scorm: what the rules of SCORM manifests share.
 *
 * An IMS content packaging manifest is the same in SCORM 1.2 and 2004 but for its
 * namespaces and a few limits, so both are read and checked by the same files. A
 * manifest whose namespaces are wrong is found wrong once; from then on its
 * elements count by their local names.
 */
#pragma once

#include "package/inside.h"

/* What an element or attribute belongs to. */
enum space { SPACE_CP, SPACE_ADLCP, SPACE_SS, SPACE_SEQ, SPACE_NAV, SPACE_LOM, SPACE_XSI, SPACE_XML,
             SPACE_NONE, SPACE_OTHER, SPACE_COUNT };

/* Editions as bits, so that a row of a table can be of several. */
enum editions { ED_12 = 1, ED_2ND = 2, ED_3RD = 4, ED_4TH = 8, ED_2004 = ED_2ND | ED_3RD | ED_4TH,
                ED_ANY = ED_12 | ED_2004 };

struct scorm {                            /* a manifest being checked */
    struct package *p;
    const struct package_how *how;
    struct diags *d;
    struct arena *arena;                  /* of the package */
    unsigned edition;                     /* one bit, or all of 2004 when it does not say */
    const struct xml_node *root;
    struct names located;                 /* files that adlcp:location names, anywhere */
    size_t work;                          /* steps taken by what is more than linear: see is_tired() */
};

/* A manifest made to keep us busy is checked no further. */
enum { SCORM_WORK = 2000000 };
static inline bool is_tired(const struct scorm *s) { return s->work > SCORM_WORK; }

static inline bool is_12(const struct scorm *s) { return s->edition == ED_12; }

/* The edition a package says it is of. */
unsigned scorm_edition(const struct package *p);

/* Namespaces by their names: of an edition (ED_12 or ED_2004) or of another one. */
enum space scorm_space(unsigned edition, str uri);

/* What it belongs to: by its namespace, and where that is none of SCORM's, by the
 * local name that it has where it stands. */
enum space scorm_space_of(unsigned edition, const struct xml_node *n);
enum space scorm_attr_space(unsigned edition, const struct xml_attr *at);

/* The first child, and the next sibling, of this space and name; NULL: none. */
const struct xml_node *scorm_child(unsigned edition, const struct xml_node *n, enum space space,
                                   const char *name);
const struct xml_node *scorm_next(unsigned edition, const struct xml_node *n, enum space space,
                                  const char *name);

/* Its attribute without a namespace, or of ADL; NULL: it is not there. */
const struct xml_attr *scorm_attr(const struct xml_node *n, const char *name);
struct place scorm_attr_place(const struct xml_node *n, const char *name);   /* else the element's */
const struct xml_attr *scorm_scormtype(const struct xml_node *n);

/* Fills the model. */
void scorm_read(struct package *p, unsigned edition);

/* The metadata of the whole: LOM inline, or in the file that adlcp:location names. */
void scorm_read_metadata(struct package *p, unsigned edition, const struct xml_node *metadata);

/* All that is wrong. */
void scorm_check(struct package *p, const struct package_how *how, struct diags *d);

/* Its parts, each what it finds. */
bool scorm_check_spaces(struct scorm *s);             /* false: nothing more can be said */
void scorm_check_grammar(struct scorm *s);
void scorm_check_ids(struct scorm *s);
void scorm_check_items(struct scorm *s);
void scorm_check_values(struct scorm *s);
void scorm_check_files(struct scorm *s);
void scorm_check_launch(struct scorm *s);
void scorm_check_metadata(struct scorm *s);
void scorm_check_sequencing(struct scorm *s);
void scorm_check_reach(struct scorm *s);
void scorm_check_moodle(struct scorm *s);

size_t scorm_characters(str s);

/* Edits that mend what a rule found; nothing when it is not sure what is meant. */
void scorm_mend_value(struct scorm *s, const struct rule *rule, const struct xml_attr *a, str new);
void scorm_mend_name(struct scorm *s, const struct rule *rule, const struct xml_attr *a,
                     const char *new);            /* of ADL, its prefix stays or is added */
void scorm_mend_text(struct scorm *s, const struct rule *rule, const struct xml_node *n, str new);
/* The first n children of an element, by their ranks. */
void scorm_mend_order(struct scorm *s, const struct rule *rule, const struct xml_node *of,
                      const unsigned char *ranks, size_t n);
void scorm_mend_files(struct scorm *s, const struct rule *rule,
                      const struct package_resource *r, const str *paths, size_t n);
str scorm_address(struct scorm *s, str path);     /* blanks and the like as %20 */

#define FIND(s, id, place, ...) diag_add((s)->d, &package_rule_##id, place, __VA_ARGS__)
#define SHOWN(s, text) package_shown((s)->arena, text)
