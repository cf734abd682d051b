/*
 * attend: what rows say of initiatives, of persons at them, and of numbers of persons.
 *
 * An initiative is known by its code; a row that says what kind it is makes it,
 * one that does not must name one that is there. What a row leaves empty stays.
 * The status of a participation is never lowered, and role is part of its key. Where
 * a person was said to be at an initiative counts as a sighting on its first day.
 */
#pragma once

#include "tracker/inside.h"
#include "tracker/people.h"

/* Of the kinds that name nobody: decides and writes the row. */
MUST bool attend_number(struct batch *b, const struct record *r, struct err *e);

/* Of RECORD_PARTICIPATION: what can be said before the person is known; *ok false when
 * the row is refused. */
MUST bool attend_enter(struct batch *b, const struct record *r, uint32_t *initiative, bool *ok,
                       struct err *e);
/* Writes the participation, sets the row's outcome; *on: the day the initiative began, if known. */
MUST bool attend_person(struct batch *b, const struct record *r, uint32_t initiative, uint32_t learner,
                        uint8_t flags, struct stamp *on, struct err *e);

/* Decides rows that had to wait for others: a lecture before its workshop. */
MUST bool attend_finish(struct batch *b, struct err *e);
void attend_close(struct batch *b);
