#include "table/delimited.h"

static bool needs_quotes(str s, char delimiter)
{
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] == delimiter || s.p[i] == '"' || s.p[i] == '\n' || s.p[i] == '\r')
            return true;
    return false;
}

void delimited_put(struct buf *b, str text, char delimiter)
{
    if (!needs_quotes(text, delimiter)) {
        buf_put(b, text);
        return;
    }
    buf_byte(b, '"');
    for (size_t i = 0; i < text.n; i++) {
        if (text.p[i] == '"')
            buf_byte(b, '"');
        buf_byte(b, text.p[i]);
    }
    buf_byte(b, '"');
}
