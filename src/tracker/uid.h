/*
 * uid: what a learner is called outside the store: "7KQ2MB-1234", the store's
 * own six characters (drawn when it is made) and the learner's number.
 */
#pragma once

#include "tracker/tracker.h"

enum { UID_STORE = 6 };                   /* characters, of Crockford's base 32 */
enum { SALT = 16 };                       /* bytes of learner.salt */

/* Draws the name of the store, its secret, and the salts of learners, unless they are there. */
MUST bool uid_draw(struct db *db, struct err *e);

/* Reads the name back. */
MUST bool uid_store(struct db *db, char store[UID_STORE + 1], struct err *e);

str tracker_uid(struct tracker *t, struct arena *a, int64_t learner);

/* False when text is no uid. *learner is 0 for one of another store. Lower case
 * and the letters that are taken for digits (O, I, L) are read as meant. */
bool tracker_uid_read(const struct tracker *t, str text, char store[UID_STORE + 1],
                      int64_t *learner);
