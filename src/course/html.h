/*
 * html: what an HTML file refers to, found without reading it as HTML reads.
 */
#pragma once

#include "base/arena.h"
#include "base/str.h"

struct html_reference {
    str value;                            /* "data/scale.json", "https://example.org/x.js" */
    int line, column;                     /* of its attribute */
    bool leads;                           /* of <a>, <area>, <form>: followed when somebody asks */
};

struct html_references { struct html_reference *v; size_t n, cap; };

/* The values of src, href, data, poster and action in the tags of a page;
 * comments and scripts are passed over, fragments and data: left out. */
struct html_references html_references(struct arena *a, str bytes);

bool html_is_outside(str value);          /* "https:...", "//host/..." */
