#include "import/headings.h"

#include <string.h>

#include "intl/text.h"

enum { FIELD_ignore = MAPPING_IGNORES };

static const struct { int field; const char *said; } known[] = {
#define HEADING(field, said) { FIELD_##field, said },
#include "import/headings.def"
#undef HEADING
};
enum { HEADINGS = sizeof known / sizeof *known };

enum vocabulary { gender, learning, participation, role, channel, full_score, NO_VOCABULARY };

static const struct { enum vocabulary of; const char *said, *meant; } words[] = {
#define WORD(of, said, meant) { of, said, meant },
#include "import/words.def"
#undef WORD
};

enum { WORDS = sizeof words / sizeof *words };

enum { FULL_LEAST = 2, FULL_MOST = 1000000 };

struct headings {
    struct arena *arena;
    str keys[HEADINGS], word_keys[WORDS];
};

const struct headings *headings_open(struct arena *a)
{
    struct headings *w = NEW(a, struct headings);
    w->arena = a;
    for (size_t i = 0; i < HEADINGS; i++)
        w->keys[i] = intl_alias_key(a, str_of(known[i].said));
    for (size_t i = 0; i < WORDS; i++)
        w->word_keys[i] = intl_alias_key(a, str_of(words[i].said));
    return w;
}

/* "Punkte (max. 20)" -> "Punkte" */
static str without_brackets(struct arena *a, str s)
{
    struct buf b = buf_new(a);
    int deep = 0;
    for (size_t i = 0; i < s.n; i++) {
        bool opens = s.p[i] == '(' || s.p[i] == '[', closes = s.p[i] == ')' || s.p[i] == ']';
        deep += opens;
        if (deep == 0)
            buf_byte(&b, s.p[i]);
        deep -= closes && deep > 0;
    }
    return buf_str(&b);
}

static void add(struct heading *h, int field)
{
    for (size_t i = 0; i < h->n; i++)
        if (h->fields[i] == field)
            return;
    if (h->n < HEADING_FIELDS)
        h->fields[h->n++] = field;
}

static bool is_of(int field, enum record_kind kind)
{
    return field == MAPPING_IGNORES || field_is_of(field, kind);
}

static void look_up(const struct headings *w, struct heading *h, str key, enum record_kind kind)
{
    int field = field_named(key, kind);
    if (field != NO_FIELD)
        add(h, field);
    for (size_t i = 0; i < HEADINGS; i++)
        if (is_of(known[i].field, kind) && str_eq(key, w->keys[i]))
            add(h, known[i].field);
}

/* "Country / Pays": each part for itself. */
static void look_up_parts(const struct headings *w, struct heading *h, str s, enum record_kind kind)
{
    size_t begin = 0;
    for (size_t i = 0; i <= s.n; i++)
        if (i == s.n || s.p[i] == '/' || s.p[i] == '|' || s.p[i] == '\n') {
            look_up(w, h, intl_alias_key(w->arena, (str){ s.p + begin, i - begin }), kind);
            begin = i + 1;
        }
}

/* Whether the words of `key` end in `said`, or begin with it: *rest is what else there is. */
static bool has_end(str key, str said, str *rest)
{
    if (key.n <= said.n + 1)
        return false;
    size_t more = key.n - said.n;
    if (str_ends(key, said) && key.p[more - 1] == ' ')
        return *rest = str_head(key, more - 1), true;
    if (str_starts(key, said) && key.p[said.n] == ' ')
        return *rest = str_from(key, said.n + 1), true;
    return false;
}

/* "of Module 1" -> "Module 1" */
static str without_preposition(str s)
{
    static const char *const prepositions[] = { "of ", "for ", "de ", "du ", "des ", "d ", "del ", "do ", "da ", "di ",
                                                "von ", "fur ", "pour ", "para ", "per ", "van " };
    for (size_t i = 0; i < sizeof prepositions / sizeof *prepositions; i++)
        if (str_starts(s, str_of(prepositions[i])))
            return str_from(s, strlen(prepositions[i]));
    return s;
}

static bool is_other_day(int field)
{
    return field == FIELD_registered_at || field == FIELD_starts_on || field == FIELD_ends_on;
}

/* "Modul 1 fertig am": a result, of what the rest of the heading names. Longer words go first. */
static void look_up_activity(const struct headings *w, struct heading *h, str s)
{
    str key = intl_alias_key(w->arena, s), rest;
    size_t longest = 3;
    for (size_t i = 0; i < HEADINGS; i++) {
        bool of_activity = known[i].field >= 0 && field_is_of_activity(known[i].field);
        if ((!of_activity && !is_other_day(known[i].field)) || w->keys[i].n < longest
            || !has_end(key, w->keys[i], &rest))
            continue;
        if (w->keys[i].n > longest)
            *h = (struct heading){ .n = 0 };
        longest = w->keys[i].n;
        if (of_activity)
            add(h, known[i].field);
        else
            h->vague = true;
        h->activity = without_preposition(rest);
    }
}

/* The activity as the heading spells it: without the words that make the result. */
static str spelled(struct arena *a, str s, str activity)
{
    for (size_t from = 0; from < s.n; from++)
        for (size_t to = s.n; to > from; to--)
            if ((s.p[from] & 0xC0) != 0x80 && (to == s.n || (s.p[to] & 0xC0) != 0x80)
                && str_eq(intl_alias_key(a, (str){ s.p + from, to - from }), activity))
                return str_trim((str){ s.p + from, to - from });
    return activity;
}

/* "- Modul 1:" -> "Modul 1" */
static str without_joints(str s)
{
    static const char joints[] = " -:,;.|/";
    while (s.n > 0 && str_find(S(" -:,;.|/"), str_head(s, 1)) < sizeof joints - 1)
        s = str_from(s, 1);
    while (s.n > 0 && str_find(S(" -:,;.|/"), str_from(s, s.n - 1)) < sizeof joints - 1)
        s = str_head(s, s.n - 1);
    return s;
}

/* "End date": of an event, not of an activity called End. */
static bool is_of_others(const struct headings *w, str s)
{
    struct heading h = { .n = 0 };
    for (int kind = RECORD_LEARNING + 1; kind <= RECORD_INITIATIVE; kind++)
        look_up(w, &h, intl_alias_key(w->arena, s), (enum record_kind)kind);
    return h.n > 0;
}

struct heading heading_read(const struct headings *w, str s, enum record_kind kind)
{
    struct heading h = { .n = 0 };
    str bare = without_brackets(w->arena, s);
    look_up(w, &h, intl_alias_key(w->arena, s), kind);
    if (h.n == 0)
        look_up(w, &h, intl_alias_key(w->arena, bare), kind);
    if (h.n == 0)
        look_up_parts(w, &h, bare, kind);
    if (h.n == 0 && kind == RECORD_LEARNING && bare.n < 200 && !is_of_others(w, bare))
        look_up_activity(w, &h, bare);
    if (h.n == 0)
        return (struct heading){ .n = 0 };
    if (h.activity.n > 0)
        h.activity = without_joints(spelled(w->arena, bare, h.activity));
    return h;
}

bool heading_is_known(const struct headings *w, str s)
{
    for (int kind = RECORD_LEARNING; kind <= RECORD_INITIATIVE; kind++)
        if (heading_read(w, s, (enum record_kind)kind).n > 0)
            return true;
    return false;
}

static enum vocabulary vocabulary_of(int field, enum record_kind kind)
{
    switch (field) {
    case FIELD_gender:  return gender;
    case FIELD_role:    return role;
    case FIELD_channel: return channel;
    case FIELD_status:  return kind == RECORD_LEARNING ? learning : participation;
    default:            return NO_VOCABULARY;
    }
}

/* What it means among them, else NULL. */
static const char *word_of(const struct headings *w, enum vocabulary of, str key)
{
    for (size_t i = 0; i < WORDS; i++)
        if (words[i].of == of && str_eq(key, w->word_keys[i]))
            return words[i].meant;
    return NULL;
}

const char *heading_word(const struct headings *w, int field, enum record_kind kind, str s)
{
    return word_of(w, vocabulary_of(field, kind), intl_alias_key(w->arena, s));
}

/* "sur 20", "/20": 20 */
static int64_t number_of_full(const struct headings *w, str s)
{
    str key = intl_alias_key(w->arena, s);
    size_t at = key.n;
    int64_t n;
    while (at > 0 && key.p[at - 1] != ' ')
        at--;
    bool is_full = at > 0 ? word_of(w, full_score, str_head(key, at - 1)) != NULL : str_starts(str_trim(s), S("/"));
    return is_full && str_int(str_from(key, at), &n) && n >= FULL_LEAST && n <= FULL_MOST ? n : 0;
}

int64_t heading_full_score(const struct headings *w, str s)
{
    int64_t n = 0;
    for (size_t from = 0, i = 0; i < s.n && n == 0; i++) {
        if (s.p[i] == '(' || s.p[i] == '[')
            from = i + 1;
        else if ((s.p[i] == ')' || s.p[i] == ']') && from > 0)
            n = number_of_full(w, (str){ s.p + from, i - from });
    }
    return n;
}
