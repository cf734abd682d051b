/*
 * template: a report as users write it, a text file.
 *
 *     title: Courses in {$year}
 *     about: What etalon report --list says of it.
 *     parameter: year = 2024 -- the year
 *     per: rmo in RMO                        one report for each group of a scheme
 *
 *     // a remark
 *     # A heading                            ## and ### below it
 *
 *     Prose: {participants from=$year-01-01 | over} people. A paragraph goes on
 *     to the next empty line.
 *
 *     table: participants,completions by=rmo
 *     chart: map participants,completions by=economy     of the first; below it the table
 *     figures:                               all figures of the prose, exactly
 *
 *     if: not participants group=RMO:$rmo    also: if: A > 5, if: $course
 *     else
 *     end
 *     for: g in RMO                          groups of a scheme, or "courses"
 *     end
 *
 * What stands in braces and behind table:, chart: and if: is told in asked.h. "if:",
 * "for:", "else" and "end" do not end a paragraph. A template is read once and
 * not changed; its texts borrow from the file.
 */
#pragma once

#include "report/asked.h"

enum item_kind {
    ITEM_TEXT, ITEM_BLANK, ITEM_HEADING, ITEM_TABLE, ITEM_CHART, ITEM_FIGURES,
    ITEM_IF, ITEM_ELSE, ITEM_FOR, ITEM_END,
};

enum compare { COMPARE_ANY, COMPARE_EQUAL, COMPARE_MORE, COMPARE_LESS };

struct piece {                            /* of prose */
    str text;                             /* when it asks nothing */
    bool asks;
    struct asked asked;
};
typedef VEC(struct piece) pieces;

struct loop { str name, scheme; struct place at; };   /* "rmo in RMO"; name empty: none */

struct item {
    enum item_kind kind;
    struct place at;
    int level;                            /* of a heading */
    pieces text;                          /* of a heading, a line of prose */
    struct asked asked;                   /* table, chart, if */
    str chart;                            /* "map" */
    bool not;                             /* if */
    enum compare compare;
    int64_t bound;
    struct loop loop;                     /* for */
    size_t to;                            /* if: its else or end; else, for: their end; end: its for */
};

struct parameter { str name, value, about; struct place at; };

struct template {
    str name, text;                       /* of the file */
    pieces title;
    str about;
    VEC(struct parameter) parameters;
    struct loop per;
    VEC(struct item) items;
};

/* All that is wrong with it are findings; false when one of them is an error. Blocks of a
 * template that was read well are closed. */
bool template_read(struct template *out, struct arena *a, str name, str text, struct diags *d);
