/*
 * Any text: the reader of mappings ends, tells faults by rising lines with sentences, and what has
 * none keeps its promises.
 */
#include <stdlib.h>

#include "base/buf.h"
#include "import/mapping.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool ok)
{
    if (!ok)
        abort();
}

static void check_faults(const struct mapping *m)
{
    for (size_t i = 0; i < m->faults.n; i++) {
        const struct mapping_fault *x = &m->faults.v[i];
        must(x->line >= 1 && x->text.n > 0 && str_utf8_bad(x->text) == x->text.n);
    }
}

static void check_uses(const struct mapping *m)
{
    for (size_t i = 0; i < m->columns.n; i++) {
        const struct mapping_use *x = &m->columns.v[i];
        must(x->key.n > 0 && x->nth >= 1 && x->part < m->activities.n);
        must(x->field == MAPPING_IGNORES || field_is_of(x->field, m->kind));
        must(x->part == 0 || field_is_of_activity(x->field));
    }
    for (size_t i = 0; i < m->constants.n; i++)
        must(field_is_of(m->constants.v[i].field, m->kind) && m->constants.v[i].text.n > 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *a = arena_new();
    const struct mapping *m = mapping_read(a, S("fuzz"), (str){ (const char *)data, size });
    check_faults(m);
    must(m->columns.n > 0 || m->faults.n > 0);
    if (m->faults.n == 0)
        check_uses(m);
    arena_free(a);
    return 0;
}
