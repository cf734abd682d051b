/*
 * diff: two packages against each other, and what becomes of learners' records.
 *
 * Platforms keep what a learner did under the identifier of what he or she launched:
 * the item of SCORM, the AU of cmi5 and AICC, the activity of xAPI. A package put in the place of
 * another keeps the records of those identifiers that are in both; others are
 * orphaned. What stands in a record (for packages of etalon the state of pages
 * and answers) is kept under short keys of pages, quizzes and questions; a key
 * that is gone is an answer that is lost, though the record survives.
 */
#pragma once

#include "base/progress.h"
#include "package/contents.h"

enum diff_change { DIFF_CHANGED, DIFF_ADDED, DIFF_REMOVED, DIFF_MOVED };

/* One thing that is not the same in both. */
struct diff_entry {
    enum diff_change change;
    str kind;                             /* "file" "item" "module" "page" "quiz" "question" */
    str id;                               /* path of a file; in the new one, unless removed */
    str was;                              /* DIFF_MOVED: its id in the old one */
    str title;
    str what;                             /* DIFF_CHANGED: "title, launch" */
};
typedef VEC(struct diff_entry) diff_entries;

/* A record or a part of one that does not survive. */
struct diff_loss {
    str kind;                             /* "course" "item" "au" ..; "page" "quiz" "question" */
    str id, title;                        /* in the old package */
    str why;                              /* a sentence without full stop */
    struct place at;                      /* in the old package; of a part of ours its data.js */
};

struct diff {
    const struct package *old, *new;
    struct contents *old_contents, *new_contents;         /* NULL: not of our making */
    diff_entries items, parts, files;     /* parts: of ours */
    size_t items_same, parts_same, files_same;
    VEC(struct diff_loss) records;        /* lost whole */
    VEC(struct diff_loss) answers;        /* lost from records that survive */
    size_t records_kept;                  /* identifiers under which records are kept on */
    VEC(str) notes;                       /* sentences */
};

/* False only when a file cannot be read; progress may be NULL. */
MUST bool package_diff(struct arena *a, const struct package *old, const struct package *new,
                       struct diff *out, struct progress *p, struct err *e);

/* The same without the list of files: enough to know what becomes of records. */
void package_diff_records(struct arena *a, const struct package *old, const struct package *new,
                          struct diff *out);
