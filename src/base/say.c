/*
 * A file of sentences is part of the program, so its words are its bytes: what is looked up
 * is found by reading them, some ten kilobytes.
 */
#include "base/say.h"

#include "base/asset.h"
#include "base/buf.h"

struct words { char first; };             /* of the text, which ends with a NUL */

static const char *const languages[] = { "en", "fr", "es" };

const char *say_language(size_t i)
{
    return i < sizeof languages / sizeof *languages ? languages[i] : NULL;
}

const struct words *words_of(str room, str lang)
{
    char path[64];
    struct asset file;
    str primary = str_cut(&lang, '-');
    const str parts[] = { room, S("/"), primary, S(".say") };
    size_t n = 0;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        for (size_t k = 0; k < parts[i].n && n < sizeof path; k++)
            path[n++] = parts[i].p[k];
    if (primary.n == 0 || n == sizeof path || !asset_find((str){ path, n }, &file))
        return NULL;
    return (const struct words *)file.bytes.p;
}

/* The line below the one that is `english`; that itself when there is none. */
static str translated(const struct words *w, str english)
{
    str rest = str_of(w ? &w->first : NULL);
    while (rest.p != NULL && rest.n > 0) {
        str line = str_cut(&rest, '\n');
        if (line.n == 0 || line.p[0] == '#')
            continue;
        str below = str_cut(&rest, '\n');
        if (str_eq(line, english))
            return below;
    }
    return english;
}

/* The n of "{n}" at s; 0: something else. */
static unsigned place_at(str s)
{
    bool is = s.n >= 3 && s.p[0] == '{' && s.p[1] >= '1' && s.p[1] <= '9' && s.p[2] == '}';
    return is ? (unsigned)(s.p[1] - '0') : 0;
}

static unsigned places_in(str s)
{
    unsigned most = 0;
    for (; s.n > 0; s = str_from(s, 1))
        most = place_at(s) > most ? place_at(s) : most;
    return most;
}

static str fill_in(struct arena *a, str sentence, const str texts[SAY_TEXTS])
{
    struct buf b = buf_new(a);
    while (sentence.n > 0) {
        unsigned place = place_at(sentence);
        if (place > 0)
            buf_put(&b, texts[place - 1]);
        else
            buf_byte(&b, *sentence.p);
        sentence = str_from(sentence, place > 0 ? 3 : 1);
    }
    return buf_str(&b);
}

str say(struct arena *a, const struct words *w, const char *english, ...)
{
    str key = str_of(english), texts[SAY_TEXTS] = { { 0 } };
    unsigned n = places_in(key);
    va_list args;
    va_start(args, english);
    for (unsigned i = 0; i < n; i++)
        texts[i] = va_arg(args, str);
    va_end(args);
    return n > 0 ? fill_in(a, translated(w, key), texts) : translated(w, key);
}
