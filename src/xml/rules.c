/* The rules of xml as a table. */
#include "xml/inside.h"

#define RULE(id, grade, title, advice) \
    const struct rule xml_rule_##id = { #id, GRADE_##grade, title, advice };
#include "xml/rules.def"
#undef RULE

const struct rule *xml_rule_at(size_t i)
{
    static const struct rule *const all[] = {
#define RULE(id, grade, title, advice) &xml_rule_##id,
#include "xml/rules.def"
#undef RULE
    };
    return i < sizeof all / sizeof *all ? all[i] : NULL;
}
