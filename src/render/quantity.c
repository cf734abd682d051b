/*
 * In: the attributes of a quantity. Out: HTML. A number is digits and the place
 * of the last one; how an uncertainty is shown follows from both places alone.
 */
#include "render/quantity.h"

#include "base/buf.h"
#include "intl/locale.h"
#include "si/number.h"
#include "si/si.h"

#define MINUS    "\u2212"
#define TIMES    "\u00a0×\u00a0"
#define THIN     "\u202f"                 /* narrow and no-break */
#define NO_BREAK "\u00a0"

/* --------------------------------------------------------------- numbers */

/* In threes, counted from the decimal mark, when there are more than four (5.4.4). */
static void put_grouped(struct buf *b, str digits, bool from_end)
{
    size_t first = from_end ? digits.n % 3 : 0;
    for (size_t i = 0; i < digits.n; i++) {
        if (digits.n > 4 && i > 0 && i % 3 == first)
            buf_puts(b, THIN);
        buf_byte(b, digits.p[i]);
    }
}

/* The number without its power of ten. */
static void put_mantissa(struct page *p, struct buf *b, const struct number *n)
{
    if (n->negative)
        buf_puts(b, MINUS);
    put_grouped(b, n->whole, true);
    if (n->fraction.n > 0) {
        buf_byte(b, p->site->decimal);
        put_grouped(b, n->fraction, false);
    }
}

static void put_mantissa_text(struct page *p, const struct number *n)
{
    struct buf b = buf_new(p->arena);
    put_mantissa(p, &b, n);
    page_text(p, buf_str(&b));
}

static void put_superscript(struct page *p, int exponent)
{
    page_leaf(p, "sup", NULL, str_format(p->arena, "%s%d", exponent < 0 ? MINUS : "",
                                         exponent < 0 ? -exponent : exponent));
}

static void put_power(struct page *p, const struct number *n)
{
    if (!n->has_exponent)
        return;
    page_text(p, S(TIMES "10"));
    put_superscript(p, n->exponent);
}

void quantity_put_number(struct page *p, str number)
{
    struct number n;
    if (!number_read(number, &n)) {
        page_text(p, number);
        return;
    }
    put_mantissa_text(p, &n);
    put_power(p, &n);
}

/* Digits without the zeros in front. */
static str digits_of(struct arena *a, const struct number *n)
{
    str all = str_format(a, STR_FMT STR_FMT, STR_ARG(n->whole), STR_ARG(n->fraction));
    while (all.n > 1 && all.p[0] == '0')
        all = str_from(all, 1);
    return all;
}

/* The same number with the power of ten of another; false when zeros that
 * nobody measured would have to stand behind its digits. */
static bool number_with_power_of(struct arena *a, const struct number *n,
                                 const struct number *other, struct number *out)
{
    *out = *n;
    if (n->has_exponent == other->has_exponent && n->exponent == other->exponent)
        return true;
    if (n->place > other->exponent)
        return false;
    size_t behind = (size_t)(other->exponent - n->place);
    struct buf b = buf_new(a);
    str digits = digits_of(a, n);
    if (digits.n <= behind)
        buf_fill(&b, '0', behind + 1 - digits.n);
    buf_put(&b, digits);
    str all = buf_str(&b);
    out->whole = str_head(all, all.n - behind);
    out->fraction = str_from(all, all.n - behind);
    out->exponent = other->exponent;
    out->has_exponent = other->has_exponent;
    return true;
}

/* ----------------------------------------------------------------- units */

static bool read_unit(struct page *p, str text, struct si_expression *out)
{
    struct err ignored = { 0 };
    return text.n > 0 && si_expression_read(p->site->si, text, out, &ignored);
}

static void put_expression(struct page *p, const struct si_expression *x)
{
    page_open(p, "span", "unit");
    for (size_t i = 0; i < x->n; i++) {
        const struct si_term *t = &x->term[i];
        page_text(p, str_format(p->arena, "%s" STR_FMT STR_FMT, i > 0 ? THIN : "",
                                STR_ARG(t->prefix ? t->prefix->symbol : S("")),
                                STR_ARG(t->unit->symbol)));
        if (t->exponent != 1)
            put_superscript(p, t->exponent);
    }
    page_close(p);
}

void quantity_put_unit(struct page *p, str unit)
{
    struct si_expression x;
    if (read_unit(p, unit, &x))
        put_expression(p, &x);
    else
        page_text(p, unit);
}

/* Degrees, minutes and seconds of angle stand close to their number (5.4.3). */
static bool stands_close(const struct si_expression *x)
{
    static const char *const names[] = { "degree", "arcminute", "arcsecond" };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (x->n == 1 && !x->term[0].prefix && x->term[0].exponent == 1
            && str_eq(x->term[0].unit->name, str_of(names[i])))
            return true;
    return false;
}

/* The identifier of an expression as the reference point of the SI forms it;
 * "" when one of its units has none. */
static str iri_of(struct page *p, const struct si_expression *x)
{
    static const char base[] = "https://si-digital-framework.org/SI/units/";
    struct buf b = buf_new(p->arena);
    buf_puts(&b, base);
    for (size_t i = 0; i < x->n; i++) {
        const struct si_term *t = &x->term[i];
        if (t->unit->iri.n == 0)
            return S("");
        if (i > 0)
            buf_byte(&b, '.');
        if (t->prefix) {
            buf_put(&b, t->prefix->name);
            buf_byte(&b, '-');
        }
        buf_put(&b, t->unit->name);
        if (t->exponent != 1)
            buf_int(&b, t->exponent);
    }
    return buf_str(&b);
}

/* ---------------------------------------------------------------- to see */

enum manner {
    MANNER_PLAIN,                           /* no uncertainty */
    MANNER_CONCISE,                         /* 9.806 65(2) m s-2 */
    MANNER_BESIDE,                          /* 9.81 m s-2, u = 0.004 m s-2 */
    MANNER_RANGE,                           /* (9.81 ± 0.08) m s-2 (k = 2) */
    MANNER_RANGE_APART,                     /* 2 × 10^5 m ± 3 × 10^7 m (k = 2) */
};

struct quantity {
    bool has_value, has_unit, has_uncertainty;
    struct number value, uncertainty;
    struct si_expression unit;
    str coverage;                         /* "": the uncertainty is a standard one */
    enum manner manner;
};

enum { CONCISE_DIGITS = 2 };

/* A standard uncertainty stands in brackets when it ends where the value ends. */
static enum manner manner_of(struct page *p, struct quantity *q)
{
    if (!q->has_value || !q->has_uncertainty)
        return MANNER_PLAIN;
    if (q->coverage.n > 0)
        return number_with_power_of(p->arena, &q->uncertainty, &q->value, &q->uncertainty)
                   ? MANNER_RANGE : MANNER_RANGE_APART;
    bool ends_alike = q->uncertainty.place == q->value.place;
    return ends_alike && digits_of(p->arena, &q->uncertainty).n <= CONCISE_DIGITS ? MANNER_CONCISE
                                                                                  : MANNER_BESIDE;
}

/* More than a line of a phone holds, in characters and roughly. */
static bool is_long(const struct quantity *q)
{
    enum { POWER = 6, TERM = 4, BRACKETS = 4, LINE = 22 };
    size_t n = q->value.whole.n + q->value.fraction.n + (q->value.has_exponent ? POWER : 0)
               + (q->has_unit ? TERM * q->unit.n : 0)
               + (q->manner == MANNER_CONCISE ? BRACKETS : 0);
    return q->manner == MANNER_BESIDE || q->manner == MANNER_RANGE
           || q->manner == MANNER_RANGE_APART || n > LINE;
}

static void put_unit_behind(struct page *p, const struct quantity *q)
{
    if (!q->has_unit)
        return;
    if (!stands_close(&q->unit)) {
        page_text(p, S(NO_BREAK));
        if (is_long(q)) {
            page_open(p, "wbr", NULL);
            page_close(p);
        }
    }
    put_expression(p, &q->unit);
}

static void put_number_and_unit(struct page *p, const struct quantity *q, const struct number *n)
{
    put_mantissa_text(p, n);
    put_power(p, n);
    put_unit_behind(p, q);
}

void quantity_put_value(struct page *p, str number, str unit)
{
    struct quantity q = { 0 };
    q.has_unit = read_unit(p, unit, &q.unit);
    quantity_put_number(p, number);
    put_unit_behind(p, &q);
}

static void put_concise(struct page *p, const struct quantity *q)
{
    struct buf b = buf_new(p->arena);
    put_mantissa(p, &b, &q->value);
    str u = digits_of(p->arena, &q->uncertainty);
    buf_printf(&b, "(" STR_FMT ")", STR_ARG(u));
    page_text(p, buf_str(&b));
    put_power(p, &q->value);
    put_unit_behind(p, q);
}

static void put_factor(struct page *p, const struct quantity *q)
{
    struct number k;
    page_text(p, S(" ("));
    page_leaf(p, "i", NULL, S("k"));
    page_text(p, S(NO_BREAK "=" NO_BREAK));
    if (number_read(q->coverage, &k))
        put_mantissa_text(p, &k);
    page_text(p, S(")"));
}

static void put_range(struct page *p, const struct quantity *q)
{
    page_text(p, S("("));
    put_mantissa_text(p, &q->value);
    page_text(p, S(NO_BREAK "±" NO_BREAK));
    put_mantissa_text(p, &q->uncertainty);
    page_text(p, S(")"));
    put_power(p, &q->value);
    put_unit_behind(p, q);
    put_factor(p, q);
}

static void put_seen(struct page *p, const struct quantity *q)
{
    switch (q->manner) {
    case MANNER_PLAIN:
        if (q->has_value)
            put_number_and_unit(p, q, &q->value);
        else
            put_expression(p, &q->unit);
        break;
    case MANNER_CONCISE:
        put_concise(p, q);
        break;
    case MANNER_BESIDE:
        put_number_and_unit(p, q, &q->value);
        page_text(p, S(", "));
        page_leaf(p, "i", NULL, S("u"));
        page_text(p, S(NO_BREAK "=" NO_BREAK));
        put_number_and_unit(p, q, &q->uncertainty);
        break;
    case MANNER_RANGE:
        put_range(p, q);
        break;
    case MANNER_RANGE_APART:
        put_number_and_unit(p, q, &q->value);
        page_text(p, S(NO_BREAK "±" NO_BREAK));
        put_number_and_unit(p, q, &q->uncertainty);
        put_factor(p, q);
        break;
    }
}

/* --------------------------------------------------------------- to hear */

/* "minus 12.50 times ten to the power minus 3" */
static str number_spoken(struct page *p, const struct number *n)
{
    str out = n->whole;
    if (n->fraction.n > 0)
        out = str_format(p->arena, STR_FMT "%c" STR_FMT, STR_ARG(out), p->site->decimal,
                         STR_ARG(n->fraction));
    if (n->negative)
        out = page_filled(p, "page.spoken_minus", "number", out, NULL);
    if (!n->has_exponent)
        return out;
    str exponent = page_number(p, n->exponent < 0 ? -n->exponent : n->exponent);
    if (n->exponent < 0)
        exponent = page_filled(p, "page.spoken_minus", "number", exponent, NULL);
    return page_filled(p, "page.spoken_power", "number", out, "exponent", exponent, NULL);
}

/* What CLDR calls a unit where that differs from the SI tables. */
static str measure_name(const struct si_unit *u)
{
    static const struct { const char *ours, *theirs; } names[] = {
        { "metre", "meter" }, { "litre", "liter" }, { "degreeCelsius", "celsius" },
        { "arcminute", "arc-minute" }, { "arcsecond", "arc-second" },
        { "astronomicalunit", "astronomical-unit" },
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (str_eq(u->name, str_of(names[i].ours)))
            return str_of(names[i].theirs);
    return u->name;
}

static str measure_prefix(const struct si_prefix *prefix)
{
    return !prefix ? S("") : str_eq(prefix->name, S("deca")) ? S("deka") : prefix->name;
}

/* The terms above or below the stroke as CLDR writes them: "kilogram-square-meter";
 * false when it has no way to. */
static bool put_measure(struct buf *b, const struct si_expression *x, bool below)
{
    static const char *const powers[] = { "", "", "square-", "cubic-" };
    const char *between = below ? b->n > 0 ? "-per-" : "per-" : "";
    for (size_t i = 0; i < x->n; i++) {
        const struct si_term *t = &x->term[i];
        int exponent = below ? -t->exponent : t->exponent;
        if (exponent < 0)
            continue;
        if (exponent > 3)
            return false;
        str prefix = measure_prefix(t->prefix), name = measure_name(t->unit);
        buf_printf(b, "%s%s" STR_FMT STR_FMT, between, powers[exponent], STR_ARG(prefix),
                   STR_ARG(name));
        between = "-";
    }
    return true;
}

/* As the language says it, with its plurals; "" when CLDR lacks the unit. English has
 * all names in the tables. A power of ten is many. */
static str measured(struct page *p, const struct si_expression *x, const struct number *n, str number)
{
    struct buf unit = buf_new(p->arena);
    str count = n->has_exponent ? S("100")
                : n->fraction.n == 0 ? n->whole
                : str_format(p->arena, STR_FMT "." STR_FMT, STR_ARG(n->whole), STR_ARG(n->fraction));
    if (str_eq(p->site->words.lang, S("en")) || !put_measure(&unit, x, false)
        || !put_measure(&unit, x, true))
        return S("");
    return intl_measure(p->arena, p->site->words.lang, buf_str(&unit), count, number);
}

/* "degrees Celsius", "metres", "hertz" */
static str plural(struct page *p, str name)
{
    const str celsius = S("degree Celsius");
    if (str_ends(name, celsius))
        return str_format(p->arena, STR_FMT "degrees Celsius",
                          STR_ARG(str_head(name, name.n - celsius.n)));
    bool same = str_eq(name, S("percent")) || str_ends(name, S("s")) || str_ends(name, S("x"))
                || str_ends(name, S("z"));
    return same ? name : str_format(p->arena, STR_FMT "s", STR_ARG(name));
}

/* Names where the tables have them, symbols in all other languages. */
static str unit_named(struct page *p, const struct si_term *t)
{
    str lang = p->site->words.lang;
    str prefix = t->prefix ? t->prefix->symbol : S(""), unit = t->unit->symbol;
    if (str_eq(lang, S("en"))) {
        prefix = t->prefix ? t->prefix->name : S("");
        unit = t->unit->english;
    } else if (str_eq(lang, S("fr"))) {
        prefix = t->prefix ? t->prefix->french : S("");
        unit = t->unit->french;
    }
    return str_format(p->arena, STR_FMT STR_FMT, STR_ARG(prefix), STR_ARG(unit));
}

static bool has_names(const struct page *p)
{
    return str_eq(p->site->words.lang, S("en")) || str_eq(p->site->words.lang, S("fr"));
}

static str term_spoken(struct page *p, const struct si_term *t, bool many)
{
    str name = unit_named(p, t);
    int exponent = t->exponent < 0 ? -t->exponent : t->exponent;
    if (many && has_names(p))
        name = plural(p, name);
    if (exponent == 1)
        return name;
    if (exponent <= 3)
        return page_filled(p, exponent == 2 ? "page.spoken_squared" : "page.spoken_cubed",
                           "unit", name, NULL);
    return page_filled(p, "page.spoken_raised", "unit", name, "exponent",
                       page_number(p, exponent), NULL);
}

/* The terms with positive or with negative exponents, a blank between them. */
static str terms_spoken(struct page *p, const struct si_expression *x, bool below, bool many)
{
    struct buf b = buf_new(p->arena);
    size_t last = x->n;
    for (size_t i = 0; i < x->n; i++)
        if ((x->term[i].exponent < 0) == below)
            last = i;
    for (size_t i = 0; i < x->n; i++) {
        if ((x->term[i].exponent < 0) != below)
            continue;
        if (b.n > 0)
            buf_byte(&b, ' ');
        buf_put(&b, term_spoken(p, &x->term[i], many && i == last));
    }
    return buf_str(&b);
}

/* "metres per second squared" */
static str unit_spoken(struct page *p, const struct si_expression *x, bool many)
{
    str above = terms_spoken(p, x, false, many), below = terms_spoken(p, x, true, false);
    return below.n == 0 ? above
                        : str_trim(page_filled(p, "page.spoken_per", "above", above, "below",
                                               below, NULL));
}

/* English: all but one. French: from two on. */
static bool is_many(const struct page *p, const struct number *n)
{
    if (n->has_exponent || str_eq(p->site->words.lang, S("fr")))
        return n->has_exponent || n->value >= 2 || n->value <= -2;
    return n->fraction.n > 0 || !str_eq(n->whole, S("1"));
}

static str value_spoken(struct page *p, const struct quantity *q, const struct number *n)
{
    str number = number_spoken(p, n);
    if (!q->has_unit)
        return number;
    str said = measured(p, &q->unit, n, number);
    if (said.n > 0)
        return said;
    return str_format(p->arena, STR_FMT " " STR_FMT, STR_ARG(number),
                      STR_ARG(unit_spoken(p, &q->unit, is_many(p, n))));
}

static str spoken(struct page *p, const struct quantity *q)
{
    const struct number one = { .whole = S("1"), .value = 1 };
    struct number k;
    if (!q->has_value) {
        str said = str_trim(measured(p, &q->unit, &one, S("")));
        return said.n > 0 ? said : unit_spoken(p, &q->unit, false);
    }
    str value = value_spoken(p, q, &q->value);
    if (!q->has_uncertainty)
        return value;
    str uncertainty = value_spoken(p, q, &q->uncertainty);
    if (q->coverage.n == 0 || !number_read(q->coverage, &k))
        return page_filled(p, "page.spoken_uncertainty", "quantity", value, "uncertainty",
                           uncertainty, NULL);
    return page_filled(p, "page.spoken_expanded", "quantity", value, "uncertainty", uncertainty,
                       "factor", number_spoken(p, &k), NULL);
}

/* Digits alone are heard as they are seen. */
static bool is_seen_as_heard(const struct quantity *q)
{
    return !q->has_unit && !q->has_uncertainty && !q->value.negative && !q->value.has_exponent
           && q->value.whole.n <= 4 && q->value.fraction.n <= 4;
}

/* -------------------------------------------------------------- together */

static void put_marks(struct page *p, const struct node *n, const struct quantity *q)
{
    static const struct { enum attribute from; const char *to; } numbers[] = {
        { AT_value, "data-value" }, { AT_uncertainty, "data-uncertainty" },
        { AT_coverage_factor, "data-coverage" },
    };
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        if (node_value(n, numbers[i].from).n > 0)
            page_attr(p, numbers[i].to, node_value(n, numbers[i].from));
    str unit = q->has_unit ? iri_of(p, &q->unit) : S("");
    if (unit.n > 0)
        page_attr(p, "data-si-unit", unit);
    str code = node_value(n, AT_quantity_kind);
    const struct si_kind *kind = code.n > 0 ? si_kind_find(p->site->si, code) : NULL;
    if (kind)
        page_attr(p, "data-si-quantity", kind->iri);
}

void quantity_put(struct page *p, const struct node *n)
{
    struct quantity q = { .coverage = node_value(n, AT_coverage_factor) };
    q.has_value = number_read(node_value(n, AT_value), &q.value);
    q.has_uncertainty = number_read(node_value(n, AT_uncertainty), &q.uncertainty);
    q.has_unit = read_unit(p, node_value(n, AT_unit), &q.unit);
    q.manner = manner_of(p, &q);
    page_open(p, "span", is_long(&q) ? "quantity quantity-long" : "quantity");
    page_attr(p, "dir", S("ltr"));
    put_marks(p, n, &q);
    if (is_seen_as_heard(&q)) {
        put_seen(p, &q);
    } else {
        page_open(p, "span", NULL);
        page_attr(p, "aria-hidden", S("true"));
        put_seen(p, &q);
        page_close(p);
        page_open(p, "span", "spoken");
        page_words_language(p);
        page_text(p, spoken(p, &q));
        page_close(p);
    }
    page_close(p);
}
