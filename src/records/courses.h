/*
 * courses: the catalogue as administrators see and change it.
 *
 * What changes the store is done by_hand.h.
 */
#pragma once

#include "records/by_hand.h"
#include "records/course_edition.h"
#include "table/report.h"
#include "tracker/tracker.h"

/* A table: code, title, editions, activities, registrations, completed ones. */
MUST bool courses_list(struct tracker *t, struct report *r, struct err *e);

/* Editions, activities, what sources call them, and what nobody linked yet. */
MUST bool courses_show(struct tracker *t, str code, struct report *r, struct err *e);

/*
 * Takes an edition into the catalogue: the course when it is new, its activities, what
 * counts. An activity with an ident that the course has stays itself, with all that was
 * told of it. The same package again changes nothing; an edition there already with
 * other bytes is refused.
 */
MUST bool courses_add(struct tracker *t, const struct course_edition *x, const struct by_hand *by,
                      struct report *r, struct err *e);

/*
 * What `source` (the name of a source, or its kind like "moodle") calls `name` is the
 * course `code`, from now on and for what came in already: registrations that came
 * from that source under the name move to the course.
 */
MUST bool courses_link(struct tracker *t, str source, str name, str code, const struct by_hand *by,
                       struct report *r, struct err *e);

/* The same of an activity of the course: facts stay where they are and count for it. */
MUST bool courses_link_activity(struct tracker *t, str source, str name, str course, str ident,
                                const struct by_hand *by, struct report *r, struct err *e);
