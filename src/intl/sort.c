#include "intl/sort.h"

#include <stdlib.h>
#include <unicode/ucol.h>
#include <unicode/uiter.h>

#include "base/buf.h"

struct keyed { str key; size_t at; };

static int by_key(const void *left, const void *right)
{
    const struct keyed *a = left, *b = right;
    int order = str_cmp(a->key, b->key);
    return order ? order : (a->at > b->at) - (a->at < b->at);
}

/* ICU gives a key in pieces; UTF-8 goes in as it is. */
static bool sort_key(struct arena *a, const UCollator *collator, str text, str *out)
{
    enum { PIECE = 256 };
    UCharIterator letters;
    uint32_t state[2] = { 0 };
    struct buf key = buf_new(a);
    UErrorCode code = U_ZERO_ERROR;
    int32_t n;
    uiter_setUTF8(&letters, text.p, (int32_t)text.n);
    do {
        uint8_t piece[PIECE];
        n = ucol_nextSortKeyPart(collator, &letters, state, piece, PIECE, &code);
        if (U_FAILURE(code))
            return false;
        buf_put(&key, (str){ (const char *)piece, (size_t)n });
    } while (n == PIECE);
    *out = buf_str(&key);
    return true;
}

bool intl_sort(struct arena *a, str lang, const str *texts, size_t n, size_t *order,
               struct err *e)
{
    UErrorCode code = U_ZERO_ERROR;
    UCollator *collator = ucol_open(str_dup(a, lang).p, &code);
    struct keyed *keyed = NEW_N(a, struct keyed, n);
    bool ok = U_SUCCESS(code);
    for (size_t i = 0; ok && i < n; i++) {
        keyed[i].at = i;
        ok = sort_key(a, collator, texts[i], &keyed[i].key);
    }
    ucol_close(collator);
    if (!ok)
        return err_set(e, ERR_SYSTEM, "cannot sort as one does in \"" STR_FMT "\": %s",
                       STR_ARG(lang), u_errorName(code));
    if (n > 0)
        qsort(keyed, n, sizeof *keyed, by_key);
    for (size_t i = 0; i < n; i++)
        order[i] = keyed[i].at;
    return true;
}
