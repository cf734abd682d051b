/*
 * frame: what is round the article of every page.
 */
#pragma once

#include "render/page.h"

/* Up to the place where the article begins; from the place where it ends. */
void frame_open(struct page *p, str title);
void frame_close(struct page *p);

/* The head of a table of contents: `tag` is left open. */
void frame_open_contents(struct page *p, const char *tag, const char *class);

/* Links to the glossary and the bibliography, when there are any. */
void frame_put_extras(struct page *p, const char *class);
