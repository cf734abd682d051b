/*
 * image: how large a picture is, so that a page keeps its place while the
 * picture loads.
 *
 * Read from the head of the file: PNG, GIF, JPEG, WebP, and the viewBox of an SVG.
 */
#pragma once

#include "base/arena.h"
#include "base/str.h"

struct image_size { int width, height; }; /* pixels, 1 to 100 000 */

/* False when the file does not say. */
bool image_size(struct arena *a, const char *disk, str type, struct image_size *out);
