/*
 * By economy: each fact is in the one of its learner; what is not known is a
 * line of its own.
 */
#include "stats/dimension.h"

#include "intl/language.h"

/* In French as the store has it; in other languages as CLDR, but for what the BIPM calls
 * otherwise and what is no country. */
static str name_of(const struct question *q, struct arena *a, const struct world_economy *w)
{
    static const char *const own[] = {
        TO_SAY("Hong Kong, China"), TO_SAY("Chinese Taipei"), TO_SAY("Caribbean Community (CARICOM)"),
        TO_SAY("International organisation"), TO_SAY("Not stated / unknown"),
    };
    str lang = str_of(q->lang);
    if (lang.n == 0 || str_eq(lang, S("en")))
        return w->name;
    if (str_eq(lang, S("fr")))
        return w->french;
    for (size_t i = 0; i < sizeof own / sizeof *own; i++)
        if (str_eq(w->name, str_of(own[i])))
            return say(a, question_words(q), own[i]);
    str name = intl_region_name(a, lang, w->code);
    return name.n > 0 ? name : w->name;
}

static bool prepare(struct axis *x, struct arena *a, struct db *db, struct err *e)
{
    (void)db, (void)e;
    for (size_t i = 0; i < x->world->economies.n; i++) {
        const struct world_economy *w = &x->world->economies.v[i];
        *vec_push(a, &x->groups) = (struct group){ .id = w->code, .name = name_of(x->question, a, w) };
    }
    return true;
}

static size_t place(const struct axis *x, const struct fact *f, uint32_t in[GROUPS_MOST],
                    enum line *line)
{
    *line = LINE_UNKNOWN;
    in[0] = facts_economy(x->facts, f);
    return in[0] != x->world->unknown;
}

const struct dimension dimension_economy = {
    .name = "economy", .id = "economy", .noun = TO_SAY("economy"),
    .title = TO_SAY("Economy"), .name_title = TO_SAY("Name"),
    .help = "country or economy of the learner on the day",
    .shows_id = true, .of_economies = true,
    .unknown_id = "ZZ",
    .lines = { [LINE_UNKNOWN] = TO_SAY("unknown economy") },
    .prepare = prepare, .place = place,
};
