/*
 * remark: the sentences below a statistic: period, basis, what was left out,
 * what nobody has confirmed.
 */
#pragma once

#include "stats/publish.h"
#include "table/table.h"

/* Of what is no count: what was asked. */
void remark_asked(struct table *t, const struct question *q);

void remark_all(struct table *t, const struct question *q, const struct count *c,
                const struct facts *f, const struct publish *p);
