#include "cli/rules.h"

#include "course/course.h"
#include "pack/rules.h"
#include "package/package.h"
#include "render/rules.h"
#include "report/rules.h"
#include "zip/archive.h"

const struct rule *rule_at(size_t i)
{
    static const struct rule *(*const floors[])(size_t i) = { course_rule_at, render_rule_at,
                                                            pack_rule_at, package_rule_at,
                                                            archive_rule_at, report_rule_at };
    for (size_t f = 0; f < sizeof floors / sizeof *floors; f++) {
        size_t n = 0;
        while (floors[f](n))
            n++;
        if (i < n)
            return floors[f](i);
        i -= n;
    }
    return NULL;
}
