/* The largest figures that are more than 0; of a line in time its ends and its top. */
#include "chart/describe.h"

#include "base/say.h"
#include "chart/data.h"

enum { NAMED_MOST = 3 };

struct spot { size_t series, category; };

struct words_for {
    struct arena *arena;
    const struct words *words;
    const struct data *data;
};

static double value_at(const struct data *d, struct spot s)
{
    return data_at(d, s.series, s.category).value;
}

static bool is_known(const struct data *d, struct spot s)
{
    return data_at(d, s.series, s.category).kind == FIGURE_KNOWN;
}

/* The next smaller known figure after `before` of them; the first of equals first. */
static bool largest_but(const struct data *d, const struct spot *before, size_t n, struct spot *out)
{
    bool found = false;
    for (size_t i = 0; i < d->series.n * d->categories.n; i++) {
        struct spot s = { i / d->categories.n, i % d->categories.n };
        bool is_taken = !is_known(d, s);
        for (size_t k = 0; k < n && !is_taken; k++)
            is_taken = before[k].series == s.series && before[k].category == s.category;
        if (!is_taken && (!found || value_at(d, s) > value_at(d, *out))) {
            *out = s;
            found = true;
        }
    }
    return found;
}

static size_t count_of(const struct data *d, double value)
{
    size_t n = 0;
    for (size_t i = 0; i < d->series.n * d->categories.n; i++)
        n += d->figures[i].kind == FIGURE_KNOWN && d->figures[i].value == value;
    return n;
}

static str name_of(const struct words_for *w, struct spot s)
{
    str series = item_told(w->arena, &w->data->series.v[s.series]);
    str category = item_told(w->arena, &w->data->categories.v[s.category]);
    return series.n > 0 ? str_cat(w->arena, series, S(", "), category) : category;
}

/* A mark is not read aloud. */
static str figure_of(const struct words_for *w, struct spot s)
{
    struct figure f = data_at(w->data, s.series, s.category);
    return f.kind == FIGURE_HIDDEN ? say(w->arena, w->words, "hidden") : data_text(w->arena, w->data, f);
}

static str named(const struct words_for *w, struct spot s)
{
    return say(w->arena, w->words, "{1}: {2}", name_of(w, s), figure_of(w, s));
}

static str listed(const struct words_for *w, str list, str next)
{
    return list.n > 0 ? say(w->arena, w->words, "{1}; {2}", list, next) : next;
}

/* What is hidden may be larger than anything shown. */
static str largest_are(const struct words_for *w, str list)
{
    return w->data->hidden > 0 ? say(w->arena, w->words, "Largest of those shown: {1}.", list)
        : say(w->arena, w->words, "Largest: {1}.", list);
}

static str largest(const struct words_for *w)
{
    const struct data *d = w->data;
    struct spot found[NAMED_MOST];
    size_t n = 0, equal = 0;
    str list = S("");
    while (n < NAMED_MOST && largest_but(d, found, n, &found[n]) && (d->most <= 0 || value_at(d, found[n]) > 0))
        list = listed(w, list, named(w, found[n++]));
    for (size_t i = 0; i < n; i++)
        equal += value_at(d, found[i]) == value_at(d, found[n - 1]);
    size_t more = count_of(d, value_at(d, found[n - 1])) - equal;
    if (more == 0)
        return largest_are(w, list);
    return str_cat(w->arena, largest_are(w, list), S(" "),
                   say(w->arena, w->words, "As large as the last: {1} more.", str_format(w->arena, "%zu", more)));
}

static str course_of_line(const struct words_for *w)
{
    struct spot first = { 0, 0 }, last = { 0, w->data->categories.n - 1 }, top;
    if (!largest_but(w->data, NULL, 0, &top))
        return S("");
    str from = named(w, first), to = named(w, last), highest = named(w, top);
    return w->data->hidden > 0
        ? say(w->arena, w->words, "From {1} to {2}; highest of those shown: {3}.", from, to, highest)
        : say(w->arena, w->words, "From {1} to {2}; highest: {3}.", from, to, highest);
}

static str stages(const struct words_for *w)
{
    str list = S("");
    for (size_t i = 0; i < w->data->categories.n; i++)
        list = listed(w, list, named(w, (struct spot){ 0, i }));
    return say(w->arena, w->words, "Stages: {1}.", list);
}

static str main_figures(const struct words_for *w)
{
    if (w->data->known == 0)
        return say(w->arena, w->words, "No figure is shown.");
    if (w->data->chart->kind == CHART_FUNNEL)
        return stages(w);
    if (w->data->most == 0 && w->data->least == 0)
        return w->data->hidden > 0 ? say(w->arena, w->words, "All figures that are shown are 0.")
            : say(w->arena, w->words, "All figures are 0.");
    if (w->data->chart->kind == CHART_LINES && w->data->series.n == 1)
        return course_of_line(w);
    return largest(w);
}

bool chart_describe(struct chart *c, struct arena *a, struct err *e)
{
    struct data d;
    if (!data_read(&d, a, c, e))
        return false;
    struct words_for w = { a, words_of(S("chart"), c->table->lang), &d };
    c->description = main_figures(&w);
    if (d.hidden > 0)
        c->description = str_cat(a, c->description, S(" "),
                                 say(a, w.words, "Hidden figures: {1}.",
                                     str_format(a, "%zu", d.hidden)));
    return true;
}
