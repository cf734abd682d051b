/*
 * Titles and states as Moodle words them.
 */
#include "base/buf.h"
#include "import/moodle.h"
#include "intl/text.h"

/* --- titles ------------------------------------------------------------------------- */

static size_t entity(str s, uint32_t *c)
{
    static const struct { str name; uint32_t c; } named[] = {
        { { "amp", 3 }, '&' }, { { "lt", 2 }, '<' }, { { "gt", 2 }, '>' },
        { { "quot", 4 }, '"' }, { { "apos", 4 }, '\'' }, { { "nbsp", 4 }, 0xA0 },
    };
    size_t end = str_find(str_head(s, s.n < 12 ? s.n : 12), S(";"));
    if (s.n < 3 || s.p[0] != '&' || end >= s.n || s.p[end] != ';')
        return 0;
    str name = str_head(str_from(s, 1), end - 1);
    for (size_t i = 0; i < sizeof named / sizeof *named; i++)
        if (str_eq(name, named[i].name)) {
            *c = named[i].c;
            return end + 1;
        }
    int64_t code;
    if (name.n < 2 || name.p[0] != '#' || !str_int(str_from(name, 1), &code)
        || code < 0x20 || code > 0x10FFFF || (code >= 0xD800 && code < 0xE000))
        return 0;
    *c = (uint32_t)code;
    return end + 1;
}

str moodle_title(struct arena *a, str s)
{
    struct buf b = buf_new(a);
    while (s.n > 0) {
        uint32_t c = (unsigned char)s.p[0];
        size_t n = entity(s, &c);
        if (n > 0)
            buf_code_point(&b, c == '"' ? '\'' : c);
        else
            buf_byte(&b, s.p[0] == '"' ? '\'' : s.p[0]);
        s = str_from(s, n > 0 ? n : 1);
    }
    return intl_title(a, buf_str(&b));
}

static const struct { const char *lang, *words; } modules[] = {
#define MODULE(lang, words) { lang, words },
#include "import/moodle_modules.def"
#undef MODULE
};

/* Behind the kind of activity: a colon of some script and blanks; *colon says whether. */
static str behind_colon(str s, bool *colon)
{
    s = str_trim(s);
    str marks[] = { S(":"), S("："), S("\xC2\xA0:") };
    *colon = false;
    for (size_t i = 0; i < sizeof marks / sizeof *marks && !*colon; i++)
        if (str_starts(s, marks[i])) {
            *colon = true;
            s = str_from(s, marks[i].n);
        }
    return str_trim(s);
}

str moodle_item_title(struct arena *a, str lang, str s)
{
    s = moodle_title(a, s);
    for (size_t i = 0; i < sizeof modules / sizeof *modules; i++) {
        str words = str_of(modules[i].words);
        bool colon;
        if ((lang.n > 0 && !str_eq(lang, str_of(modules[i].lang))) || !str_starts(s, words))
            continue;
        str title = behind_colon(str_from(s, words.n), &colon);
        bool parted = colon || (str_eq(str_of(modules[i].lang), S("fr")) && s.p[words.n] == ' ');
        if (parted && title.n > 0)
            return title;
    }
    return s;
}

str moodle_next_title(struct reader *r, struct moodle_titles *seen, str title)
{
    size_t same = 1;
    for (size_t i = 0; i < seen->v.n; i++)
        same += str_eq(seen->v.v[i], title);
    *vec_push(r->arena, &seen->v) = title;
    if (same == 1)
        return title;
    reader_note(r, "several activities are called \"" STR_FMT "\"; they are told apart by their order",
                STR_ARG(title));
    return str_format(r->arena, STR_FMT " (%zu)", STR_ARG(title), same);
}

/* --- states --------------------------------------------------------------------------- */

static bool matches(str s, str pattern)
{
    size_t gap = str_find(pattern, S("%"));
    if (gap == pattern.n)
        return str_eq(s, pattern);
    str before = str_head(pattern, gap), behind = str_from(pattern, gap + 1);
    return s.n >= before.n + behind.n && str_starts(s, before) && str_ends(s, behind);
}

/* ’ as ', and NFC. */
static str plain_words(struct arena *a, str s)
{
    s = intl_nfc(a, s);
    if (str_find(s, S("’")) == s.n)
        return s;
    struct buf b = buf_new(a);
    while (s.n > 0) {
        size_t at = str_find(s, S("’"));
        buf_put(&b, str_head(s, at));
        if (at < s.n)
            buf_byte(&b, '\'');
        s = str_from(s, at < s.n ? at + sizeof "’" - 1 : at);
    }
    return buf_str(&b);
}

#define STATE(words, completion, success) { words, COMPLETION_##completion, SUCCESS_##success },
static const struct moodle_state states[] = {
#include "import/moodle_states.def"
};
static const struct moodle_state attempt_states[] = {
#include "import/moodle_attempts.def"
};
#undef STATE

static const struct moodle_state *find_state(const struct moodle_state *list, size_t n, struct arena *a,
                                             str words)
{
    words = plain_words(a, words);
    for (size_t i = 0; i < n; i++)
        if (matches(words, str_of(list[i].words)))
            return &list[i];
    return NULL;
}

const struct moodle_state *moodle_state_of(struct arena *a, str words)
{
    return find_state(states, sizeof states / sizeof *states, a, words);
}

const struct moodle_state *moodle_attempt_state_of(struct arena *a, str words)
{
    return find_state(attempt_states, sizeof attempt_states / sizeof *attempt_states, a, words);
}
