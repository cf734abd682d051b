/*
 * describe: a chart in words, for who cannot see it: the main figures in a few sentences.
 */
#pragma once

#include "base/err.h"
#include "table/chart.h"

/* Sets the description; fails as data_read() does. */
MUST bool chart_describe(struct chart *c, struct arena *a, struct err *e);
