#include "si/number.h"

#include <stdlib.h>
#include <string.h>

static str take_digits(str *rest)
{
    size_t n = 0;
    while (n < rest->n && rest->p[n] >= '0' && rest->p[n] <= '9')
        n++;
    str digits = str_head(*rest, n);
    *rest = str_from(*rest, n);
    return digits;
}

static bool take(str *rest, char c)
{
    if (!rest->n || rest->p[0] != c)
        return false;
    *rest = str_from(*rest, 1);
    return true;
}

/* Zeros in front do not count; of 0 itself, the zeros behind the point do. */
static int significant(str whole, str fraction)
{
    while (whole.n && whole.p[0] == '0')
        whole = str_from(whole, 1);
    if (whole.n)
        return (int)(whole.n + fraction.n);
    size_t zeros = 0;
    while (zeros < fraction.n && fraction.p[zeros] == '0')
        zeros++;
    return zeros == fraction.n ? (int)fraction.n + 1 : (int)(fraction.n - zeros);
}

static bool take_exponent(str *rest, struct number *n)
{
    if (!take(rest, 'e') && !take(rest, 'E'))
        return true;
    n->has_exponent = true;
    bool negative = take(rest, '-');
    if (!negative)
        take(rest, '+');
    int64_t exponent;
    str digits = take_digits(rest);
    if (!digits.n || digits.n > 4 || !str_int(digits, &exponent) || exponent > NUMBER_EXPONENT)
        return false;
    n->exponent = negative ? -(int)exponent : (int)exponent;
    return true;
}

bool number_read(str text, struct number *out)
{
    struct number n = { .negative = text.n && text.p[0] == '-' };
    str rest = text;
    if (!take(&rest, '-'))
        take(&rest, '+');
    n.whole = take_digits(&rest);
    if (take(&rest, '.')) {
        n.fraction = take_digits(&rest);
        if (!n.fraction.n)
            return false;
    }
    if (!n.whole.n || n.whole.n + n.fraction.n > NUMBER_DIGITS || !take_exponent(&rest, &n) || rest.n)
        return false;
    n.digits = significant(n.whole, n.fraction);
    n.place = n.exponent - (int)n.fraction.n;
    *out = n;
    return str_real(text, &out->value);
}
