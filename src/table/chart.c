#include "table/chart.h"

const char *chart_kind_name(enum chart_kind kind)
{
    static const char *const names[] = {
        [CHART_BARS] = "bars", [CHART_STACKED] = "stacked", [CHART_LINES] = "lines",
        [CHART_MAP] = "map", [CHART_COHORT] = "cohort", [CHART_FUNNEL] = "funnel",
        [CHART_MULTIPLES] = "multiples",
    };
    return names[kind];
}
