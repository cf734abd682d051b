#include "render/rules.h"

#define RULE(id, grade, title, advice) \
    const struct rule rule_##id = { #id, GRADE_##grade, title, advice };
#include "render/rules.def"
#undef RULE

const struct rule *render_rule_at(size_t i)
{
    static const struct rule *const all[] = {
#define RULE(id, grade, title, advice) &rule_##id,
#include "render/rules.def"
#undef RULE
    };
    return i < sizeof all / sizeof *all ? all[i] : NULL;
}
