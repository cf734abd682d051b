/*
 * initiatives: what happens outside courses, by hand: workshops, placements, lectures,
 * seminars, summer schools, webinars; and the organisations that host and support them.
 */
#pragma once

#include "records/by_hand.h"
#include "table/report.h"
#include "tracker/tracker.h"

struct initiatives_asked { str kind, programme, from, to; };   /* days; empty: all */

MUST bool initiatives_list(struct tracker *t, const struct initiatives_asked *asked,
                           struct report *r, struct err *e);

/* Its data, partners, parts (lectures), participations, head-counts. Names persons. */
MUST bool initiatives_show(struct tracker *t, str code, struct report *r, struct err *e);

/* What is empty stays as it is; INITIATIVE_CLEAR takes it away. */
#define INITIATIVE_CLEAR "(clear)"
struct initiative_said {
    str kind, title, programme, parent, host, host_economy, mode, starts_on, ends_on;
};

/* is_new: there must be none of the code yet, and a kind; else there must be one. */
MUST bool initiatives_put(struct tracker *t, str code, const struct initiative_said *said, bool is_new,
                          const struct by_hand *by, struct report *r, struct err *e);

/* Refused while participations, head-counts or parts hang on it. */
MUST bool initiatives_remove(struct tracker *t, str code, const struct by_hand *by,
                             struct report *r, struct err *e);

/* An organisation is made when nobody has named it before. */
MUST bool initiatives_partner(struct tracker *t, str code, str organisation, str role, bool is_one,
                              const struct by_hand *by, struct report *r, struct err *e);

/* The kinds and modes, for options; NULL behind the last. */
const char *initiatives_kind(size_t i);
const char *initiatives_mode(size_t i);
