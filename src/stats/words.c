/*
 * A table of words; a function reads the value of each kind.
 */
#include "stats/words.h"

#include "base/near.h"
#include "disclose/disclose.h"
#include "stats/dimension.h"

struct word {                             /* being read */
    struct question *question;
    struct arena *arena;
    str name, value;
    const char *dash;
};

__attribute__((format(printf, 3, 4)))
static bool wants(const struct word *w, struct err *e, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    str what = str_format_list(w->arena, format, args);
    va_end(args);
    return err_set(e, ERR_USAGE, "%s" STR_FMT " " STR_FMT ", not \"" STR_FMT "\"", w->dash,
                   STR_ARG(w->name), STR_ARG(what), STR_ARG(w->value));
}

static bool read_day(const struct word *w, bool *given, day *to, struct err *e)
{
    *given = date_read_day(w->value, to);
    return *given || wants(w, e, "needs a day such as 2024-12-31");
}

static bool read_flag(const struct word *w, bool *to, struct err *e)
{
    *to = str_eq(w->value, S("yes"));
    return *to || str_eq(w->value, S("no")) || wants(w, e, "is yes or no");
}

static bool read_text(const struct word *w, const char **to)
{
    *to = str_dup(w->arena, w->value).p;
    return true;
}

static bool read_by(const struct word *w, struct err *e)
{
    struct question *q = w->question;
    for (str rest = w->value; rest.p != NULL;) {
        const struct dimension *d = dimension_named(w->arena, str_trim(str_cut(&rest, ',')), e);
        if (d == NULL)
            return false;
        if (q->nby == BY_MOST)
            return err_set(e, ERR_USAGE, "%sby takes at most %d dimensions", w->dash, BY_MOST);
        q->by[q->nby++] = d;
    }
    return true;
}

static bool read_from(const struct word *w, struct err *e)
{
    return read_day(w, &w->question->has_from, &w->question->from, e);
}

static bool read_to(const struct word *w, struct err *e)
{
    return read_day(w, &w->question->has_to, &w->question->to, e);
}

static bool read_as_of(const struct word *w, struct err *e)
{
    return read_day(w, &w->question->has_as_of, &w->question->as_of, e);
}

static bool read_basis(const struct word *w, struct err *e)
{
    bool stock = str_eq(w->value, S("as-of"));
    w->question->basis = stock ? BASIS_AS_OF : BASIS_EVENT;
    return stock || str_eq(w->value, S("event")) || wants(w, e, "is event or as-of");
}

/* Codes of courses may have commas: several courses are several words. */
static bool read_course(const struct word *w, struct err *e)
{
    (void)e;
    *vec_push(w->arena, &w->question->courses) = str_dup(w->arena, w->value);
    return true;
}

/* Every piece of a list. */
static bool read_names(const struct word *w, struct names *to, struct err *e)
{
    for (str rest = w->value; rest.p != NULL;) {
        str name = str_trim(str_cut(&rest, ','));
        if (name.n == 0)
            return wants(w, e, "has an empty entry");
        *vec_push(w->arena, to) = str_dup(w->arena, name);
    }
    return true;
}

static bool read_economy(const struct word *w, struct err *e)
{
    return read_names(w, &w->question->economies, e);
}

static bool read_group(const struct word *w, struct err *e)
{
    struct names *groups = &w->question->groups;
    size_t before = groups->n;
    if (!read_names(w, groups, e))
        return false;
    for (size_t i = before; i < groups->n; i++) {
        size_t colon = str_find(groups->v[i], S(":"));
        if (colon == 0 || colon + 1 >= groups->v[i].n)
            return wants(w, e, "needs a scheme and a group such as RMO:SIM");
    }
    return true;
}

static bool read_zone(const struct word *w, struct err *e)
{
    (void)e;
    return read_text(w, &w->question->zone);
}

static bool read_within(const struct word *w, struct err *e)
{
    enum { MOST = 100000 };
    struct question *q = w->question;
    q->has_horizon = str_int(w->value, &q->horizon) && q->horizon >= 0 && q->horizon <= MOST;
    return q->has_horizon || wants(w, e, "needs a number of days");
}

static bool read_lang(const struct word *w, struct err *e)
{
    for (size_t i = 0; say_language(i); i++)
        if (str_eq(w->value, str_of(say_language(i))))
            return read_text(w, &w->question->lang);
    return wants(w, e, "is en, fr or es");
}

static bool read_associates(const struct word *w, struct err *e)
{
    return read_flag(w, &w->question->associates, e);
}

static bool read_members_only(const struct word *w, struct err *e)
{
    return read_flag(w, &w->question->members_only, e);
}

static bool read_fractional(const struct word *w, struct err *e)
{
    return read_flag(w, &w->question->fractional, e);
}

static bool read_primary(const struct word *w, struct err *e)
{
    return read_flag(w, &w->question->primary, e);
}

static bool read_public(const struct word *w, struct err *e)
{
    int64_t k = DISCLOSE_USUAL;
    if (str_eq(w->value, S("no")))
        k = 0;
    else if (!str_eq(w->value, S("yes"))
             && (!str_int(w->value, &k) || k < DISCLOSE_LEAST || k > DISCLOSE_MOST))
        return wants(w, e, "is a number from %d to %d", DISCLOSE_LEAST, DISCLOSE_MOST);
    w->question->public_k = (int)k;
    return true;
}

static bool read_round(const struct word *w, struct err *e)
{
    int64_t *to = &w->question->round_to;
    return (str_int(w->value, to) && (*to == 5 || *to == 10)) || wants(w, e, "is 5 or 10");
}

static const struct { const char *name; bool (*read)(const struct word *w, struct err *e); } words[] = {
    { "by", read_by },         { "from", read_from },     { "to", read_to },
    { "as-of", read_as_of },   { "basis", read_basis },   { "course", read_course },
    { "within", read_within }, { "zone", read_zone },     { "associates", read_associates },
    { "lang", read_lang },     { "economy", read_economy }, { "group", read_group },
    { "members-only", read_members_only },
    { "fractional", read_fractional },                    { "primary", read_primary },
    { "public", read_public },                            { "round", read_round },
};

enum { WORDS = sizeof words / sizeof *words };

bool question_knows(str name, struct err *e)
{
    struct near near = near_to(name);
    for (size_t i = 0; i < WORDS; i++) {
        if (str_eq(str_of(words[i].name), name))
            return true;
        near_offer(&near, str_of(words[i].name));
    }
    return near.best.n
         ? err_set(e, ERR_USAGE, "there is no word \"" STR_FMT "\"; did you mean " STR_FMT "?", STR_ARG(name),
                   STR_ARG(near.best))
         : err_set(e, ERR_USAGE, "there is no word \"" STR_FMT "\"; etalon help stats lists them, there with "
                   "dashes", STR_ARG(name));
}

bool question_word(struct question *q, struct arena *a, str name, str value, const char *dash,
                   struct err *e)
{
    const struct word w = { q, a, name, value, dash };
    for (size_t i = 0; i < WORDS; i++)
        if (str_eq(str_of(words[i].name), name))
            return words[i].read(&w, e);
    return question_knows(name, e);
}
