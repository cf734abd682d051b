#include "import/issues.h"

static const struct issue issues[] = {
#define ISSUE(code, title, advice) { code, title, advice },
#include "import/issues.def"
#undef ISSUE
};

const struct issue *issue_at(size_t i)
{
    return i < sizeof issues / sizeof *issues ? &issues[i] : NULL;
}

const struct issue *issue_named(str code)
{
    const struct issue *x;
    for (size_t i = 0; (x = issue_at(i)) != NULL; i++)
        if (str_eq(code, str_of(x->code)))
            return x;
    return NULL;
}
