/*
 * items: how the questions of a test do.
 *
 * Marks are a table of persons by questions; NAN: the question was not put to
 * the person. Variances and covariances have n - 1 below. What cannot be told is NAN.
 *     facility        mean mark / greatest mark
 *     discrimination  correlation (Pearson) of a question's marks with what the
 *                     same persons have in all other questions
 *     efficiency      their covariance / the greatest that could be had with the same
 *                     marks, which is that of both sorted
 *     alpha           Cronbach's: p / (p - 1) (1 - sum of variances / variance of totals),
 *                     of the persons to whom all questions were put
 *     error           standard error of a total: its deviation * sqrt(1 - alpha)
 * The same as Moodle's quiz statistics, which show them times 100.
 */
#pragma once

#include "base/arena.h"

struct items {
    size_t persons, questions;
    double *marks;                        /* [person * questions + question] */
    double *most;                         /* of every question: what it can bring */
};

struct item {
    size_t n;                             /* to how many it was put */
    double facility, deviation, discrimination, efficiency;
};

struct item_test {
    size_t n;                             /* persons to whom all was put */
    double facility, deviation, alpha, error;     /* of totals, in marks */
};

struct item items_question(const struct items *t, struct arena *scratch, size_t question);
struct item_test items_test(const struct items *t, struct arena *scratch);
