/*
 * activities: what sequencing (SCORM 2004 SN) sees of a manifest: an organization and
 * each item is an activity, with a sequencing of its own, one of the collection, or
 * both, where what is its own wins.
 */
#pragma once

#include "package/scorm.h"

struct activity {
    const struct package_item *item;
    const struct xml_node *own, *shared;  /* <imsss:sequencing>; NULL */
    ptrdiff_t parent;                     /* -1: an organization */
    size_t children;
};

typedef VEC(struct activity) activities;

/* In the order of the manifest, parents first. */
activities activities_of(struct scorm *s);

/* The part of its sequencing that counts: "objectives"; NULL. */
const struct xml_node *activity_part(const struct scorm *s, const struct activity *a,
                                     const char *name);

/* xs:boolean; what is neither is as if it were not there. */
bool seq_is(const struct xml_node *n, const char *attribute, bool otherwise);
str seq_attr(const struct xml_node *n, const char *name);

/* Walks over the objectives of an activity, primary first, until tired; and over what
 * an element has of a kind. */
const struct xml_node *seq_objective_next(struct scorm *s, const struct xml_node *objectives,
                                          const struct xml_node *after);
const struct xml_node *seq_child(const struct scorm *s, const struct xml_node *n, const char *name);
const struct xml_node *seq_next(const struct scorm *s, const struct xml_node *n, const char *name);
