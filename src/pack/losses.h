/*
 * losses: what a target cannot say of a course, what it says instead, and what
 * the learner or whoever reads the records will notice.
 *
 * Each target has a table of what it may lose; a loss is found in a course when
 * the course has what is lost. A rule of rules.def (N811 to N841) names each, so
 * that `etalon explain` knows it.
 */
#pragma once

#include "base/diag.h"
#include "pack/unit.h"

struct lost {                             /* cases of one loss in a course */
    size_t n;                             /* 0: none */
    const struct node *first;             /* where the first is written */
};

struct loss {
    const struct rule *rule;              /* its title: what cannot be said */
    void (*find)(const struct packing *p, struct lost *out);
    const char *instead;                  /* what is written instead: a sentence */
    const char *noticed;                  /* what somebody will notice: a sentence */
};

/* Questions by what they ask for. */
void lost_questions(const struct packing *p, struct lost *out);       /* graded or not, all */
void lost_units(const struct packing *p, struct lost *out);           /* numeric with a unit */
void lost_limits(const struct packing *p, struct lost *out);          /* numeric with a unit or limits */
void lost_long_answers(const struct packing *p, struct lost *out);    /* above 255 characters */
void lost_gaps(const struct packing *p, struct lost *out);            /* cloze of several gaps */
void lost_partial(const struct packing *p, struct lost *out);         /* that may be partly right */
void lost_points(const struct packing *p, struct lost *out);          /* worth more than one point */
void lost_spelling(const struct packing *p, struct lost *out);        /* where case or accents count */

/* What belongs to the course. */
void lost_everything(const struct packing *p, struct lost *out);      /* always once */
void lost_done(const struct packing *p, struct lost *out);            /* who passed is reported, not who is done */
void lost_open(const struct packing *p, struct lost *out);            /* who is done is reported, not who failed */
void lost_failed(const struct packing *p, struct lost *out);          /* passed was asked for, and cannot be */
void lost_mastery(const struct packing *p, struct lost *out);         /* the platform was to judge, and may not */
void lost_objectives(const struct packing *p, struct lost *out);      /* that are tested */
void lost_supports(const struct packing *p, struct lost *out);        /* objectives that serve another */
void lost_languages(const struct packing *p, struct lost *out);       /* all but the first */

/* What several units have between them; none where the course is one. */
void lost_prerequisites(const struct packing *p, struct lost *out);   /* enforced ones */
void lost_advice(const struct packing *p, struct lost *out);          /* advised ones */
void lost_pass_mark(const struct packing *p, struct lost *out);       /* of all units together */
void lost_completion(const struct packing *p, struct lost *out);      /* a rule of the course */
void lost_links(const struct packing *p, struct lost *out);           /* that lead to pages of another unit */
