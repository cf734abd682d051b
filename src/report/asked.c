/*
 * Words are cut at blanks that stand in no quotes. Only names are looked at here:
 * whether the question makes sense is asked of stats (question.c).
 */
#include "report/asked.h"

#include "base/buf.h"
#include "base/near.h"
#include "report/rules.h"

struct form { const char *name; bool is_pick, rounds; int which; };

static const struct form forms[] = {
    { "exact",        false, false, SHAPE_EXACT },
    { "over",         false, true,  SHAPE_OVER },
    { "more-than",    false, true,  SHAPE_MORE_THAN },
    { "close-to",     false, true,  SHAPE_CLOSE_TO },
    { "about",        false, true,  SHAPE_ABOUT },
    { "words",        false, false, SHAPE_WORDS },
    { "day",          false, false, SHAPE_DAY },
    { "name",         false, false, SHAPE_NAME },
    { "plural",       false, false, SHAPE_PLURAL },
    { "numerator",    true,  false, PICK_NUMERATOR },
    { "denominator",  true,  false, PICK_DENOMINATOR },
    { "groups",       true,  false, PICK_GROUPS },
    { "of",           true,  false, PICK_OF },
    { "missing",      true,  false, PICK_MISSING },
    { "list",         true,  false, PICK_LIST },
    { "missing-list", true,  false, PICK_MISSING_LIST },
};

struct reader {
    struct asked *out;
    struct arena *arena;
    struct diags *diags;
    str all;                              /* what is read, from its first byte */
    bool ok;
};

static struct place place_of(const struct reader *r, str part)
{
    struct place at = r->out->at;
    at.column += (int)(part.p - r->all.p);
    return at;
}

static bool is_name(str s)
{
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        if (!(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9') && c != '-' && c != '_')
            return false;
    }
    return s.n > 0;
}

/* The next word off *rest, blanks around it gone; empty at the end. */
static str next_word(str *rest)
{
    bool quoted = false;
    size_t i = 0;
    *rest = str_trim(*rest);
    for (; i < rest->n && (quoted || (rest->p[i] != ' ' && rest->p[i] != '\t')); i++)
        if (rest->p[i] == '"')
            quoted = !quoted;
    str word = str_head(*rest, i);
    *rest = str_from(*rest, i);
    return word;
}

static str without_quotes(struct arena *a, str s)
{
    struct buf b = buf_new(a);
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] != '"')
            buf_byte(&b, s.p[i]);
    return buf_str(&b);
}

static void read_measures(struct reader *r, str word)
{
    while (word.p != NULL) {
        str name = str_cut(&word, ',');
        if (!is_name(name)) {
            diag_add(r->diags, &report_rule_E1803, place_of(r, name),
                     "Here should stand the name of a measure, and \"" STR_FMT "\" is none.",
                     STR_ARG(name));
            r->ok = false;
        } else {
            *vec_push(r->arena, &r->out->measures) = name;
        }
    }
}

static void read_setting(struct reader *r, str word)
{
    struct setting s = { .column = place_of(r, word).column };
    str rest = word;
    s.name = str_cut(&rest, '=');
    s.value = rest.p ? without_quotes(r->arena, rest) : S("yes");
    if (!is_name(s.name) || setting_of(&r->out->words, s.name)) {
        diag_add(r->diags, &report_rule_E1803, place_of(r, word),
                 is_name(s.name) ? "\"" STR_FMT "\" stands here twice." :
                 "\"" STR_FMT "\" is no word of a question; they look like by=rmo.", STR_ARG(s.name));
        r->ok = false;
        return;
    }
    *vec_push(r->arena, &r->out->words) = s;
}

static const struct form *form_named(str name)
{
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
        if (str_eq(str_of(forms[i].name), name))
            return &forms[i];
    return NULL;
}

static void no_form(struct reader *r, str name)
{
    struct near near = near_to(name);
    r->ok = false;
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
        near_offer(&near, str_of(forms[i].name));
    near_offer(&near, S("beside"));
    if (near.best.n)
        diag_add(r->diags, &report_rule_E1804, place_of(r, name), "Figures cannot be written as \""
                 STR_FMT "\"; did you mean " STR_FMT "?", STR_ARG(name), STR_ARG(near.best));
    else
        diag_add(r->diags, &report_rule_E1804, place_of(r, name), "Figures cannot be written as \""
                 STR_FMT "\".", STR_ARG(name));
}

/* "plural person/people" */
static void read_plural(struct reader *r, str words, str whole)
{
    str rest = words, one = str_trim(str_cut(&rest, '/')), other = str_trim(rest);
    r->out->shape = SHAPE_PLURAL;
    r->out->one = one;
    r->out->other = other;
    if (one.n > 0 && other.n > 0)
        return;
    diag_add(r->diags, &report_rule_E1804, place_of(r, whole), "Behind plural stand two words, as in \"plural person/people\".");
    r->ok = false;
}

/* "over 50" */
static void read_form(struct reader *r, str text)
{
    str rest = text, name = next_word(&rest), step = str_trim(rest);
    const struct form *f = form_named(name);
    if (str_eq(name, S("beside")) && step.n == 0) {
        r->out->beside = true;
    } else if (f == NULL) {
        no_form(r, name);
    } else if (!f->is_pick && f->which == SHAPE_PLURAL) {
        read_plural(r, step, name);
    } else if (step.n > 0 && !(f->rounds && str_int(step, &r->out->step) && r->out->step > 0)) {
        diag_add(r->diags, &report_rule_E1804, place_of(r, step), "\"" STR_FMT "\" cannot stand behind %s%s.",
                 STR_ARG(step), f->name, f->rounds ? "; it is followed by what to round to, as 50, or by nothing"
                                                   : "");
        r->ok = false;
    } else if (f->is_pick) {
        r->out->pick = (enum pick)f->which;
    } else {
        r->out->shape = (enum shape)f->which;
    }
}

bool asked_read(struct asked *out, struct arena *a, str text, struct place at, struct diags *d)
{
    *out = (struct asked){ .at = at, .text = str_trim(text) };
    struct reader r = { out, a, d, text, true };
    str written = text, question = str_cut(&written, '|'), word = next_word(&question);
    if (word.n == 0) {
        diag_add(d, &report_rule_E1803, at, "Nothing is asked here.");
        return false;
    }
    if (word.p[0] == '$')
        out->parameter = str_from(word, 1);
    else
        read_measures(&r, word);
    while ((word = next_word(&question)).n > 0)
        read_setting(&r, word);
    while (written.p != NULL)
        read_form(&r, str_trim(str_cut(&written, ',')));
    return r.ok;
}

const struct setting *setting_of(const settings *list, str name)
{
    for (size_t i = 0; i < list->n; i++)
        if (str_eq(list->v[i].name, name))
            return &list->v[i];
    return NULL;
}

/* A dash before a digit belongs to a day: $year-12-31. */
static size_t name_length(str s)
{
    size_t n = 0;
    while (n < s.n && is_name(str_head(str_from(s, n), 1))
           && !(s.p[n] == '-' && n + 1 < s.n && s.p[n + 1] >= '0' && s.p[n + 1] <= '9'))
        n++;
    return n;
}

str setting_fill(struct arena *a, str value, const settings *values, str *missing)
{
    struct buf b = buf_new(a);
    while (value.n > 0) {
        size_t n = value.p[0] == '$' ? name_length(str_from(value, 1)) : 0;
        str name = str_head(str_from(value, n > 0), n);
        const struct setting *s = n ? setting_of(values, name) : NULL;
        if (n > 0 && s == NULL && missing->n == 0)
            *missing = name;
        buf_put(&b, n == 0 ? str_head(value, 1) : s ? s->value : S(""));
        value = str_from(value, n + 1);
    }
    return buf_str(&b);
}
