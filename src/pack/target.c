#include "pack/target.h"

#define TARGET(name) extern const struct target target_##name;
#include "pack/targets.def"
#undef TARGET

static const struct target *const targets[] = {
#define TARGET(name) &target_##name,
#include "pack/targets.def"
#undef TARGET
};

const struct target *target_at(size_t i)
{
    return i < sizeof targets / sizeof *targets ? targets[i] : NULL;
}

const struct target *target_named(str name)
{
    for (size_t i = 0; target_at(i); i++)
        if (str_eq(str_of(target_at(i)->name), name))
            return target_at(i);
    return NULL;
}
