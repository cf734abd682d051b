#include "report/rules.h"

#define RULE(id, grade, title, advice) \
    const struct rule report_rule_##id = { #id, GRADE_##grade, title, advice };
#include "report/rules.def"
#undef RULE

const struct rule *report_rule_at(size_t i)
{
    static const struct rule *const all[] = {
#define RULE(id, ...) &report_rule_##id,
#include "report/rules.def"
#undef RULE
    };
    return i < sizeof all / sizeof *all ? all[i] : NULL;
}
