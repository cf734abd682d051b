/*
 * prerequisites: expressions of aicc_script (AICC CMI001, 6.4.2; SCORM 1.2 CAM 2.3.4).
 *
 *     A & B | ~C       and, or, not; brackets
 *     A = "passed"     the status of A, also <>
 *     {A,B,C}          a set, as in 2*{A,B,C}: two of them
 */
#pragma once

#include "base/arena.h"
#include "base/str.h"

typedef VEC(str) prerequisite_ids;

/* The ids it names, in order; false at what is no expression: *bad is the rest from
 * there. */
bool prerequisites_read(struct arena *a, str text, prerequisite_ids *ids, str *bad);
