/*
 * page: one page being written, and the small things all its writers say.
 */
#pragma once

#include "base/buf.h"
#include "render/site.h"
#include "xml/xml.h"

enum page_kind { PAGE_INDEX, PAGE_LESSON, PAGE_QUIZ, PAGE_GLOSSARY, PAGE_BIBLIOGRAPHY };

struct page {
    const struct site *site;
    struct arena *arena;                  /* of this page */
    enum page_kind kind;
    str id;                               /* "index", "intro" */
    const struct sheet *sheet;            /* NULL when not read in order */
    struct xml_out out;
    int level;                            /* of the heading that comes next */
    int tables, notes, tabs;              /* ids made for them */
    int quotes;                           /* quotations round what comes next */
    str facts_until;                      /* the first day on which one of its facts ends; "" */
    bool bare;                            /* inside a link or a title: no links */
    VEC(const struct node *) pops;        /* entries and sources it refers to, each once */
    bool in_pops;                         /* which are being put now */
    /* Puts what belongs to questions and stands among other things: a practice
     * between blocks, a gap in a passage (quiz.c). */
    void (*put_part)(struct page *p, const struct node *n);
};

/* Writing, as in xml/xml.h; class NULL: none. */
void page_open(struct page *p, const char *tag, const char *class);
void page_attr(struct page *p, const char *name, str value);
void page_flag(struct page *p, const char *name);
void page_text(struct page *p, str text);
void page_close(struct page *p);
void page_line(struct page *p);           /* a line feed */
void page_close_line(struct page *p);

/* A whole element with plain text inside. */
void page_leaf(struct page *p, const char *tag, const char *class, str text);

/* A text of the pages' own: its key, then pairs of a name and a str, NULL. */
str page_filled(struct page *p, const char *key, ...);

/* lang and dir, when the pages' own texts are not in the language of the course. */
void page_words_language(struct page *p);

/* The same as text, and as a whole element. */
void page_words(struct page *p, const char *key, ...);
void page_words_leaf(struct page *p, const char *tag, const char *class, const char *key, ...);
void page_words_attr(struct page *p, const char *name, const char *key, ...);

/* <a href=... > without its end. */
void page_open_link(struct page *p, const char *class, str href);

/* data-place, on elements that are not inline, when it is asked for (render.h). */
void page_place(struct page *p, const struct node *n);

/* The same; and lang, and dir when it differs, where the element has a language
 * of its own. */
void page_language(struct page *p, const struct node *n);

/* lang and dir of n or the nearest element round it, below the course, that has
 * a language: for what is shown away from where it is written. */
void page_inherited_language(struct page *p, const struct node *n);

/* As page_language(), and the author's id when there is one. */
void page_marks(struct page *p, const struct node *n);

/* The author's id, else one of the page's own: "_note_1". */
str page_id(struct page *p, const struct node *n, const char *kind, int *made);

str page_number(struct page *p, int64_t i);
