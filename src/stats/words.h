/*
 * words: a question read word by word, as `etalon stats` and the texts of reports say it.
 */
#pragma once

#include "stats/question.h"

/*
 * One word, as "from" with "2024-01-01" or "by" with "rmo,month"; one that is only said
 * ("associates") has the value "yes", or "no". `dash` stands before names in sentences
 * about them: "--", or "". Texts are copied. stats_check() then says whether all go together.
 */
MUST bool question_word(struct question *q, struct arena *a, str name, str value, const char *dash,
                        struct err *e);

/* Fails with the nearest name when there is no such word. */
MUST bool question_knows(str name, struct err *e);
