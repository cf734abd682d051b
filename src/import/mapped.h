/*
 * mapped: the source of tables that a mapping explains.
 */
#pragma once

#include "import/mapping.h"

/* FITS: all its columns are there; FITS_NEARLY: begin() will say which are not. */
enum fit mapped_fit(const struct mapping *m, const struct header *h, struct buf *why);

/* reader->mapping is the mapping. */
extern const struct source source_mapped;
