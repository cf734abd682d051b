/* In: a package that was opened. Out: tables for people. */
#include "cli/inspect.h"

#include <string.h>

#include "cli/size.h"

enum {
    LANGUAGES_SHOWN = 40, TEXTS_SHOWN = 200, KEYWORDS_MOST = 2000,
    CHARACTERS = 300,                     /* of a text; programs get all */
    FOLDED = 12,                          /* bytes that identifiers share and are worth a sign */
};

size_t inspect_largest(const struct inspected *i, size_t out[INSPECT_LARGEST])
{
    const struct files *f = i->package->files;
    size_t n = 0;
    for (size_t k = 0; k < f->list.n; k++) {
        size_t at = n < INSPECT_LARGEST ? n++ : INSPECT_LARGEST;
        while (at > 0 && f->list.v[out[at - 1]].size < f->list.v[k].size) {
            if (at < INSPECT_LARGEST)
                out[at] = out[at - 1];
            at--;
        }
        if (at < INSPECT_LARGEST)
            out[at] = k;
    }
    return n;
}

str inspect_standard(const struct inspected *i)
{
    const struct package *p = i->package;
    str name = str_of(package_kind_name(p->kind));
    if (p->kind == PACKAGE_UNKNOWN)
        return S("none that is known");
    if (p->edition.n == 0 || str_find(name, p->edition) < name.n)
        return name;
    if (p->kind == PACKAGE_SCORM2004 && str_starts(p->edition, S("2004")))
        return str_cat(i->arena, S("SCORM "), p->edition);
    return str_cat(i->arena, name, S(" "), p->edition);
}

/* ------------------------------------------------------------ facts */

static void fact(struct table *t, const char *name, str text)
{
    if (text.n == 0)
        return;
    table_add(t, val_text(str_of(name)));
    table_add(t, val_text(text));
}

static str joined(struct arena *a, const str *list, size_t n)
{
    struct buf b = buf_new(a);
    for (size_t i = 0; i < n && i < LANGUAGES_SHOWN; i++)
        buf_printf(&b, "%s" STR_FMT, i ? ", " : "", STR_ARG(list[i]));
    buf_puts(&b, n > LANGUAGES_SHOWN ? ", ..." : "");
    return buf_str(&b);
}

static str made_by(const struct inspected *i)
{
    const struct contents *c = i->contents;
    if (!c)
        return package_maker(i->package);
    return str_format(i->arena, "etalon: course " STR_FMT " " STR_FMT ", in " STR_FMT
                      "; %zu pages, %zu quizzes, %zu questions%s", STR_ARG(c->id),
                      STR_ARG(c->version),
                      STR_ARG(joined(i->arena, c->languages.v, c->languages.n)),
                      c->pages.n, c->quizzes.n, c->questions.n,
                      c->is_split ? "; every module by itself" : "");
}

static str file_words(const struct inspected *i)
{
    const struct files *f = i->package->files;
    str all = size_shown(i->arena, i->unpacked);
    if (!f->is_archive)
        return str_format(i->arena, "%zu, " STR_FMT, f->list.n, STR_ARG(all));
    return str_format(i->arena, "%zu, " STR_FMT "; the archive has " STR_FMT, f->list.n,
                      STR_ARG(all), STR_ARG(size_shown(i->arena, f->size)));
}

/* To the last blank within CHARACTERS. */
static str shortened(struct arena *a, str text)
{
    str rest = text;
    for (size_t i = 0; i < CHARACTERS && rest.n > 0; i++)
        (void)str_code_point(&rest);
    size_t end = text.n - rest.n;
    if (rest.n == 0)
        return text;
    for (size_t i = end; i > end / 2; i--)
        if (text.p[i - 1] == ' ')
            return str_cat(a, str_head(text, i), S("..."));
    return str_cat(a, str_head(text, end), S("..."));
}

static str text_in(struct arena *a, const struct package_text *t)
{
    str text = shortened(a, t->text);
    return t->lang.n ? str_cat(a, text, S(" ["), t->lang, S("]")) : text;
}

/* One line per language. */
static void facts_of_texts(struct table *t, const char *name, const package_texts *texts)
{
    for (size_t i = 0; i < texts->n && i < TEXTS_SHOWN; i++)
        fact(t, i == 0 ? name : "", text_in(t->arena, &texts->v[i]));
}

static bool is_first_in_its_language(const package_texts *texts, size_t at)
{
    for (size_t i = 0; i < at; i++)
        if (str_eq_nocase(texts->v[i].lang, texts->v[at].lang))
            return false;
    return true;
}

/* All of a language in one line: "metrology, legislation [en]". */
static void facts_of_keywords(struct table *t, const package_texts *texts)
{
    const char *name = "Keywords";
    for (size_t first = 0; first < texts->n && first < TEXTS_SHOWN; first++) {
        struct buf b = buf_new(t->arena);
        str lang = texts->v[first].lang;
        if (!is_first_in_its_language(texts, first))
            continue;
        for (size_t i = first; i < texts->n && b.n < KEYWORDS_MOST; i++)
            if (str_eq_nocase(texts->v[i].lang, lang))
                buf_printf(&b, "%s" STR_FMT, b.n ? ", " : "", STR_ARG(texts->v[i].text));
        struct package_text all = { lang, buf_str(&b) };
        fact(t, name, text_in(t->arena, &all));
        name = "";
    }
}

static struct table *facts_table(const struct inspected *i)
{
    const struct package *p = i->package;
    struct table *t = table_new(i->arena, S(""));
    table_column(t, S("fact"), S(""), UNIT_NONE);
    table_column(t, S("value"), S(""), UNIT_NONE);
    fact(t, "Standard", inspect_standard(i));
    fact(t, "Manifest", p->manifest);
    fact(t, "Identifier", p->id);
    fact(t, "Version", p->version);
    if (p->titles.n > 0)
        facts_of_texts(t, "Title", &p->titles);
    else
        fact(t, "Title", shortened(i->arena, p->title));
    fact(t, "Languages", joined(i->arena, p->languages.v, p->languages.n));
    fact(t, "Made by", made_by(i));
    fact(t, "Files", file_words(i));
    facts_of_texts(t, "Description", &p->descriptions);
    facts_of_keywords(t, &p->keywords);
    return t;
}

/* ------------------------------------------------------------ the tree */

enum extra { COLUMN_MASTERY, COLUMN_NEEDS, COLUMN_MOVE_ON, COLUMN_RULES, COLUMNS };

static const struct { const char *id, *title; } columns[COLUMNS] = {
    [COLUMN_MASTERY] = { "mastery", "Mastery" },
    [COLUMN_NEEDS] = { "prerequisites", "Prerequisites" },
    [COLUMN_MOVE_ON] = { "move_on", "Done when" },
    [COLUMN_RULES] = { "sequencing", "Sequencing" },
};

static str cell(const struct inspected *i, const struct package_item *item, enum extra c)
{
    switch (c) {
    case COLUMN_MASTERY: return item->mastery;
    case COLUMN_NEEDS:   return item->prerequisites;
    case COLUMN_MOVE_ON: return item->move_on;
    case COLUMN_RULES:   return sequencing_words(i->sequencing, i->arena, item);
    default:             return S("");
    }
}

/* Branches drawn with no-break spaces, which stay where a line is cut. */
static str branch(struct arena *a, const struct package_item *item)
{
    str out = S("");
    for (const struct package_item *up = item; up->parent; up = up->parent) {
        str piece = up == item ? (up->next ? S("├─\u00a0") : S("└─\u00a0"))
                               : (up->next ? S("│\u00a0\u00a0") : S("\u00a0\u00a0\u00a0"));
        out = str_cat(a, piece, out);
    }
    return out;
}

static str title_of(struct arena *a, const struct package_item *item)
{
    str title = item->title.n ? shortened(a, item->title) : S("(no title)");
    return str_cat(a, branch(a, item), title, item->is_hidden ? S(" (hidden)") : S(""));
}

struct tree {
    const struct inspected *i;
    bool used[COLUMNS];
    size_t items;                         /* but for organizations */
    str prefix;                           /* of the identifiers of all items */
};

static size_t shared(str a, str b)
{
    size_t n = 0;
    while (n < a.n && n < b.n && a.p[n] == b.p[n])
        n++;
    return n;
}

/* To the end of a part: "urn:course:scales/" of "urn:course:scales/we". */
static str whole_parts(str prefix)
{
    while (prefix.n > 0 && !strchr("/.:#-_", prefix.p[prefix.n - 1]))
        prefix.n--;
    return prefix;
}

static struct tree look_over(const struct inspected *i)
{
    const struct package *p = i->package;
    struct tree t = { .i = i };
    for (size_t o = 0; o < p->organizations.n; o++)
        for (struct package_item *n = NULL, *top = p->organizations.v[o];
             (n = package_item_next(top, n)) != NULL;) {
            for (enum extra c = 0; c < COLUMNS; c++)
                t.used[c] = t.used[c] || cell(i, n, c).n > 0;
            if (n->parent)
                t.prefix = t.items++ ? str_head(t.prefix, shared(t.prefix, n->id)) : n->id;
        }
    t.prefix = whole_parts(t.prefix);
    if (t.items < 2 || t.prefix.n < FOLDED)
        t.prefix = S("");
    return t;
}

/* Of the only organization everything is said above. */
static bool is_plain_top(const struct tree *t, const struct package_item *n)
{
    return !n->parent && t->i->package->organizations.n == 1;
}

static str id_of(const struct tree *t, const struct package_item *n)
{
    if (t->prefix.n == 0 || !str_starts(n->id, t->prefix))
        return n->id;
    return str_cat(t->i->arena, S("…"), str_from(n->id, t->prefix.n));
}

static void add_item(struct table *to, const struct tree *t, const struct package_item *n)
{
    bool plain = is_plain_top(t, n);
    table_add(to, val_text(title_of(t->i->arena, n)));
    table_add(to, val_text(plain ? S("") : n->type));
    table_add(to, val_text(n->href));
    table_add(to, val_text(plain ? S("") : id_of(t, n)));
    for (enum extra c = 0; c < COLUMNS; c++)
        if (t->used[c])
            table_add(to, val_text(cell(t->i, n, c)));
}

static void add_column(struct table *t, const char *id, const char *title, enum seen_by by)
{
    table_column_as(t, (struct column){ .id = str_of(id), .title = str_of(title), .seen_by = by });
}

static struct table *tree_table(const struct inspected *i)
{
    const struct package *p = i->package;
    struct table *to = table_new(i->arena, S(""));
    const struct tree t = look_over(i);
    add_column(to, "title", "What learners see", SEEN_BY_ALL);
    add_column(to, "type", "Type", SEEN_WITH_ROOM);
    add_column(to, "launch", "Launches", SEEN_BY_ALL);
    add_column(to, "id", "Identifier", SEEN_WITH_ROOM);
    for (enum extra c = 0; c < COLUMNS; c++)
        if (t.used[c])
            add_column(to, columns[c].id, columns[c].title, SEEN_WITH_ROOM);
    for (size_t o = 0; o < p->organizations.n; o++)
        for (struct package_item *n = NULL, *top = p->organizations.v[o];
             (n = package_item_next(top, n)) != NULL;)
            add_item(to, &t, n);
    if (t.prefix.n > 0)
        table_note(to, str_format(i->arena, "… stands for " STR_FMT, STR_ARG(t.prefix)));
    return to;
}

/* ------------------------------------------------------------ files */

static struct table *largest_table(const struct inspected *i)
{
    size_t largest[INSPECT_LARGEST], n = inspect_largest(i, largest);
    struct table *t = table_new(i->arena, S(""));
    table_column(t, S("path"), S("Largest files"), UNIT_NONE);
    table_column(t, S("size"), S("Size"), UNIT_NONE);
    if (i->package->files->is_archive)
        table_column(t, S("packed"), S("Packed"), UNIT_NONE);
    for (size_t k = 0; k < n; k++) {
        const struct package_file *f = &i->package->files->list.v[largest[k]];
        table_add(t, val_text(f->path));
        table_add(t, val_text(size_shown(i->arena, f->size)));
        if (i->package->files->is_archive)
            table_add(t, val_text(size_shown(i->arena, f->packed)));
    }
    return t;
}

void inspect_put_report(const struct inspected *i, struct report *to)
{
    report_heading(to, 1, str_of(i->path));
    report_table(to, facts_table(i));
    if (i->package->organizations.n > 0)
        report_table(to, tree_table(i));
    if (i->package->files->list.n > 0 && !i->package->files->is_bare)
        report_table(to, largest_table(i));
}
