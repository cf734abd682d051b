/*
 * longdate: dates in words, as programs write them for people of a language:
 * "mardi 30 avril 2024, 00:05", "2024年04月30日 星期二 00:05".
 *
 * Which language it is must be proven by the words: names of months and days,
 * what stands between them and halves of the day are those of CLDR. Every
 * language of CLDR is tried. A day of the week that is named must be that of the
 * date. Months in figures alone ("03/04/2024") prove nothing and are not read.
 */
#pragma once

#include "base/arena.h"
#include "base/date.h"

struct longdate {
    instant local;                        /* milliseconds as if the clock showed UTC */
    bool has_time;
};

enum longdate_fit {
    LONGDATE_NONE,                        /* no language reads it */
    LONGDATE_ONE,                         /* all that do read the same */
    LONGDATE_SEVERAL,                     /* two read different days: both are in out */
};

struct longdates;

/* The words of a language are read when they are first needed. */
struct longdates *longdates_new(struct arena *a);

/* What follows is in a language that reads this text too: from now on only such are tried,
 * unless none is left that reads all that was learnt. */
void longdates_learn(struct longdates *d, str s);

/* And in this one ("fr"), if it is among them. */
void longdates_learn_language(struct longdates *d, str lang);

enum longdate_fit longdate_read(struct longdates *d, str s, struct longdate out[2]);
