/*
 * The tables go in as text; each unit leaves with its worth in coherent units
 * of the SI and its dimension, so that comparing two units is comparing numbers.
 */
#include "si/si.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#include "base/buf.h"
#include "base/near.h"
#include "base/tsv.h"

static const double CELSIUS_ZERO = 273.15;  /* SI Brochure, 2.3.1 */

/* Of the units that carry no prefix in the table the Brochure (table 8) gives
 * examples with one for these. */
static const char *const PREFIXED_ALL_THE_SAME[] = { "tonne", "neper" };

struct si {
    VEC(struct si_prefix) prefixes;
    VEC(struct si_unit) units;
    VEC(struct si_kind) kinds;
};

/* What comes behind the last "/": the name of a thing in an expression. */
static str tail(str iri)
{
    size_t at = iri.n;
    while (at > 0 && iri.p[at - 1] != '/')
        at--;
    return str_from(iri, at);
}

static const struct si_unit *find_unit(const struct si *si, str name)
{
    for (size_t i = 0; i < si->units.n; i++)
        if (str_eq(si->units.v[i].name, name))
            return &si->units.v[i];
    return NULL;
}

static const struct si_prefix *find_prefix(const struct si *si, str name)
{
    for (size_t i = 0; i < si->prefixes.n; i++)
        if (str_eq(si->prefixes.v[i].name, name))
            return &si->prefixes.v[i];
    return NULL;
}

/* "second-2" gives -2 and leaves "second"; none gives 1. False: too large, or 0. */
static bool take_exponent(str *term, int *exponent)
{
    size_t at = term->n;
    while (at > 0 && term->p[at - 1] >= '0' && term->p[at - 1] <= '9')
        at--;
    *exponent = 1;
    if (at == term->n)
        return true;
    if (at > 0 && term->p[at - 1] == '-')
        at--;
    int64_t n;
    if (!str_int(str_from(*term, at), &n) || n == 0 || n > SI_EXPONENT_LIMIT
        || n < -SI_EXPONENT_LIMIT)
        return false;
    term->n = at;
    *exponent = (int)n;
    return true;
}

static bool unknown_unit(const struct si *si, str name, struct err *e)
{
    struct near n = near_to(name);
    for (size_t i = 0; i < si->units.n; i++)
        near_offer(&n, si->units.v[i].name);
    if (!n.best.n)
        for (size_t i = 0; i < si->units.n; i++)
            if (str_eq(si->units.v[i].symbol, name))
                n.best = si->units.v[i].name;
    if (n.best.n)
        return err_set(e, ERR_INPUT, "\"" STR_FMT "\" is not the name of a unit; did you mean \""
                       STR_FMT "\"?", STR_ARG(name), STR_ARG(n.best));
    return err_set(e, ERR_INPUT, "\"" STR_FMT "\" is not the name of a unit", STR_ARG(name));
}

static bool unknown_prefix(const struct si *si, str name, struct err *e)
{
    struct near n = near_to(name);
    for (size_t i = 0; i < si->prefixes.n; i++)
        near_offer(&n, si->prefixes.v[i].name);
    if (n.best.n)
        return err_set(e, ERR_INPUT, "\"" STR_FMT "\" is not a prefix of the SI; did you mean \""
                       STR_FMT "\"?", STR_ARG(name), STR_ARG(n.best));
    return err_set(e, ERR_INPUT, "\"" STR_FMT "\" is not a prefix of the SI", STR_ARG(name));
}

/* "kilometre" where "kilo-metre" was meant. */
static bool joined(const struct si *si, str name, struct err *e)
{
    for (size_t i = 0; i < si->prefixes.n; i++) {
        str prefix = si->prefixes.v[i].name;
        if (str_starts(name, prefix) && find_unit(si, str_from(name, prefix.n))) {
            err_set(e, ERR_INPUT, "a prefix and its unit are joined by a hyphen: \"" STR_FMT "-"
                    STR_FMT "\"", STR_ARG(prefix), STR_ARG(str_from(name, prefix.n)));
            return true;
        }
    }
    return false;
}

static bool read_term(const struct si *si, str text, struct si_term *out, struct err *e)
{
    str name = text;
    if (!take_exponent(&name, &out->exponent))
        return err_set(e, ERR_INPUT, "the exponent of \"" STR_FMT "\" is not one of a unit",
                       STR_ARG(text));
    out->unit = find_unit(si, name);
    out->prefix = NULL;
    if (out->unit)
        return true;
    size_t hyphen = str_find(name, S("-"));
    if (hyphen == name.n)
        return joined(si, name, e) ? false : unknown_unit(si, name, e);
    str rest = str_from(name, hyphen + 1);
    out->prefix = find_prefix(si, str_head(name, hyphen));
    out->unit = find_unit(si, rest);
    if (!out->prefix)
        return unknown_prefix(si, str_head(name, hyphen), e);
    if (!out->unit)
        return unknown_unit(si, rest, e);
    if (!out->unit->prefixes)
        return err_set(e, ERR_INPUT, "\"" STR_FMT "\" takes no prefix%s", STR_ARG(rest),
                       str_eq(rest, S("kilogram")) ? "; put it before \"gram\"" : "");
    return true;
}

/* ------------------------------------------------------------ symbols */

/* "mm" of "mm2": one symbol, with its prefix, by names. False: it is none. */
static bool name_symbol(const struct si *si, str symbol, struct buf *b)
{
    if (str_eq(symbol, S("degC")))
        symbol = S("°C");
    else if (str_eq(symbol, S("l")) || str_eq(symbol, S("ml")))
        symbol = symbol.n == 1 ? S("L") : S("mL");
    for (size_t i = 0; i < si->units.n; i++)
        if (str_eq(si->units.v[i].symbol, symbol)) {
            buf_put(b, si->units.v[i].name);
            return true;
        }
    for (size_t i = 0; i < si->prefixes.n; i++) {
        str prefix = si->prefixes.v[i].symbol;
        if (str_eq(si->prefixes.v[i].name, S("micro")))      /* typed in three ways */
            prefix = str_starts(symbol, S("u")) ? S("u")
                     : str_starts(symbol, S("\u00B5")) ? S("\u00B5") : prefix;
        for (size_t k = 0; str_starts(symbol, prefix) && k < si->units.n; k++)
            if (si->units.v[k].prefixes
                && str_eq(si->units.v[k].symbol, str_from(symbol, prefix.n))) {
                buf_put(b, si->prefixes.v[i].name);
                buf_byte(b, '-');
                buf_put(b, si->units.v[k].name);
                return true;
            }
    }
    return false;
}

/* "kg/m3", "m.s-2" -> "kilogram.metre-3", "metre.second-2": how whoever thinks in symbols
 * wants it said. What two factors behind a "/" mean, readers differ about. */
static bool name_symbols(const struct si *si, str text, struct buf *b)
{
    str below = text, above = str_cut(&below, '/');
    if (below.p && (str_find(below, S(".")) < below.n || str_find(below, S("/")) < below.n))
        return false;
    for (int part = 0; part < 2; part++) {
        str rest = part ? below : above;
        while (rest.p) {
            int exponent;
            str term = str_cut(&rest, '.');
            size_t caret = str_find(term, S("^"));
            if (caret + 1 < term.n)
                term = str_format(b->arena, STR_FMT STR_FMT, STR_ARG(str_head(term, caret)),
                                  STR_ARG(str_from(term, caret + 1)));
            buf_puts(b, b->n ? "." : "");
            if (!take_exponent(&term, &exponent) || !name_symbol(si, term, b))
                return false;
            exponent = part ? -exponent : exponent;
            if (exponent != 1)
                buf_printf(b, "%d", exponent);
        }
    }
    return true;
}

static void advise_names(const struct si *si, str text, struct err *e)
{
    struct arena *a = arena_new();
    struct buf b = buf_new(a);
    if (text.n < 40 && name_symbols(si, text, &b))
        err_set(e, ERR_INPUT, "it is written in symbols; by names it is \"" STR_FMT "\"",
                STR_ARG(buf_str(&b)));
    arena_free(a);
}

static void multiply(struct si_expression *x, const struct si_term *t)
{
    double one = t->unit->factor * pow(10, t->prefix ? t->prefix->exponent : 0);
    x->factor *= pow(one, t->exponent);
    for (int d = 0; d < SI_DIMENSIONS; d++)
        x->dimension[d] = (signed char)(x->dimension[d] + t->unit->dimension[d] * t->exponent);
}

bool si_expression_read(const struct si *si, str text, struct si_expression *out, struct err *e)
{
    *out = (struct si_expression){ .factor = 1 };
    str rest = text;
    if (!text.n)
        return true;
    while (rest.p) {
        if (out->n == SI_TERMS)
            return err_set(e, ERR_INPUT, "a unit has at most %d factors", SI_TERMS);
        struct si_term *t = &out->term[out->n++];
        if (!read_term(si, str_cut(&rest, '.'), t, e)) {
            advise_names(si, text, e);
            return false;
        }
        multiply(out, t);
    }
    if (out->n == 1 && out->term[0].exponent == 1)
        out->zero = out->term[0].unit->zero;
    return true;
}

bool si_same_dimension(const struct si_expression *a, const struct si_expression *b)
{
    return memcmp(a->dimension, b->dimension, sizeof a->dimension) == 0;
}

bool si_kind_takes(const struct si *si, const struct si_kind *kind,
                   const struct si_expression *unit)
{
    struct si_expression own;
    struct err e = { 0 };
    bool ok = si_expression_read(si, kind->unit, &own, &e);
    assert(ok);                           /* the table was proved when it was opened */
    return ok && (!kind->unit.n || si_same_dimension(&own, unit));
}

const struct si_prefix *si_prefix_at(const struct si *si, size_t i)
{
    return i < si->prefixes.n ? &si->prefixes.v[i] : NULL;
}

const struct si_unit *si_unit_at(const struct si *si, size_t i)
{
    return i < si->units.n ? &si->units.v[i] : NULL;
}

const struct si_kind *si_kind_find(const struct si *si, str code)
{
    for (size_t i = 0; i < si->kinds.n; i++)
        if (str_eq_nocase(si->kinds.v[i].code, code))
            return &si->kinds.v[i];
    return NULL;
}

static bool read_prefixes(struct arena *a, struct si *si, struct err *e)
{
    struct tsv t;
    if (!tsv_open(&t, S("schemas/data/si_prefixes.tsv"), e))
        return false;
    while (tsv_next(&t)) {
        int64_t exponent;
        if (!str_int(tsv_cell(&t, S("exponent")), &exponent))
            return err_set(e, ERR_SYSTEM, "si_prefixes.tsv has an exponent that is no number");
        if (exponent)
            *vec_push(a, &si->prefixes) = (struct si_prefix){
                .name = tail(tsv_cell(&t, S("pid"))),
                .french = tsv_cell(&t, S("name_fr")),
                .symbol = tsv_cell(&t, S("symbol")),
                .iri = tsv_cell(&t, S("pid")),
                .exponent = (int)exponent,
            };
    }
    return true;
}

/* What the unit is worth: "60*second", "kilogram.metre.second-2"; of units
 * that stand above it in the table. A base unit says nothing. */
static bool put_worth(const struct si *si, struct si_unit *u, const struct tsv *t, struct err *e)
{
    str worth = tsv_cell(t, S("in_base_units"));
    double times = 1;
    if (!worth.n) {
        worth = tsv_cell(t, S("in_other_units"));
        str number = str_cut(&worth, '*');
        if (number.n && !str_real(number, &times))
            return err_set(e, ERR_SYSTEM, "si_units.tsv says a unit is worth no number");
    }
    struct si_expression x;
    if (!worth.p || !si_expression_read(si, worth, &x, e))
        return !worth.p || err_in(e, "si_units.tsv");
    u->factor = times * x.factor;
    memcpy(u->dimension, x.dimension, sizeof x.dimension);
    return true;
}

static int base_of(str name)
{
    static const char *const base[SI_DIMENSIONS] = {
        [SI_LENGTH] = "metre", [SI_MASS] = "kilogram", [SI_TIME] = "second",
        [SI_CURRENT] = "ampere", [SI_TEMPERATURE] = "kelvin", [SI_AMOUNT] = "mole",
        [SI_INTENSITY] = "candela", [SI_BEL] = "bel", [SI_NEPER] = "neper",
    };
    for (int d = 0; d < SI_DIMENSIONS; d++)
        if (str_eq(name, str_of(base[d])))
            return d;
    return -1;
}

static bool takes_prefixes(const struct si_unit *u, str restriction)
{
    for (size_t i = 0; i < sizeof PREFIXED_ALL_THE_SAME / sizeof *PREFIXED_ALL_THE_SAME; i++)
        if (str_eq(u->name, str_of(PREFIXED_ALL_THE_SAME[i])))
            return true;
    return !str_eq(restriction, S("true")) && !str_eq(u->name, S("kilogram"));
}

static bool read_unit(struct arena *a, struct si *si, const struct tsv *t, struct err *e)
{
    str iri = tsv_cell(t, S("pid"));
    struct si_unit u = {
        .name = tail(iri),
        .english = tsv_cell(t, S("name_en")),
        .french = tsv_cell(t, S("name_fr")),
        .symbol = tsv_cell(t, S("symbol")),
        .iri = iri,
        .factor = 1,
    };
    if (find_unit(si, u.name))
        return true;                      /* the kilogram stands there twice */
    int base = base_of(u.name);
    if (base >= 0)
        u.dimension[base] = 1;
    else if (!put_worth(si, &u, t, e))
        return false;
    if (str_eq(u.name, S("degreeCelsius")))
        u.zero = CELSIUS_ZERO;
    u.prefixes = takes_prefixes(&u, tsv_cell(t, S("prefix_restriction")));
    *vec_push(a, &si->units) = u;
    return true;
}

static bool read_units(struct arena *a, struct si *si, struct err *e)
{
    for (int pass = 1; pass <= 2; pass++) {   /* lumen is told by steradian, which comes later */
        struct tsv t;
        if (!tsv_open(&t, S("schemas/data/si_units.tsv"), e))
            return false;
        struct err early;
        while (tsv_next(&t))
            if (!read_unit(a, si, &t, pass == 1 ? &early : e) && pass == 2)
                return false;
    }
    *vec_push(a, &si->units) = (struct si_unit){
        .name = S("gram"), .english = S("gram"), .french = S("gramme"), .symbol = S("g"),
        .factor = 1e-3, .dimension = { [SI_MASS] = 1 }, .prefixes = true,
    };
    *vec_push(a, &si->units) = (struct si_unit){
        .name = S("percent"), .english = S("percent"), .french = S("pour cent"), .symbol = S("%"),
        .factor = 1e-2,
    };
    return true;
}

static bool read_kinds(struct arena *a, struct si *si, struct err *e)
{
    struct tsv t;
    if (!tsv_open(&t, S("schemas/data/si_quantities.tsv"), e))
        return false;
    while (tsv_next(&t)) {
        struct si_kind k = {
            .code = tsv_cell(&t, S("code")),
            .english = tsv_cell(&t, S("name_en")),
            .french = tsv_cell(&t, S("name_fr")),
            .iri = tsv_cell(&t, S("pid")),
            .unit = tsv_cell(&t, S("units")),
        };
        struct si_expression unit;
        if (!si_expression_read(si, k.unit, &unit, e))
            return err_in(e, "si_quantities.tsv");
        *vec_push(a, &si->kinds) = k;
    }
    return true;
}

const struct si *si_open(struct arena *a, struct err *e)
{
    struct si *si = NEW(a, struct si);
    return read_prefixes(a, si, e) && read_units(a, si, e) && read_kinds(a, si, e) ? si : NULL;
}
