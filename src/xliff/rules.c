#include "xliff/xliff.h"

#define RULE(id, grade, title, advice) \
    const struct rule xliff_rule_##id = { #id, GRADE_##grade, title, advice };
#include "xliff/rules.def"
#undef RULE

const struct rule *xliff_rule_at(size_t i)
{
    static const struct rule *const all[] = {
#define RULE(id, ...) &xliff_rule_##id,
#include "xliff/rules.def"
#undef RULE
    };
    return i < sizeof all / sizeof *all ? all[i] : NULL;
}
