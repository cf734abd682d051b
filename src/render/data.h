/*
 * data: the course as the script of the pages wants it (etalon/data.js).
 */
#pragma once

#include "base/buf.h"
#include "render/render.h"
#include "render/site.h"

void data_put(struct buf *b, const struct site *s, const struct render_how *how);
