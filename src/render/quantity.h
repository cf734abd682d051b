/*
 * quantity: values and units, written by the rules of the SI.
 *
 * Numbers never pass through a double: every digit stands as the author wrote
 * it. Sources: SI Brochure, 9th edition, chapter 5; ISO 80000-1:2022, clause 7;
 * for uncertainties JCGM 100:2008 (GUM), 7.2.2 to 7.2.4.
 */
#pragma once

#include "render/page.h"

/* <quantity>: what the eye is shown, what the ear is told, what machines read. */
void quantity_put(struct page *p, const struct node *n);

/* "m s<sup>−2</sup>" of an expression; as it is when it is none. */
void quantity_put_unit(struct page *p, str unit);

/* A number alone: "−12.50 × 10<sup>−3</sup>". */
void quantity_put_number(struct page *p, str number);

/* Both, as they stand in a sentence; unit "": the number alone. */
void quantity_put_value(struct page *p, str number, str unit);
