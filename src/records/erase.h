/*
 * erase: a person is forgotten, what was counted stays.
 *
 * Names, keys, language, organisations, answers, what imports and administrators wrote about the
 * person, now and in the past, are gone from the store and from its file. A number with its economies and
 * dated facts stays, so that every count before is the count after. Marks of the keys, which
 * nobody can read back, keep a later import from bringing the person back; the digests in the log
 * stay as they are, and the salt that went into them is destroyed. It cannot be undone.
 */
#pragma once

#include "records/by_hand.h"
#include "table/report.h"

MUST bool erase_person(struct tracker *t, str key, const struct by_hand *by, struct report *r,
                       struct err *e);
