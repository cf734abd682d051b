/*
 * xlsx: writing a workbook (ECMA-376), row after row. The only folder that includes
 * libxlsxwriter.
 *
 * Rows go to the disk as they come, so memory does not grow with them. Texts are
 * texts, whatever they begin with: nothing is a formula.
 */
#pragma once

#include "base/err.h"
#include "base/val.h"

struct xlsx;

enum { XLSX_ROWS = 1048576, XLSX_TEXT = 32767 };      /* of a sheet; of a cell, in characters */

/* The file is there already (empty); it is whole when xlsx_close() has said so. */
MUST struct xlsx *xlsx_new(struct arena *a, const char *path, struct err *e);
MUST bool xlsx_sheet(struct xlsx *x, str name, struct err *e);
MUST bool xlsx_row(struct xlsx *x, const struct val *cells, size_t n, struct err *e);
MUST bool xlsx_close(struct xlsx *x, struct err *e);
void xlsx_drop(struct xlsx *x);           /* NULL is fine; what is in the file is of no use */
