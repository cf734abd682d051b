/*
 * store: a store in memory, new for every test.
 */
#pragma once

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "tracker/tracker.h"

#define LENGTH(a) (sizeof(a) / sizeof *(a))

static struct arena *arena;
static struct tracker *tracker;
static struct err e;

static inline struct tracker *store(void)
{
    struct tracker *t = tracker_open("no-such-file.db", TRACKER_TRY, &e);
    if (!t)
        fail_msg("%s", e.text);
    return t;
}

static inline int begin(void **state)
{
    (void)state;
    e = (struct err){ 0 };
    arena = arena_new();
    tracker = store();
    return 0;
}

static inline int end(void **state)
{
    (void)state;
    tracker_close(tracker);
    arena_free(arena);
    return 0;
}
