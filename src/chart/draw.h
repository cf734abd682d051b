/*
 * draw: a drawing while it grows: elements of SVG, from the top down.
 *
 * Coordinates are px of a drawing `width` wide, written with one decimal and a point in
 * every language. Each kind of chart draws below `y`, moves it, and leaves its remarks.
 */
#pragma once

#include "base/say.h"
#include "chart/data.h"
#include "chart/lettering.h"
#include "xml/xml.h"

struct draw {
    struct arena *arena;
    struct buf body;
    struct xml_out out;                   /* into the body */
    double width, y;
    const struct words *words;
    str id;                               /* begins every id of the drawing */
    bool is_narrow;                       /* a phone: names stand above what they name */
    VEC(str) notes;                       /* below the drawing */
};

enum anchor { AT_START, AT_MIDDLE, AT_END };

enum { NARROW = 480 };

void draw_begin(struct draw *d, struct arena *a, double width, str id, str lang);

void draw_number(struct buf *b, double v);            /* "12", "-0.5" */
void draw_attr(struct draw *d, const char *name, double v);
void draw_class(struct draw *d, const char *classes);

/* Words at a place of their base line; `room`: px there are, 0: enough. What is cut
 * off is in its title. */
void draw_text(struct draw *d, double x, double y, enum anchor anchor, const char *classes,
               str text, struct letters l, double room);
/* As many lines as it takes, the first base line at d->y; moves it below. */
void draw_paragraph(struct draw *d, const char *classes, str text, struct letters l,
                    double line_height, size_t most_lines);

/* How an item is called in this room: by its name, or in short; it may still have to be cut. */
str item_within(const struct item *item, struct letters l, double room);

void draw_rect(struct draw *d, double x, double y, double width, double height,
               const char *classes);
/* What fills it, and xml_close(), follow. */
void draw_rect_open(struct draw *d, double x, double y, double width, double height);
void draw_line(struct draw *d, double x1, double y1, double x2, double y2, const char *classes);

/* Round what belongs to one figure: what a pointer, a finger or the arrow keys show, "NAME: TEXT". */
void draw_point_open(struct draw *d, str name, str text);
/* "ONE, OTHER: TEXT", the other alone where the one has no name. */
void draw_point_of(struct draw *d, const struct item *one, const struct item *other, str text);
void draw_point_close(struct draw *d);

/* Where a figure would stand that is hidden. */
void draw_hidden(struct draw *d, double x, double y, enum anchor anchor);

/* The marks that series bear, by number, centred; `size` about across. MARK_BAR: of what
 * is by itself. */
enum { MARK_BAR = 1000 };
void draw_mark(struct draw *d, size_t series, double x, double y, double size);

/* A key of colours (and marks) over the drawing, as many lines as it takes. */
enum key_kind { KEY_SQUARES, KEY_LINES };
void draw_key(struct draw *d, enum key_kind kind, const struct item *items, size_t n);
void draw_dashes(struct draw *d, size_t series);      /* the attribute of a line being made */

void draw_note(struct draw *d, str sentence);

/* A class of colour for a series: "f0" fills, "l0" lines; of figures on it. PALETTE_SERIES
 * fills for all others together. */
const char *draw_fill(size_t series);
const char *draw_stroke(size_t series);
const char *draw_words_on(size_t series);
