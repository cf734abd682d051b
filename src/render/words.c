/*
 * In: a .lang file. Out: its keys and texts, and texts with their holes filled.
 */
#include "render/words.h"

#include <assert.h>
#include <string.h>

#include "base/asset.h"
#include "base/buf.h"

static bool find_file(struct arena *a, str lang, struct asset *out)
{
    return asset_find(str_format(a, "render/" STR_FMT ".lang", STR_ARG(lang)), out);
}

/* Tags of languages do not tell upper from lower case (RFC 5646, 2.1.1). */
static str in_lower_case(struct arena *a, str tag)
{
    struct buf b = buf_new(a);
    for (size_t i = 0; i < tag.n; i++)
        buf_byte(&b, tag.p[i] >= 'A' && tag.p[i] <= 'Z' ? (char)(tag.p[i] + 32) : tag.p[i]);
    return buf_str(&b);
}

/* "zh-hant-tw", "zh-hant", "zh". */
static bool find_nearest(struct arena *a, str *lang, struct asset *out)
{
    while (!find_file(a, *lang, out)) {
        size_t n = lang->n;
        while (n > 0 && lang->p[n - 1] != '-')
            n--;
        if (n == 0)
            return false;
        *lang = str_head(*lang, n - 1);
    }
    return true;
}

bool words_are_there(str lang)
{
    struct arena *a = arena_new();
    struct asset file;
    str tag = in_lower_case(a, lang);
    bool found = find_nearest(a, &tag, &file);
    arena_free(a);
    return found;
}

bool words_read(struct words *w, struct arena *a, str lang, struct err *e)
{
    struct asset file;
    *w = (struct words){ .arena = a, .lang = in_lower_case(a, lang) };
    if (!find_nearest(a, &w->lang, &file)) {
        w->lang = S("en");
        if (!find_file(a, w->lang, &file))
            return err_set(e, ERR_SYSTEM, "this program has no texts for its pages");
    }
    for (str rest = file.bytes; rest.p != NULL; ) {
        str text = str_trim(str_cut(&rest, '\n'));
        if (text.n == 0 || text.p[0] == '#')
            continue;
        str key = str_trim(str_cut(&text, '='));
        *vec_push(a, &w->list) = (struct word){ key, str_trim(text) };
    }
    plurals_read(&w->plurals, a, w->lang);
    return true;
}

static const struct word *find_word(const struct words *w, str key)
{
    for (size_t i = 0; i < w->list.n; i++)
        if (str_eq(w->list.v[i].key, key))
            return &w->list.v[i];
    return NULL;
}

str words_get(const struct words *w, const char *key)
{
    const struct word *found = find_word(w, str_of(key));
    assert(found && "a text of the pages is missing");
    return found ? found->text : str_of(key);
}

static str value_of(str name, va_list pairs)
{
    for (const char *known; (known = va_arg(pairs, const char *)) != NULL; ) {
        str value = va_arg(pairs, str);
        if (str_eq(name, str_of(known)))
            return value;
    }
    return name;
}

/* The text itself, else the form for the count, else the general one. */
static str text_for(const struct words *w, struct arena *a, const char *key, va_list pairs)
{
    const struct word *found = find_word(w, str_of(key));
    va_list again;
    int64_t count = 0;
    if (found)
        return found->text;
    va_copy(again, pairs);
    if (!str_int(value_of(S("count"), again), &count))
        count = 0;
    va_end(again);
    const char *form = plural_name(plural_of(&w->plurals, count));
    found = find_word(w, str_format(a, "%s#%s", key, form));
    return found ? found->text : words_get(w, str_format(a, "%s#other", key).p);
}

str words_fill_list(const struct words *w, struct arena *a, const char *key, va_list pairs)
{
    struct buf b = buf_new(a);
    for (str rest = text_for(w, a, key, pairs); rest.p != NULL; ) {
        buf_put(&b, str_cut(&rest, '{'));
        if (rest.p == NULL)
            break;
        va_list again;
        va_copy(again, pairs);
        buf_put(&b, value_of(str_cut(&rest, '}'), again));
        va_end(again);
    }
    return buf_str(&b);
}
