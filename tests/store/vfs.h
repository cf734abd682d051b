/*
 * vfs: a disk that fails when it is told to. SQLite uses it for all files once vfs_begin() was called.
 *
 * Calls of the kinds in `kinds` are counted from 1; at the one numbered `at` the fault happens:
 *     FAULT_ONCE   it fails with `code`, and nothing of it is done
 *     FAULT_STAYS  so do all such calls from then on
 *     FAULT_CUT    the power goes: nothing is done any more, and vfs_after_cut() leaves of what was
 *                  written since the last sync of its file some pieces, some halves, some not
 *     FAULT_KILL   the process is killed before it
 * A call with at 0 only counts.
 */
#pragma once

#include <stdbool.h>

enum { CALL_READ = 1, CALL_WRITE = 2, CALL_SYNC = 4, CALL_TRUNCATE = 8, CALL_OPEN = 16, CALL_DELETE = 32,
       CALL_SHARED = 64, CALL_CHANGES = CALL_WRITE | CALL_SYNC | CALL_TRUNCATE | CALL_DELETE, CALL_ALL = 127 };
enum fault_how { FAULT_ONCE, FAULT_STAYS, FAULT_CUT, FAULT_KILL };
enum { CODE_IO = 10, CODE_FULL = 13 };    /* as sqlite3.h has them */

struct fault { int kinds; int at; enum fault_how how; int code; };

void vfs_begin(void);
void vfs_set(struct fault f);             /* counts from here */
int vfs_count(void);                      /* calls of its kinds since */
bool vfs_happened(void);

/* What the disk holds when the power comes back, the same for the same seed. */
void vfs_after_cut(unsigned seed);
