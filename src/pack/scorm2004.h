/*
 * scorm2004: what both editions of SCORM 2004 add to a manifest: metadata in a
 * file, and sequencing (SCORM 2004 SN, clause 3).
 *
 * Every module is a leaf below the course. That it is done by the course's own
 * rules is an objective, MODULE.done, kept as a global one for the modules that ask
 * for it; its score is the primary objective, so that the course is passed by
 * the weighted mean of its modules. Information of earlier attempts on the course
 * counts (useCurrentAttempt...): a module once done stays done.
 */
#pragma once

#include "pack/losses.h"
#include "pack/scorm.h"

struct scorm2004 {                        /* what tells one edition from the other */
    const char *schemaversion, *documents;     /* see struct scorm */
    /* When a unit is completed by its progress. */
    void (*put_threshold)(struct xml_out *o, const struct packing *p, const struct pack_unit *u);
};

MUST bool scorm2004_finish(const struct scorm2004 *edition, const struct packing *p,
                           struct bundle *site, struct err *e);

/* The share of the largest unit's lessons and quizzes that a unit has, as progressWeight. */
str scorm2004_progress_weight(struct arena *a, const struct packing *p, const struct pack_unit *u);

/* What neither edition can say. */
extern const struct loss scorm2004_losses[];
