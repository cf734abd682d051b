#include "package/inside.h"

#define RULE(id, grade, title, advice) \
    const struct rule package_rule_##id = { #id, GRADE_##grade, title, advice };
#include "package/rules.def"
#undef RULE

const struct rule *package_rule_at(size_t i)
{
    static const struct rule *const all[] = {
#define RULE(id, grade, title, advice) &package_rule_##id,
#include "package/rules.def"
#undef RULE
    };
    return i < sizeof all / sizeof *all ? all[i] : NULL;
}
