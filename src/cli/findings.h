/* findings: what is wrong in a user's file, as text, JSON and SARIF. */
#pragma once

#include "base/buf.h"
#include "base/diag.h"

/* "file:line:column: error: sentence [E112]", the advice indented below; the
 * advice of a rule is given with its first finding only. Closes with a line
 * that counts, when there was anything. */
void findings_put_text(struct buf *b, const struct diags *d, bool colour);

/* {"findings": [...], "errors": n, "warnings": n, "notes": n} */
void findings_put_json(struct buf *b, const struct diags *d);

/* SARIF 2.1.0 (OASIS): one run, the rules that were found with their help,
 * relative URIs, columns in characters, and fingerprints that stay when lines
 * move. */
void findings_put_sarif(struct buf *b, const struct diags *d);
