/*
 * remark: the sentences below a statistic: period, basis, what was left out,
 * what nobody has confirmed.
 */
#pragma once

#include "stats/publish.h"
#include "table/table.h"

void remark_all(struct table *t, const struct question *q, const struct count *c,
                const struct facts *f, const struct publish *p);
