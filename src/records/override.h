/*
 * override: what an administrator sets by hand, and no import changes again.
 *
 * Of a registration: its state in the course or an activity (a fact of its own, which wins over
 * all others), its date, its economy, whether it was withdrawn. Of a person: names, gender, language, where
 * it was from a day on. Of a participation: its status. Removing an override brings back what
 * was there before, and imports count again.
 */
#pragma once

#include "records/by_hand.h"
#include "table/report.h"

/* Texts as an administrator writes them; empty: not spoken of. */
struct override {
    str course, activity;
    int64_t nth;                          /* of several registrations, in order of their dates; 0: the only one */
    str completion;                       /* "not-attempted", "incomplete", "completed" */
    str success;                          /* "unknown", "failed", "passed" */
    str score;                            /* 0 to 1, or "85%" */
    str at;                               /* when that happened: a date or an instant */
    str registered, withdrawn;            /* a date; "yes" or "no" */
    str given, family, gender, lang, test;    /* gender: f, m, x, undisclosed; test: "yes" or "no" */
    str economy, from, until;             /* days */
    str initiative, role, status;
    bool clear;                           /* removes what was set: of the registration, the
                                             participation, or else the person */
};

MUST bool override_set(struct tracker *t, str key, const struct override *o,
                       const struct by_hand *by, struct report *r, struct err *e);
