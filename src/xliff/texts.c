#include "xliff/texts.h"

static struct name *slot_of(const struct texts *x, str text)
{
    size_t i = str_hash(text) & (x->size - 1);
    while (x->slots[i].taken && !str_eq(x->slots[i].text, text))
        i = (i + 1) & (x->size - 1);
    return &x->slots[i];
}

static void grow(struct texts *x)
{
    struct texts old = *x;
    x->size = old.size ? 2 * old.size : 64;
    x->slots = NEW_N(x->arena, struct name, x->size);
    for (size_t i = 0; i < old.size; i++)
        if (old.slots[i].taken)
            *slot_of(x, old.slots[i].text) = old.slots[i];
}

bool texts_put(struct texts *x, str text, size_t number)
{
    if (2 * x->n >= x->size)
        grow(x);
    struct name *at = slot_of(x, text);
    if (at->taken)
        return false;
    *at = (struct name){ text, number, true };
    x->n++;
    return true;
}

size_t texts_find(const struct texts *x, str text)
{
    const struct name *at = x->size ? slot_of(x, text) : NULL;
    return at && at->taken ? at->number : NO_NAME;
}
