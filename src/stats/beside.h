/*
 * beside: which questions tell of each other when their answers are published side by side.
 *
 * Answers that count the same records (one measure, one period, one way of counting) are parts of
 * one table, which has all their dimensions. Of that table everybody knows what stands between two
 * dimensions of one kind: an economy is in these groups, a quarter in that year. So such pairs
 * are counted as well, though nobody asks for them, and so are pairs of which one answer has a
 * filter and another has not. Answers by several dimensions are counted with one more of a kind, and
 * the other way round.
 */
#pragma once

#include "stats/question.h"

typedef VEC(struct question *) questions;

/* The questions that are to be counted besides. */
questions beside_questions(struct arena *a, const questions *asked);

/* What the figures of a stage are called where they are compared with those of other questions. */
str beside_name(const struct question *q, size_t stage);

/* Whether on a line of both, what a stage of the part counts is never more than what a stage of the whole counts: by the
 * heads of the measures that are called as they are ("at-most"), of the same period and the same filters. */
bool beside_is_part(struct arena *a, const struct question *part, size_t stage, const struct question *whole,
                    size_t of);
