/*
 * facts: what of a course changes with the world outside, and is looked at only
 * when somebody asks.
 */
#pragma once

#include "course/course.h"

struct outside_link {                     /* an address of the web, once */
    str address;
    const struct node *first;             /* the element that names it first */
    size_t uses;
};

/* All addresses that elements of the course lead to, in the order of reading.
 * Nothing is fetched. */
struct outside_links { struct outside_link *v; size_t n, cap; };
struct outside_links course_links(struct arena *a, const struct course *c);
