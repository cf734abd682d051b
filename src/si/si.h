/*
 * si: units, prefixes and kinds of quantity, as tables and as expressions.
 *
 * The tables are those of the SI Reference Point v1.0.0 (schemas/data/si_*.tsv);
 * two entries are added that it speaks of without giving them a row: gram (SI
 * Brochure, 9th edition, table 6) and percent (5.4.7).
 *
 * An expression is written as those tables write theirs: names of units, each
 * with its prefix in front and an exponent behind, joined by dots:
 *
 *     metre   kilo-metre   metre.second-2   milli-gram.deci-metre-3
 */
#pragma once

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"

/* The seven base quantities, and bel and neper, which can be compared with
 * themselves only: what one is worth depends on the kind of quantity. */
enum si_dimension {
    SI_LENGTH, SI_MASS, SI_TIME, SI_CURRENT, SI_TEMPERATURE, SI_AMOUNT, SI_INTENSITY,
    SI_BEL, SI_NEPER,
    SI_DIMENSIONS
};

struct si_prefix {
    str name, french, symbol, iri;        /* "kilo", "kilo", "k" */
    int exponent;                         /* 3 */
};

struct si_unit {
    str name;                             /* in expressions: "metre", "degreeCelsius" */
    str english, french, symbol;          /* "degree Celsius", "degré Celsius", "°C" */
    str iri;                              /* "": it has none */
    double factor;                        /* one of it, in the coherent unit of the SI */
    double zero;                          /* where its scale begins, there: 273.15 of °C, else 0 */
    signed char dimension[SI_DIMENSIONS]; /* exponents */
    bool prefixes;                        /* may carry one */
};

struct si_kind {
    str code, english, french, iri;       /* "ACCE", "acceleration" */
    str unit;                             /* an expression; "": the table names none */
};

/* NULL and e: the program was built without a table, or one contradicts itself. */
struct si;
MUST const struct si *si_open(struct arena *a, struct err *e);

/* Prefixes from quecto to quetta; units, named in a fixed order. NULL behind the last. */
const struct si_prefix *si_prefix_at(const struct si *si, size_t i);
const struct si_unit *si_unit_at(const struct si *si, size_t i);

/* By its code in any case; NULL: there is none. */
const struct si_kind *si_kind_find(const struct si *si, str code);

struct si_term {
    const struct si_prefix *prefix;       /* NULL: none */
    const struct si_unit *unit;
    int exponent;                         /* never 0 */
};

enum { SI_TERMS = 8, SI_EXPONENT_LIMIT = 12 };

struct si_expression {
    struct si_term term[SI_TERMS];
    size_t n;                             /* 0: the number one */
    double factor, zero;                  /* value * factor + zero, in coherent units */
    signed char dimension[SI_DIMENSIONS];
};

/* "" is the number one. When it cannot be read, e says what stands there, and
 * what may have been meant (ERR_INPUT). */
bool si_expression_read(const struct si *si, str text, struct si_expression *out, struct err *e);

bool si_same_dimension(const struct si_expression *a, const struct si_expression *b);

/* Can a quantity of this kind be given in this unit? True where the table
 * names no unit. */
bool si_kind_takes(const struct si *si, const struct si_kind *kind,
                   const struct si_expression *unit);
