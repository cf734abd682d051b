/*
 * elements: the text of a course, element by element, as HTML.
 */
#pragma once

#include "render/page.h"

/* What stands in n: its text and elements in order. */
void elements_put_inside(struct page *p, const struct node *n);

/* The blocks and sections of n; not its title, objectives and quiz. */
void elements_put_blocks(struct page *p, const struct node *n);

/* What stands in n, without links: for places that are links themselves. */
void elements_put_bare(struct page *p, const struct node *n);

/* The numbers of the vocabularies: <span class="number">VIM 2.41</span>. */
void elements_put_numbers(struct page *p, const struct node *n);

/* "h3" of a level, "h6" for deeper ones. */
const char *elements_heading(int level);

/* A publisher, with a link where there is an address. */
void elements_put_publisher(struct page *p, const struct node *publisher);

/* A source as the bibliography shows it, "CREATOR. TITLE. PUBLISHER, DATE. LINK", and
 * the note below it. */
void elements_put_source(struct page *p, const struct node *source);
void elements_put_source_note(struct page *p, const struct node *source);
