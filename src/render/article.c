#include "render/article.h"

#include "base/date.h"
#include "render/elements.h"
#include "render/frame.h"
#include "render/quiz.h"

static void open_article(struct page *p, const char *class)
{
    page_open(p, "article", class);
    page_line(p);
}

static void open_heading(struct page *p)
{
    page_open(p, "h1", NULL);
    page_attr(p, "tabindex", S("-1"));
}

/* A link to an element, with its title or, for want of one, all its words. */
static void put_link_to(struct page *p, const struct node *n)
{
    const struct node *title = node_child(n, EL_title);
    page_open_link(p, NULL, site_place(p->site, p->arena, n));
    page_inherited_language(p, n);
    elements_put_bare(p, title ? title : n);
    page_close(p);
}

/* What a smaller objective serves. */
static void put_supports(struct page *p, const struct node *objective)
{
    const struct node *served = node_target(objective, AT_supports);
    if (!served)
        return;
    page_text(p, S(" "));
    page_open(p, "span", "supports");
    page_words(p, "page.supports", NULL);
    page_text(p, S(" "));
    put_link_to(p, served);
    page_close(p);
}

static void put_objective_items(struct page *p, const struct node *objectives)
{
    for (const struct node *o = node_child(objectives, EL_objective); o;
         o = node_next(o, EL_objective)) {
        page_open(p, "li", NULL);
        page_marks(p, o);
        elements_put_inside(p, o);
        put_supports(p, o);
        page_close_line(p);
    }
}

static void put_objectives(struct page *p, const struct node *owner)
{
    const struct node *objectives = node_child(owner, EL_objectives);
    if (!objectives)
        return;
    page_open(p, "section", "objectives");
    page_attr(p, "aria-labelledby", S("_objectives_title"));
    page_line(p);
    page_open(p, "h2", NULL);
    page_attr(p, "id", S("_objectives_title"));
    page_words(p, "page.objectives", NULL);
    page_close_line(p);
    page_open(p, "ul", NULL);
    page_line(p);
    put_objective_items(p, objectives);
    page_close_line(p);
    page_close_line(p);
}

/* ---------------------------------------------------------- small windows */

/* Inside them terms and citations are ordinary links: a window opens no other. */
static void put_pop(struct page *p, const struct node *n)
{
    page_open(p, "div", NULL);
    page_attr(p, "id", str_cat(p->arena, n->id, S("_pop")));
    page_inherited_language(p, n);
    page_open(p, "p", NULL);
    if (n->element == EL_entry) {
        page_open(p, "strong", NULL);
        elements_put_inside(p, node_child(n, EL_headword));
        page_close(p);
        elements_put_numbers(p, n);
        page_close(p);
        page_line(p);
        page_open(p, "p", NULL);
        elements_put_inside(p, node_child(n, EL_text));
        page_close(p);
    } else {
        elements_put_source(p, n);
        page_close(p);
        elements_put_source_note(p, n);
    }
    page_close_line(p);
}

static void put_pops(struct page *p)
{
    size_t n = p->pops.n;
    if (n == 0)
        return;
    p->in_pops = true;
    page_open(p, "div", "pops");
    page_flag(p, "hidden");
    page_line(p);
    for (size_t i = 0; i < n; i++)
        put_pop(p, p->pops.v[i]);
    page_close_line(p);
}

/* ------------------------------------------- what is asked of the learner */

/* The modules that come before one. */
static void put_needs(struct page *p, const struct module *m)
{
    const struct course *c = p->site->course;
    if (m->prerequisites.n == 0)
        return;
    page_open(p, "p", "needs");
    page_words_leaf(p, "span", "needs-word",
                    c->enforces_prerequisites ? "page.needs" : "page.needs_advised", NULL);
    for (size_t i = 0; i < m->prerequisites.n; i++) {
        page_text(p, i > 0 ? S(", ") : S(" "));
        put_link_to(p, m->prerequisites.v[i]->node);
    }
    page_close_line(p);
}

static bool in_lesson(const struct node *n)
{
    while (n && n->element != EL_lesson)
        n = n->parent;
    return n != NULL;
}

static const char *key_of(const struct condition *c)
{
    switch (c->kind) {
    case CONDITION_PAGES:     return in_lesson(c->node) ? "page.rule_page"
                                     : c->share < 100   ? "page.rule_share" : "page.rule_pages";
    case CONDITION_QUIZ:      return c->quiz ? "page.rule_quiz" : "page.rule_quizzes";
    case CONDITION_COMPLETED: return "page.rule_completed";
    case CONDITION_ALL:       return "page.rule_all";
    case CONDITION_ANY:       return "page.rule_any";
    }
    return NULL;
}

static void put_condition_words(struct page *p, const struct condition *c)
{
    const struct node *what = c->quiz     ? c->quiz->node
                              : c->module ? c->module->node
                              : c->lesson ? c->lesson->node : NULL;
    page_words(p, key_of(c), "share", page_number(p, c->share), NULL);
    if (what) {
        page_text(p, S(" "));
        put_link_to(p, what);
    }
}

/* Rules in rules are lists in lists: XML_DEPTH bounds them. */
static void put_parts(struct page *p, const struct condition *c)
{
    page_open(p, "ul", "rule-parts");
    page_line(p);
    for (size_t i = 0; i < c->parts.n; i++) {
        const struct condition *part = c->parts.v[i];
        page_open(p, "li", NULL);
        put_condition_words(p, part);
        if (part->parts.n > 0) {
            page_line(p);
            put_parts(p, part);
        }
        page_close_line(p);
    }
    page_close(p);
}

/* A sentence, or for several conditions a list. */
static void put_rule(struct page *p, const char *key, const struct condition *c)
{
    if (!c)
        return;
    bool several = c->parts.n > 0;
    page_open(p, several ? "div" : "p", "rule");
    page_open(p, several ? "p" : "span", "rule-title");
    page_words(p, key, NULL);
    if (several) {
        page_text(p, S(" "));
        put_condition_words(p, c);
        page_close_line(p);
        put_parts(p, c);
    } else {
        page_close(p);
        page_text(p, S(" "));
        put_condition_words(p, c);
    }
    page_close_line(p);
}

/* Until when what may change on this page holds. */
static void put_facts_until(struct page *p)
{
    day until;
    if (!date_read_day(p->facts_until, &until))
        return;
    page_words_leaf(p, "p", "fact-note", "page.facts_until", "day",
                    intl_day(p->arena, p->site->course->lang, until), NULL);
    page_line(p);
}

/* What stands below everything else of an article. */
static void put_end(struct page *p)
{
    put_facts_until(p);
    put_pops(p);
}

/* --------------------------------------------------- lessons and quizzes */

static void put_over(struct page *p)
{
    const struct module *m = p->sheet->module;
    if (m)
        page_words_leaf(p, "p", "head-over", "page.module", "number", m->number, "title",
                        m->title, NULL);
    else
        page_words_leaf(p, "p", "head-over", "page.final_test", NULL);
    page_line(p);
}

static void put_minutes(struct page *p, const char *tag, const char *class, int minutes)
{
    if (minutes > 0)
        page_words_leaf(p, tag, class, "page.duration", "count", page_number(p, minutes), NULL);
}

void article_put_lesson(struct page *p)
{
    const struct lesson *l = p->sheet->lesson;
    page_open(p, "article", "lesson");
    page_place(p, l->node);
    page_inherited_language(p, l->node);
    page_line(p);
    page_open(p, "header", "head");
    page_line(p);
    put_over(p);
    open_heading(p);
    elements_put_inside(p, p->sheet->title);
    page_close_line(p);
    put_minutes(p, "p", "head-meta", l->minutes);
    if (l->minutes > 0)
        page_line(p);
    if (l == l->module->lessons.v[0])
        put_needs(p, l->module);
    put_rule(p, "page.rule_lesson", l->completion);
    page_close_line(p);
    put_objectives(p, l->node);
    p->level = 2;
    elements_put_blocks(p, l->node);
    if (l->quiz)
        quiz_put(p, l->quiz);
    put_end(p);
    page_close_line(p);
}

void article_put_quiz(struct page *p)
{
    const struct quiz *q = p->sheet->quiz;
    page_open(p, "article", "quiz-page");
    page_place(p, q->node);
    page_inherited_language(p, q->node);
    page_line(p);
    page_open(p, "header", "head");
    page_line(p);
    put_over(p);
    open_heading(p);
    page_attr(p, "id", str_format(p->arena, STR_FMT "_title", STR_ARG(q->id)));
    elements_put_inside(p, p->sheet->title);
    page_close_line(p);
    page_close_line(p);
    quiz_put(p, q);
    put_end(p);
    page_close_line(p);
}

/* ----------------------------------------------------------- first page */

static void put_summary(struct page *p, const struct node *owner)
{
    const struct node *summary = node_child(owner, EL_summary);
    if (summary)
        elements_put_blocks(p, summary);
}

static void put_front_head(struct page *p)
{
    const struct course *c = p->site->course;
    page_open(p, "header", "head");
    page_line(p);
    page_words_leaf(p, "p", "head-over", "page.course", NULL);
    page_line(p);
    open_heading(p);
    elements_put_inside(p, node_child(c->root, EL_title));
    page_close_line(p);
    page_open(p, "div", "lead");
    put_summary(p, c->root);
    page_close_line(p);
    page_open(p, "p", "start");
    page_open_link(p, "button", p->site->sheets.v[0].href);
    page_words(p, "page.start", NULL);
    page_close(p);
    page_close_line(p);
    page_close_line(p);
}

static void put_sheet_line(struct page *p, const struct sheet *s, const char *tag,
                           const char *class)
{
    page_open(p, tag, class);
    page_open_link(p, NULL, s->href);
    page_attr(p, "data-page", s->id);
    page_inherited_language(p, s->title);
    elements_put_bare(p, s->title);
    page_close(p);
    page_text(p, S(" "));
    if (s->lesson)
        put_minutes(p, "span", "meta", s->lesson->minutes);
    else
        page_words_leaf(p, "span", "meta", "page.questions",
                        "count", page_number(p, s->quiz->asked), NULL);
    page_close_line(p);
}

static void put_module(struct page *p, size_t at)
{
    const struct site *s = p->site;
    const struct module *m = s->course->modules.v[at];
    str title = str_format(p->arena, STR_FMT "_title", STR_ARG(m->id));
    const struct node *objectives = node_child(m->node, EL_objectives);
    page_open(p, "section", "module");
    page_attr(p, "id", m->id);
    page_attr(p, "data-module", m->id);
    page_attr(p, "aria-labelledby", title);
    page_language(p, m->node);
    page_line(p);
    page_words_leaf(p, "p", "module-over", "page.module_number", "number", m->number, NULL);
    page_line(p);
    page_open(p, "h3", NULL);
    page_attr(p, "id", title);
    elements_put_inside(p, node_child(m->node, EL_title));
    page_close_line(p);
    put_summary(p, m->node);
    put_needs(p, m);
    put_rule(p, "page.rule_module", m->completion);
    if (objectives) {
        page_open(p, "ul", "module-objectives");
        page_line(p);
        put_objective_items(p, objectives);
        page_close_line(p);
    }
    page_open(p, "ol", "module-pages");
    page_line(p);
    for (size_t i = s->first[at]; i < s->first[at + 1]; i++)
        put_sheet_line(p, &s->sheets.v[i], "li", NULL);
    page_close_line(p);
    page_close_line(p);
}

static void put_modules(struct page *p)
{
    const struct course *c = p->site->course;
    frame_open_contents(p, "section", "modules");
    for (size_t i = 0; i < c->modules.n; i++)
        put_module(p, i);
    if (c->quiz)
        put_sheet_line(p, &p->site->sheets.v[p->site->sheets.n - 1], "p", "module-final");
    frame_put_extras(p, "module-more");
    page_close_line(p);
}

static void open_fact(struct page *p, const char *key)
{
    page_open(p, "div", NULL);
    page_words_leaf(p, "dt", NULL, key, NULL);
    page_open(p, "dd", NULL);
}

static void close_fact(struct page *p)
{
    page_close(p);
    page_close_line(p);
}

/* The next of a kind that has this role (NULL: whatever role). Who has none is an author. */
static const struct node *with_role(const struct node *n, enum element e, const char *role)
{
    for (; n; n = node_next(n, e)) {
        str has = node_value(n, AT_role);
        if (!role || str_eq(has.n > 0 ? has : S("author"), str_of(role)))
            return n;
    }
    return NULL;
}

/* The contributors of a role or the keywords, in the order given. */
static void put_names(struct page *p, const char *key, enum element e, const char *role)
{
    const struct node *n = with_role(node_child(p->site->course->root, e), e, role);
    if (!n)
        return;
    open_fact(p, key);
    for (bool first = true; n; n = with_role(node_next(n, e), e, role), first = false) {
        if (!first)
            page_text(p, S(", "));
        page_text(p, node_text(p->arena, n));
    }
    close_fact(p);
}

static void put_contributors(struct page *p)
{
    static const struct { const char *role, *key; } roles[] = {
        { "author", "page.role_author" }, { "editor", "page.role_editor" },
        { "reviewer", "page.role_reviewer" }, { "translator", "page.role_translator" },
        { "illustrator", "page.role_illustrator" },
    };
    for (size_t i = 0; i < sizeof roles / sizeof *roles; i++)
        put_names(p, roles[i].key, EL_contributor, roles[i].role);
}

static void put_release(struct page *p, const struct release *r)
{
    day on;
    page_open(p, "li", NULL);
    page_leaf(p, "span", "history-version", r->version);
    page_text(p, S(" "));
    page_open(p, "time", NULL);
    page_attr(p, "datetime", r->date);
    page_text(p, date_read_day(r->date, &on) ? intl_day(p->arena, p->site->course->lang, on)
                                             : r->date);
    page_close(p);
    page_text(p, S(" "));
    elements_put_inside(p, r->node);
    page_close_line(p);
}

static void put_history(struct page *p)
{
    const struct course *c = p->site->course;
    if (c->history.n == 0)
        return;
    open_fact(p, "page.history");
    page_open(p, "ol", "history");
    page_line(p);
    for (size_t i = 0; i < c->history.n; i++)
        put_release(p, c->history.v[i]);
    page_close(p);
    close_fact(p);
}

static int minutes_of(const struct course *c)
{
    int sum = 0;
    for (size_t i = 0; i < c->lessons.n; i++)
        sum += c->lessons.v[i]->minutes;
    return sum;
}

static void put_level(struct page *p, const struct node *level)
{
    str key = node_text(p->arena, level);
    open_fact(p, "page.level");
    page_words(p, str_format(p->arena, "page.level_" STR_FMT, STR_ARG(key)).p, NULL);
    close_fact(p);
}

static void put_facts(struct page *p)
{
    const struct course *c = p->site->course;
    const struct node *audience = node_child(c->root, EL_audience);
    const struct node *level = node_child(c->root, EL_level);
    page_open(p, "section", "facts");
    page_attr(p, "aria-labelledby", S("_facts_title"));
    page_line(p);
    page_open(p, "h2", NULL);
    page_attr(p, "id", S("_facts_title"));
    page_words(p, "page.about", NULL);
    page_close_line(p);
    page_open(p, "dl", NULL);
    page_line(p);
    if (audience) {
        open_fact(p, "page.audience");
        elements_put_inside(p, audience);
        close_fact(p);
    }
    if (level)
        put_level(p, level);
    if (minutes_of(c) > 0) {
        open_fact(p, "page.time");
        page_words(p, "page.minutes", "count", page_number(p, minutes_of(c)), NULL);
        close_fact(p);
    }
    if (c->points > 0) {
        open_fact(p, "page.pass_mark");
        page_words(p, "page.percent", "value", page_number(p, c->pass_mark), NULL);
        close_fact(p);
    }
    put_contributors(p);
    put_names(p, "page.keywords", EL_keyword, NULL);
    put_history(p);
    page_close_line(p);
    put_rule(p, "page.rule_course", c->completion);
    page_close_line(p);
}

void article_put_front(struct page *p)
{
    open_article(p, "front");
    put_front_head(p);
    put_objectives(p, p->site->course->root);
    put_modules(p);
    put_facts(p);
    put_end(p);
    page_close_line(p);
}

/* -------------------------------------------------- glossary and sources */

static void put_head(struct page *p, const char *key)
{
    page_open(p, "header", "head");
    open_heading(p);
    page_words(p, key, NULL);
    page_close(p);
    page_close_line(p);
}

static void put_entry(struct page *p, const struct node *n)
{
    page_open(p, "div", "entry");
    page_marks(p, n);
    page_open(p, "dt", NULL);
    page_open(p, "dfn", NULL);
    elements_put_inside(p, node_child(n, EL_headword));
    page_close(p);
    elements_put_numbers(p, n);
    page_close(p);
    page_open(p, "dd", NULL);
    elements_put_inside(p, node_child(n, EL_text));
    page_close(p);
    page_close_line(p);
}

void article_put_glossary(struct page *p)
{
    open_article(p, "glossary-page");
    put_head(p, "page.glossary");
    page_open(p, "dl", "glossary");
    page_language(p, node_child(p->site->course->root, EL_glossary));
    page_line(p);
    for (size_t i = 0; i < p->site->course->glossary.n; i++)
        put_entry(p, p->site->glossary[i]->node);
    page_close_line(p);
    page_close_line(p);
}

void article_put_bibliography(struct page *p)
{
    const struct course *c = p->site->course;
    open_article(p, "bibliography-page");
    put_head(p, "page.bibliography");
    page_open(p, "ol", "sources");
    page_language(p, node_child(c->root, EL_bibliography));
    page_line(p);
    for (size_t i = 0; i < c->sources.n; i++) {
        page_open(p, "li", NULL);
        page_marks(p, c->sources.v[i]->node);
        elements_put_source(p, c->sources.v[i]->node);
        elements_put_source_note(p, c->sources.v[i]->node);
        page_close_line(p);
    }
    page_close_line(p);
    page_close_line(p);
}
