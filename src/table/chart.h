/*
 * chart: a wish: which column of a table is drawn along which, and as what.
 *
 * Only rows whose column "row" says "group" (all, where there is no such column) are
 * drawn. A hidden figure is drawn as hidden, a mark without length, never as 0.
 */
#pragma once

#include "table/table.h"

enum chart_kind { CHART_BARS, CHART_STACKED, CHART_LINES, CHART_MAP, CHART_COHORT, CHART_FUNNEL,
                  CHART_MULTIPLES };
enum { CHART_NO_COLUMN = -1 };

struct chart {
    enum chart_kind kind;
    str title, description;               /* the description is the alternative text: one or two
                                           * sentences with the main figures */
    const struct table *table;            /* the figures; it stands beside the chart wherever it is shown */
    int category, label;                  /* columns: what stands along the axis (id), how it is called for people */
    int series, series_label;             /* columns of the second dimension; CHART_NO_COLUMN: one series */
    int value;                            /* column of the figure */
};

const char *chart_kind_name(enum chart_kind kind);    /* "bars" */
