/* The rules of courses, and in front of them those of their files and of
 * translations, as one table. */
#include <string.h>

#include "course/inside.h"
#include "xml/xml.h"

#define RULE(id, grade, title, advice) \
    const struct rule course_rule_##id = { #id, GRADE_##grade, title, advice };
#include "course/rules.def"
#undef RULE

/* The i-th of our own rules and those of xliff, both in order. */
static const struct rule *merged(size_t i, const struct rule *const *own, size_t n)
{
    for (size_t o = 0, x = 0;; i--) {
        const struct rule *mine = o < n ? own[o] : NULL, *other = xliff_rule_at(x);
        bool is_mine = mine && (!other || strcmp(mine->id + 1, other->id + 1) < 0);
        if (i == 0)
            return is_mine ? mine : other;
        if (!mine && !other)
            return NULL;
        is_mine ? o++ : x++;
    }
}

const struct rule *course_rule_at(size_t i)
{
    static const struct rule *const own[] = {
#define RULE(id, grade, title, advice) &course_rule_##id,
#include "course/rules.def"
#undef RULE
    };
    size_t files = 0;
    while (xml_rule_at(files))
        files++;
    if (i < files)
        return xml_rule_at(i);
    return merged(i - files, own, sizeof own / sizeof *own);
}
