/* How far a translation is, file by file. */
#include "translate/translate.h"
#include "xliff/match.h"

struct table *translate_status_table(struct arena *a)
{
    struct table *t = table_new(a, S("Translations"));
    table_column(t, S("language"), S("Language"), UNIT_NONE);
    table_column(t, S("file"), S("File"), UNIT_NONE);
    table_column(t, S("texts"), S("Texts"), UNIT_COUNT);
    table_column(t, S("words"), S("Words"), UNIT_COUNT);
    table_column(t, S("translated"), S("Translated"), UNIT_COUNT);
    table_column(t, S("reviewed"), S("Reviewed"), UNIT_COUNT);
    table_column(t, S("stale"), S("Stale"), UNIT_COUNT);
    table_column(t, S("missing"), S("Missing"), UNIT_COUNT);
    table_column(t, S("done"), S("Done"), UNIT_SHARE);
    t->definition = S("Texts that a translation into the language needs. Translated are those whose "
                      "translation fits the source of today, reviewed those of them that somebody "
                      "looked at again; stale are translations of an older source. Titles and "
                      "publishers of works count only where they are translated.");
    return t;
}

static size_t words_in(const pieces *p)
{
    size_t n = 0;
    for (size_t i = 0; i < p->n; i++)
        for (str rest = p->v[i].kind == PIECE_TEXT ? p->v[i].text : (str){ 0 }; rest.p; )
            n += str_cut(&rest, ' ').n > 0;
    return n;
}

static void count(struct progress_of *to, struct arena *a, const struct passage *p,
                  const struct match *m, const struct xliff *kept)
{
    const struct xliff_unit *u = m->kind ? &kept->units.v[m->unit] : NULL;
    bool has = u && !pieces_empty(&u->target);
    bool stale = has && (m->kind == MATCH_STALE);
    bool good = has && !stale && (xliff_translated(u) || xliff_stale(u, NULL))
                && passage_trouble(a, p, &u->target, false).n == 0;
    if (p->optional && !good && !stale)
        return;
    to->texts++;
    to->words += words_in(&p->text);
    to->translated += good;
    to->reviewed += good && u->state >= XLIFF_REVIEWED;
    to->stale += stale;
    to->missing += !good && !stale;
}

static void add(struct progress_of *to, const struct progress_of *more)
{
    to->texts += more->texts;
    to->words += more->words;
    to->translated += more->translated;
    to->reviewed += more->reviewed;
    to->stale += more->stale;
    to->missing += more->missing;
}

static void put_row(struct table *t, str lang, str file, const struct progress_of *p)
{
    const size_t counts[] = { p->texts, p->words, p->translated, p->reviewed, p->stale,
                              p->missing };
    table_add(t, val_text(lang));
    table_add(t, val_text(file));
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++)
        table_add(t, val_int((int64_t)counts[i]));
    table_add(t, p->texts ? val_real((double)p->translated / (double)p->texts) : val_nil());
}

struct file_progress { const str *file; str name; struct progress_of of; };

struct progress_of translate_status(struct table *t, const struct course *c,
                                    const struct xliff *kept)
{
    struct arena *a = t->arena;
    passages all = { 0 };
    VEC(struct file_progress) files = { 0 };
    struct progress_of sum = { 0 };
    course_passages(a, c, &all);
    struct matches found = passages_match(a, &all, kept);
    for (size_t i = 0; i < all.n; i++) {
        size_t k = files.n;
        while (k > 0 && !str_eq(*files.v[k - 1].file, *all.v[i].node->file))
            k--;
        if (k == 0) {
            *vec_push(a, &files) = (struct file_progress){ all.v[i].node->file,
                                                           passage_file(c, &all.v[i]), { 0 } };
            k = files.n;
        }
        count(&files.v[k - 1].of, a, &all.v[i], &found.v[i], kept);
    }
    str lang = str_dup(a, kept->target_lang);
    for (size_t k = 0; k < files.n; k++) {
        put_row(t, lang, str_dup(a, files.v[k].name), &files.v[k].of);
        add(&sum, &files.v[k].of);
    }
    table_line(t);
    put_row(t, lang, S("all files"), &sum);
    return sum;
}
