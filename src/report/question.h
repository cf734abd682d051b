/*
 * question: what a report asks, as stats understands it.
 */
#pragma once

#include "report/asked.h"
#include "stats/stats.h"

/* "from", "to", "as-of": options of the command that go to every question, and
 * that every report has as parameters. */
bool question_is_common(str name);
const char *question_common(size_t i);                /* NULL behind the last */

/* Words of the report that change nothing in what is asked: title, cell, column. */
bool question_is_own(str name);

/* Measures by name: the head of each is read once. */
struct measures { struct arena *arena; VEC(struct measure *) list; };
MUST struct measure *measures_find(struct measures *known, str name, struct err *e);

/* Whether names and values make sense as far as they are known without parameters;
 * what does not is a finding. */
bool question_check(struct measures *known, const struct asked *asked, struct diags *d);

/*
 * One measure of `asked`, with its own words, the parameters `values`, and of `common` what it takes:
 * as-of is also the last day of a period where a measure has none. "public-threshold" in `common` is the K of --public
 * without one; `known_as_of` may be NULL.
 */
MUST bool question_make(struct measures *known, const struct asked *asked, str measure, const settings *values,
                        const settings *common, day today, const instant *known_as_of, struct question *q,
                        struct err *e);
