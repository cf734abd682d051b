/*
 * article: what a page is about, one function per kind of page.
 */
#pragma once

#include "render/page.h"

void article_put_front(struct page *p);
void article_put_lesson(struct page *p);
void article_put_quiz(struct page *p);
void article_put_glossary(struct page *p);
void article_put_bibliography(struct page *p);
