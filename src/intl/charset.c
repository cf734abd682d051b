/*
 * One ICU converter from the named encoding to UTF-16, one on to UTF-8, a
 * small pivot between them; both stop at what they cannot convert.
 */
#include "intl/charset.h"

#include <unicode/ucnv.h>

enum { PIVOT = 4096 };

struct charset {
    UConverter *from, *to;
    UChar pivot[PIVOT];
    UChar *pivot_in, *pivot_out;
    const char *name;
    uint64_t taken;
    bool done;                            /* the end was converted */
};

static UConverter *converter(const char *name, UErrorCode *code)
{
    UConverter *c = ucnv_open(name, code);
    if (U_FAILURE(*code))
        return NULL;
    ucnv_setToUCallBack(c, UCNV_TO_U_CALLBACK_STOP, NULL, NULL, NULL, code);
    ucnv_setFromUCallBack(c, UCNV_FROM_U_CALLBACK_STOP, NULL, NULL, NULL, code);
    return c;
}

/* The name people write: MIME's, else IANA's, else as it was given. */
static const char *usual_name(const UConverter *c, const char *given)
{
    UErrorCode code = U_ZERO_ERROR;
    const char *own = ucnv_getName(c, &code), *name = ucnv_getStandardName(own, "MIME", &code);
    if (U_SUCCESS(code) && name == NULL)
        name = ucnv_getStandardName(own, "IANA", &code);
    return U_SUCCESS(code) && name != NULL ? name : given;
}

struct charset *charset_open(struct arena *a, const char *name, struct err *e)
{
    UErrorCode code = U_ZERO_ERROR;
    struct charset *c = NEW(a, struct charset);
    c->from = *name != 0 ? converter(name, &code) : NULL;
    c->to = converter("UTF-8", &code);
    if (c->from == NULL || c->to == NULL || U_FAILURE(code)) {
        charset_close(c);
        (void)err_set(e, ERR_INPUT, "there is no encoding \"%.60s\"; usual ones are windows-1252 "
                      "(western Europe), windows-1250, windows-1251, windows-1256, ISO-8859-2, "
                      "GB18030, Shift_JIS, UTF-16LE", name);
        return NULL;
    }
    c->name = usual_name(c->from, name);
    c->pivot_in = c->pivot_out = c->pivot;
    return c;
}

void charset_close(struct charset *c)
{
    if (c == NULL)
        return;
    if (c->from != NULL)
        ucnv_close(c->from);
    if (c->to != NULL)
        ucnv_close(c->to);
    c->from = c->to = NULL;
}

const char *charset_name(const struct charset *c)
{
    return c->name;
}

/* The bad bytes were taken already: put the offset in front of them. */
static bool bad_bytes(struct charset *c, struct err *e)
{
    char bytes[32];
    int8_t n = sizeof bytes;
    UErrorCode code = U_ZERO_ERROR;
    ucnv_getInvalidChars(c->from, bytes, &n, &code);
    if (U_SUCCESS(code) && n > 0)
        c->taken -= (uint64_t)n;
    return err_set(e, ERR_INPUT, "the byte 0x%02X at offset %llu does not belong to the encoding %s",
                   U_SUCCESS(code) && n > 0 ? (unsigned char)bytes[0] : 0U,
                   (unsigned long long)c->taken, c->name);
}

bool charset_read(struct charset *c, str *in, bool last, char *out, size_t cap,
                  size_t *n, struct err *e)
{
    *n = 0;
    if (c->done)
        return true;
    UErrorCode code = U_ZERO_ERROR;
    const char *source = in->p;
    char *target = out;
    ucnv_convertEx(c->to, c->from, &target, out + cap, &source, in->p + in->n, c->pivot,
                   &c->pivot_in, &c->pivot_out, c->pivot + PIVOT, false, last, &code);
    c->taken += (uint64_t)(source - in->p);
    *in = str_from(*in, (size_t)(source - in->p));
    *n = (size_t)(target - out);
    if (code == U_BUFFER_OVERFLOW_ERROR)
        return true;
    if (U_FAILURE(code))
        return bad_bytes(c, e);
    c->done = last;
    return true;
}

uint64_t charset_taken(const struct charset *c)
{
    return c->taken;
}
