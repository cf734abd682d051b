/* diff: what two packages differ in, told to people and to programs. */
#pragma once

#include "json/json.h"
#include "package/diff.h"
#include "table/report.h"

struct compared {
    struct arena *arena;
    const char *old_path, *new_path;
    struct diff diff;
};

void diff_put_report(const struct compared *c, struct report *to);
struct json *diff_json(const struct compared *c);
