/*
 * zone: local time to instants and back, by the names of the IANA time zones.
 *
 * A clock that is put forward skips local times, one that is put back shows
 * some twice: both are answers of their own, nobody guesses here.
 */
#pragma once

#include "base/arena.h"
#include "base/date.h"
#include "base/err.h"

struct zone;

/* Fails with near names ("did you mean Europe/Paris") when there is no such
 * zone. Three-letter abbreviations that name several places (IST, CST) are
 * refused, UTC is known. Owned by the arena but for what ICU holds. */
MUST struct zone *zone_open(struct arena *a, const char *name, struct err *e);
void zone_close(struct zone *z);          /* NULL is fine */
str  zone_name(const struct zone *z);

enum zone_fit {
    ZONE_EXACT,
    ZONE_SKIPPED,                         /* no clock ever showed it */
    ZONE_TWICE,                           /* *first and *second are both right */
};

/* `local` is milliseconds as if the clock showed UTC: date_read_local(). */
enum zone_fit zone_instant(struct zone *z, instant local, instant *first, instant *second);

/* How far local time is ahead of UTC at an instant, in milliseconds. */
int32_t zone_offset(struct zone *z, instant t);

/* The day a clock in the zone shows. */
day zone_day(struct zone *z, instant t);

/* "2024a": of the rules of all zones. */
str zone_data_version(struct arena *a);
