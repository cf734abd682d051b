/*
 * Characters that a name cannot hold become blanks; a name that is taken gets a number, for
 * which its end makes room.
 */
#include "format/sheets.h"

#include <string.h>

#include "base/buf.h"
#include "intl/text.h"

/* Excel counts as UTF-16 does. */
static size_t units_of(uint32_t c)
{
    return c > 0xFFFF ? 2 : 1;
}

/* Behind a word, when that leaves more than half. */
static str cut_to(str s, size_t most)
{
    size_t used = 0, end = 0, word = 0;
    for (str rest = s; rest.n > 0; end = s.n - rest.n) {
        word = *rest.p == ' ' ? end : word;
        used += units_of(str_code_point(&rest));
        if (used > most)
            return str_trim(str_head(s, word > end / 2 ? word : end));
    }
    return str_trim(s);
}

static str without_apostrophes(str s)
{
    while (s.n > 0 && *s.p == '\'')
        s = str_from(s, 1);
    while (s.n > 0 && s.p[s.n - 1] == '\'')
        s = str_head(s, s.n - 1);
    return s;
}

static str legal(struct arena *a, str wish)
{
    struct buf b = buf_new(a);
    for (size_t i = 0; i < wish.n; i++) {
        unsigned char c = (unsigned char)wish.p[i];
        buf_byte(&b, c < 0x20 || c == 0x7F || strchr("[]:*?/\\", c) ? ' ' : wish.p[i]);
    }
    str name = without_apostrophes(cut_to(intl_title(a, buf_str(&b)), SHEET_NAME_MOST));
    return name.n == 0 || str_eq_nocase(name, S("history")) ? str_cat(a, name, S("_")) : name;
}

static bool is_taken(const struct sheets *s, str key)
{
    for (size_t i = 0; i < s->keys.n; i++)
        if (str_eq(s->keys.v[i], key))
            return true;
    return false;
}

str sheets_name(struct sheets *s, struct arena *a, str wish)
{
    str base = legal(a, wish), name = base;
    for (unsigned n = 2; is_taken(s, intl_name_key(a, name)); n++) {
        str number = str_format(a, " %u", n);
        name = str_cat(a, without_apostrophes(cut_to(base, SHEET_NAME_MOST - number.n)), number);
    }
    *vec_push(a, &s->keys) = intl_name_key(a, name);
    return s->last = name;
}
