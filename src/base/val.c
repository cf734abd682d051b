#include "base/val.h"

#include <stdio.h>
#include <stdlib.h>

/* The shortest decimal that reads back as the same number. */
static void put_real(struct buf *b, double r)
{
    char text[40];
    for (int digits = 15; digits <= 17; digits++) {
        snprintf(text, sizeof text, "%.*g", digits, r);
        if (strtod(text, NULL) == r)
            break;
    }
    buf_puts(b, text);
}

static double number(struct val v) { return v.kind == VAL_INT ? (double)v.as.i : v.as.r; }

bool val_same(struct val a, struct val b)
{
    bool numbers = (a.kind == VAL_INT || a.kind == VAL_REAL) && (b.kind == VAL_INT || b.kind == VAL_REAL);
    if (a.kind != b.kind)
        return numbers && !(number(a) < number(b)) && !(number(a) > number(b));
    switch (a.kind) {
    case VAL_INT:  return a.as.i == b.as.i;
    case VAL_REAL: return !(a.as.r < b.as.r) && !(a.as.r > b.as.r);
    case VAL_TEXT:
    case VAL_BLOB: return str_eq(a.as.s, b.as.s);
    case VAL_NIL:
    case VAL_HIDDEN: break;
    }
    return true;
}

static void put_hex(struct buf *b, str bytes)
{
    for (size_t i = 0; i < bytes.n; i++)
        buf_printf(b, "%02x", (unsigned)(unsigned char)bytes.p[i]);
}

void val_put(struct buf *b, struct val v)
{
    switch (v.kind) {
    case VAL_NIL:  break;
    case VAL_INT:  buf_int(b, v.as.i); break;
    case VAL_REAL: put_real(b, v.as.r); break;
    case VAL_TEXT: buf_put(b, v.as.s); break;
    case VAL_BLOB: put_hex(b, v.as.s); break;
    case VAL_HIDDEN: buf_put(b, VAL_HIDDEN_MARK); break;
    }
}
