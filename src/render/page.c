#include "render/page.h"

#include "intl/language.h"

void page_open(struct page *p, const char *tag, const char *class)
{
    xml_open(&p->out, tag);
    if (class)
        page_attr(p, "class", str_of(class));
}

void page_attr(struct page *p, const char *name, str value)
{
    xml_put_attr(&p->out, name, value);
}

void page_flag(struct page *p, const char *name)
{
    xml_put_flag(&p->out, name);
}

void page_text(struct page *p, str text)
{
    xml_put_text(&p->out, text);
}

void page_close(struct page *p)
{
    xml_close(&p->out);
}

void page_line(struct page *p)
{
    xml_put_raw(&p->out, S("\n"));
}

void page_close_line(struct page *p)
{
    page_close(p);
    page_line(p);
}

void page_leaf(struct page *p, const char *tag, const char *class, str text)
{
    page_open(p, tag, class);
    page_text(p, text);
    page_close(p);
}

str page_filled(struct page *p, const char *key, ...)
{
    va_list pairs;
    va_start(pairs, key);
    str text = words_fill_list(&p->site->words, p->arena, key, pairs);
    va_end(pairs);
    return text;
}

/* Where there are no words in the language of the page, those of English say
 * that they are English. */
void page_words_language(struct page *p)
{
    if (!p->site->borrows_words)
        return;
    page_attr(p, "lang", p->site->words.lang);
    if (p->site->right_to_left)
        page_attr(p, "dir", S("ltr"));
}

void page_words(struct page *p, const char *key, ...)
{
    va_list pairs;
    va_start(pairs, key);
    str text = words_fill_list(&p->site->words, p->arena, key, pairs);
    va_end(pairs);
    if (!p->site->borrows_words) {
        page_text(p, text);
        return;
    }
    page_open(p, "span", NULL);
    page_words_language(p);
    page_text(p, text);
    page_close(p);
}

void page_words_leaf(struct page *p, const char *tag, const char *class, const char *key, ...)
{
    va_list pairs;
    va_start(pairs, key);
    page_open(p, tag, class);
    page_words_language(p);
    page_text(p, words_fill_list(&p->site->words, p->arena, key, pairs));
    page_close(p);
    va_end(pairs);
}

void page_words_attr(struct page *p, const char *name, const char *key, ...)
{
    va_list pairs;
    va_start(pairs, key);
    page_attr(p, name, words_fill_list(&p->site->words, p->arena, key, pairs));
    va_end(pairs);
}

void page_open_link(struct page *p, const char *class, str href)
{
    page_open(p, "a", class);
    page_attr(p, "href", href);
}

void page_place(struct page *p, const struct node *n)
{
    if (p->site->places && !element_is_inline(n->element))
        page_attr(p, "data-place", str_format(p->arena, STR_FMT ":%d", STR_ARG(*n->file), n->line));
}

static void put_language(struct page *p, str lang)
{
    if (lang.n == 0)
        return;
    page_attr(p, "lang", lang);
    bool right_to_left = intl_language_is_rtl(lang);
    if (right_to_left != p->site->right_to_left)
        page_attr(p, "dir", right_to_left ? S("rtl") : S("ltr"));
}

void page_language(struct page *p, const struct node *n)
{
    page_place(p, n);
    put_language(p, node_value(n, AT_xml_lang));
}

void page_inherited_language(struct page *p, const struct node *n)
{
    while (n->parent->parent && node_value(n, AT_xml_lang).n == 0)
        n = n->parent;
    put_language(p, node_value(n, AT_xml_lang));
}

void page_marks(struct page *p, const struct node *n)
{
    if (n->id.n > 0)
        page_attr(p, "id", n->id);
    page_language(p, n);
}

str page_id(struct page *p, const struct node *n, const char *kind, int *made)
{
    return n->id.n > 0 ? n->id : str_format(p->arena, "_%s_%d", kind, ++*made);
}

str page_number(struct page *p, int64_t i)
{
    return str_format(p->arena, "%lld", (long long)i);
}
