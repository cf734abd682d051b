/*
 * lom: what a course says about itself, as Learning Object Metadata, in all
 * languages of the package.
 *
 * SCORM 1.2 has the binding of IMS Metadata 1.2.1 inside its manifest, 2004 that
 * of IEEE 1484.12.3. What SCORM 1.2 asks of a content aggregation (CAM 1.2, table
 * 2.2.4.3a) is there. Lengths are those a reader must take (LOM, smallest
 * permitted maximum). What a course costs it does not say, and nothing is made up.
 */
#pragma once

#include "pack/manifest.h"

enum lom_binding { LOM_IMS, LOM_IEEE };

void lom_put(struct xml_out *o, enum lom_binding binding, const struct packing *p);
