/*
 * sequencing: what SCORM 2004 makes of an activity, in few words.
 *
 *     flow; disabled if not satisfied (concept.done); writes course.concept.done
 */
#pragma once

#include "package/package.h"

struct sequencing;

/* NULL when the package says nothing of the kind. Lives as long as its XML. */
struct sequencing *sequencing_of(struct arena *a, const struct package *p);

/* The words for an item; empty when it has no rules. s may be NULL. */
str sequencing_words(const struct sequencing *s, struct arena *a, const struct package_item *item);
