/*
 * width: how many cells of a terminal a text takes.
 *
 * East Asian wide and full-width characters take two (Unicode Standard Annex
 * #11), combining marks, joiners and other invisible characters none, all
 * others one. Control characters have no width of their own: whoever shows
 * text replaces them first.
 */
#pragma once

#include "base/str.h"

int width_of_code_point(uint32_t c);
size_t width_of(str s);                   /* UTF-8 */
