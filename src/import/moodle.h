/*
 * moodle: what the exports of Moodle have in common, in every language.
 *
 * Columns are known by their words (moodle_columns.def) and, for e-mail addresses
 * and countries, by what stands in them. Names of people are taken as they stand and
 * identify nobody: their order depends on the language of whoever downloaded.
 */
#pragma once

#include "import/cell.h"

enum moodle_column {
    MOODLE_GIVEN, MOODLE_FAMILY, MOODLE_FULL_NAME, MOODLE_EMAIL, MOODLE_ID_NUMBER, MOODLE_COUNTRY,
    MOODLE_INSTITUTION, MOODLE_DEPARTMENT, MOODLE_GROUPS, MOODLE_USERNAME, MOODLE_LANGUAGE,
    MOODLE_CREATED, MOODLE_LAST_ACCESS, MOODLE_COHORT_ID, MOODLE_COURSE_FULL, MOODLE_COURSE,
    MOODLE_METHOD, MOODLE_COMPLETED, MOODLE_COMPLETED_AT, MOODLE_GRADE,
    MOODLE_ATTEMPT, MOODLE_BEGUN, MOODLE_ACCESSED, MOODLE_SCORE,
    MOODLE_QUESTION, MOODLE_RESPONSE, MOODLE_RIGHT, MOODLE_RESULT,    /* with a number behind */
    MOODLE_TOTAL,                         /* in a gradebook: of the course */
    MOODLE_COLUMNS
};

struct moodle {
    int at[MOODLE_COLUMNS];               /* the first such column, or NO_FIELD */
    size_t known;                         /* columns whose words are known */
    str lang;                             /* of most of them: "fr"; empty when none is known */
    size_t end;                           /* columns looked at */
};

/* By their words, among the columns from `from` to before `end`. */
void moodle_find(const struct header *h, size_t from, size_t end, struct moodle *out);

bool moodle_is(const struct header *h, size_t i, enum moodle_column what);
bool moodle_key_is(str key, enum moodle_column what);  /* of intl_alias_key() */

/* Completes them by what the first rows hold, gives the reader its roles and tells the user
 * which column is what and what lacks. */
void moodle_columns(struct reader *r, struct moodle *m, size_t from);

/* Who a row is about and where they are from. */
void moodle_person(struct reader *r, const struct moodle *m, struct record *out);

/* False, with a sentence, when neither the file's name nor --course says it. */
MUST bool moodle_needs_course(const struct reader *r, struct err *e);

/* --- activities ------------------------------------------------------------------ */

/* A title as all exports have it: Moodle escapes HTML in some, writes ' for " in one. */
str moodle_title(struct arena *a, str s);

/* The same, of an item of the gradebook: without the kind of activity before it, which
 * only some languages part by a colon. */
str moodle_item_title(struct arena *a, str lang, str s);

struct moodle_titles { VEC(str) v; };

/* Two activities of one title are told apart by their order. */
str moodle_next_title(struct reader *r, struct moodle_titles *seen, str title);

/* --- states ---------------------------------------------------------------------- */

struct moodle_state { const char *words; enum completion completion; enum success success; };

/* "Terminé (défini par ...)"; NULL when nobody knows the words. */
const struct moodle_state *moodle_state_of(struct arena *a, str words);

/* An attempt's, as SCORM reports word it. */
const struct moodle_state *moodle_attempt_state_of(struct arena *a, str words);
