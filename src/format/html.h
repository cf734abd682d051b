/*
 * html: one table of a report as HTML.
 *
 * The table stands in a region that scrolls sideways by itself and can be focused; it has a
 * caption, scopes and, where a line below the groups begins, a body of its own. Definition
 * and notes follow as a list, folded where there are many tables. What reads it:
 *
 *     class="sortable"         a table whose groups may be sorted by a script
 *     class="number"           cells at the end of the line
 *     data-value               of a cell whose figure is written in another way for people
 *     class="total", "overlap" ... of a row: what the column "row" says, but for groups
 */
#pragma once

#include "base/say.h"
#include "table/report.h"
#include "xml/xml.h"

struct html {
    struct xml_out out;
    struct arena *arena;
    const struct words *words;            /* of this room, in the language of the report */
    size_t parts;                         /* that have an id so far */
    bool folds;                           /* definitions and notes open on demand, and on paper */
};

/* `shown`: the title stands above already, so the caption is for those who listen alone. */
void html_table(struct html *p, const struct table *t, bool shown);

/* An element with a class ("" is none) and words. */
void html_words(struct html *p, const char *element, const char *class, str text);
void html_open(struct html *p, const char *element, const char *class);
/* An id nobody has yet: "t1", "t2". */
str html_id(struct html *p, const char *prefix);
