/* explain: a rule or an element, told to whoever writes a course. */
#pragma once

#include "base/buf.h"
#include "base/diag.h"
#include "base/err.h"

enum explain_style { EXPLAIN_TEXT, EXPLAIN_MARKDOWN };

/* What the rule says, why, what to do; a wrong and a right example. Markdown
 * goes without the line that names the rule. */
void explain_put_rule(struct buf *b, const struct rule *rule, enum explain_style style);

/* A title and its advice, of what import says about a row. */
void explain_put_issue(struct buf *b, const char *code, const char *title, const char *advice);

/* What schemas/course.xsd says about the elements of this name; false when
 * there is none. The name may stand in "<" and ">". */
MUST bool explain_put_element(struct buf *b, str name, struct err *e);
bool explain_knows_element(str name);

/* The same of an attribute, on each of the elements that have it. */
MUST bool explain_put_attribute(struct buf *b, str name, struct err *e);
bool explain_knows_attribute(str name);
