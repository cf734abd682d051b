/*
 * facts: what of a course changes with the world outside, and is looked at only
 * when somebody asks.
 */
#pragma once

#include "base/date.h"
#include "course/course.h"

struct outside_link {                     /* an address of the web, once */
    str address;
    struct place first;                   /* where it is named first */
    size_t uses;
};

/*
 * All addresses that elements of the course lead to, and those of its
 * interactive pages, in the order of reading. Nothing is fetched.
 */
struct outside_links { struct outside_link *v; size_t n, cap; };
struct outside_links course_links(struct arena *a, const struct course *c);

/* Finds (W750) the facts that were sure until a day before this one. */
void course_check_facts(const struct course *c, day today, struct diags *d);
