/*
 * scorm: imsmanifest.xml of SCORM 1.2 and 2004 (Content Aggregation Model 1.2,
 * clause 2.3; CAM of 2004, clause 3.4).
 *
 * They agree on organizations, items and resources. What an edition adds is said
 * by its struct scorm, which a target holds.
 *
 * Author's ids have no dot, so the names made of them meet no other id, and they
 * are the same in every edition of the course. No item is called like its
 * organization: Moodle would look for it for ever.
 */
#pragma once

#include "pack/manifest.h"

struct scorm_namespace { const char *prefix, *name, *document; };  /* "xmlns:adlcp", its URI, "x.xsd" */

struct scorm {
    const char *schemaversion;            /* "1.2", literally what platforms compare with */
    const struct scorm_namespace *namespaces;  /* the last has no prefix */
    const char *type;                     /* "adlcp:scormtype" */
    const char *documents;                /* folder of assets with the XSDs of the namespaces */
    /* Behind schema and schemaversion; may add files. */
    bool (*put_metadata)(struct xml_out *o, const struct packing *p, struct bundle *site,
                         struct err *e);
    /* Attributes of the organization, and what stands behind its items; NULL: nothing. */
    const char *organization;
    void (*put_organization)(struct xml_out *o, const struct packing *p);
    /* Behind the title of an item. */
    void (*put_item)(struct xml_out *o, const struct packing *p, const struct pack_unit *u);
    /* Behind that; NULL: nothing. */
    void (*put_sequencing)(struct xml_out *o, const struct packing *p, const struct pack_unit *u);
};

#define SCORM_NEXT_UNITS                                                                       \
    "In Moodle, tick \"Require all scos to return completion status\" in the settings of the " \
    "activity: else one finished module completes it."

MUST bool scorm_finish(const struct scorm *s, const struct packing *p, struct bundle *site,
                       struct err *e);

/* A number from 0 to 1 with four decimals: "0.7", "0.3333". */
str scorm_fraction(struct arena *a, double x);
