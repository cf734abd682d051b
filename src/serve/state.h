/*
 * state: what the preview's page is told about the course, as JSON.
 *
 *     {"version": 3, "title": "...", "id": "...",
 *      "languages": ["en", "fr"], "lang": "fr", "shown": true, "error": "",
 *      "errors": 1, "warnings": 0, "notes": 2,
 *      "findings": [{"grade": "error", "rule": "E403", "title": "...", "text": "...", "advice": "...",
 *                    "file": "c/course.xml", "line": 12, "page": "intro.html"}]}
 *
 * version: of the course; it changes with every reading. shown: the pages are those of
 * this reading, else of an earlier one. error: why there is nothing to read.
 */
#pragma once

#include "serve/edition.h"

enum { STATE_FINDINGS = 500 };            /* listed; all are counted */

struct state {
    const struct edition *shown, *latest; /* shown NULL: nothing yet */
    unsigned version;
    str lang;                             /* the one to begin with; "": the first */
};

str state_json(struct arena *a, const struct state *s);
