/*
 * language: what BCP 47 and ICU know of a language tag.
 */
#pragma once

#include <stdbool.h>

#include "base/arena.h"
#include "base/str.h"

/* "en", "pt-BR", "zh-Hans": well-formed, and a language that is registered.
 * "en_US", "english" and "xx" are not. */
bool intl_language_is_valid(str tag);

/* What a language calls itself, as it stands in a list: "Français", "العربية". */
str intl_language_name(struct arena *a, str tag);

/* What it calls a country or another region of CLDR, by its code ("KE", "419"); "" when it
 * has no name for it. */
str intl_region_name(struct arena *a, str tag, str code);

/* Written from right to left: ar, he, fa, ur, az-Arab ... */
bool intl_language_is_rtl(str tag);
