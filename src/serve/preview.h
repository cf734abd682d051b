/*
 * preview: a course in a browser while it is written.
 *
 * A server on this machine shows the pages inside a page of its own (preview.html):
 * frames of several widths, what is wrong at its place, and a learning platform
 * that shows every call of the course. When a file of the course is saved, the
 * course is read again and the page reloads. While it cannot be shown, the last
 * state that could stands there, with what is wrong.
 *
 * Everything happens in preview_turn(), in one thread.
 */
#pragma once

#include "base/diag.h"
#include "base/err.h"
#include "base/str.h"

struct preview;

struct preview_how {
    const char *course;                   /* course.xml or its folder */
    const char *lang;                     /* shown first; NULL: the source's */
    int port;                             /* 0: PREVIEW_PORT, or another when that is taken */
};

enum { PREVIEW_PORT = 8765 };

struct preview_news {
    bool read;                            /* the course was: at first, or because a file was saved */
    int ms;                               /* how long that took */
    bool shown;                           /* as it is now; false: an earlier state stands */
    size_t count[GRADE_ERROR + 1];        /* findings */
};

MUST struct preview *preview_open(const struct preview_how *how, struct err *e);
void preview_close(struct preview *p);    /* NULL is fine */

/* "http://127.0.0.1:8765/" */
const char *preview_address(const struct preview *p);

/* Waits for a request, a saved file or the user's stop, and deals with it; the
 * first turn reads the course. False when the user said stop (progress.h). */
bool preview_turn(struct preview *p, struct preview_news *news);
