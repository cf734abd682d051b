/* The .lang files: every language says the same things, and counts as it does. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "base/asset.h"
#include "base/buf.h"
#include "render/words.h"

static const char *const LANGS[] = { "en", "fr", "es", "ru", "ar", "zh" };
enum { NLANGS = sizeof LANGS / sizeof *LANGS };

static struct words words_of(struct arena *a, const char *lang)
{
    struct words w;
    struct err e = { 0 };
    assert_true(words_read(&w, a, str_of(lang), &e));
    assert_true(str_eq(w.lang, str_of(lang)));
    return w;
}

static str base_of(str key)
{
    return str_cut(&key, '#');
}

static bool has(const struct words *w, str key)
{
    for (size_t i = 0; i < w->list.n; i++)
        if (str_eq(w->list.v[i].key, key))
            return true;
    return false;
}

static bool is_counted(const struct words *w, struct arena *a, str base)
{
    return has(w, str_format(a, STR_FMT "#other", STR_ARG(base)));
}

/* Whether {name} stands in the text. */
static bool has_hole(str text, str name)
{
    while (text.p) {
        str_cut(&text, '{');
        if (text.p && str_eq(str_cut(&text, '}'), name))
            return true;
    }
    return false;
}

static void same_holes(const char *lang, const struct word *one, const struct word *other)
{
    for (str rest = one->text; rest.p; ) {
        str_cut(&rest, '{');
        if (!rest.p)
            break;
        str name = str_cut(&rest, '}');
        bool may_lack = str_eq(name, S("count"));     /* "two attempts" */
        if (!may_lack && !has_hole(other->text, name))
            fail_msg("%s: " STR_FMT " has no {" STR_FMT "}", lang, STR_ARG(other->key),
                     STR_ARG(name));
    }
}

static const struct word *first_of(const struct words *w, str base)
{
    for (size_t i = 0; i < w->list.n; i++)
        if (str_eq(base_of(w->list.v[i].key), base))
            return &w->list.v[i];
    return NULL;
}

static void languages_say_the_same(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    const struct words en = words_of(a, "en");
    for (size_t l = 0; l < NLANGS; l++) {
        const struct words w = words_of(a, LANGS[l]);
        for (size_t i = 0; i < en.list.n; i++)
            if (!first_of(&w, base_of(en.list.v[i].key)))
                fail_msg("%s.lang lacks " STR_FMT, LANGS[l], STR_ARG(en.list.v[i].key));
        for (size_t i = 0; i < w.list.n; i++) {
            const struct word *own = &w.list.v[i], *source = first_of(&en, base_of(own->key));
            if (!source)
                fail_msg("%s.lang has " STR_FMT ", en.lang has not", LANGS[l], STR_ARG(own->key));
            if (own->text.n == 0)
                fail_msg("%s.lang: " STR_FMT " is empty", LANGS[l], STR_ARG(own->key));
            same_holes(LANGS[l], source, own);
            same_holes("en", own, source);
        }
    }
    arena_free(a);
}

/* A counted text has a form for each way its language counts, and no other. */
static void forms_are_those_of_the_language(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    const struct words en = words_of(a, "en");
    size_t counted = 0;
    for (size_t l = 0; l < NLANGS; l++) {
        const struct words w = words_of(a, LANGS[l]);
        for (size_t i = 0; i < en.list.n; i++) {
            str base = base_of(en.list.v[i].key);
            bool is = is_counted(&en, a, base);
            counted += is;
            for (int p = 0; p < PLURAL_COUNT; p++) {
                str key = str_format(a, STR_FMT "#%s", STR_ARG(base), plural_name((enum plural)p));
                bool wanted = is && (w.plurals.used >> p & 1);
                if (has(&w, key) != wanted)
                    fail_msg("%s.lang: %s " STR_FMT, LANGS[l], wanted ? "lacks" : "needs no",
                             STR_ARG(key));
            }
        }
    }
    assert_true(counted > NLANGS);
    arena_free(a);
}

static str filled(const struct words *w, struct arena *a, const char *key, ...)
{
    va_list pairs;
    va_start(pairs, key);
    str text = words_fill_list(w, a, key, pairs);
    va_end(pairs);
    return text;
}

static void counts_choose_the_form(void **state)
{
    (void)state;
    static const struct { const char *lang, *count, *text; } rows[] = {
        { "en", "1", "1 question." }, { "en", "2", "2 questions." }, { "en", "0", "0 questions." },
        { "fr", "0", "0 question." }, { "fr", "2", "2 questions." },
        { "es", "1", "1 pregunta." },
        { "ru", "1", "1 вопрос." }, { "ru", "3", "3 вопроса." }, { "ru", "11", "11 вопросов." },
        { "ru", "21", "21 вопрос." },
        { "ar", "1", "سؤال واحد." }, { "ar", "2", "سؤالان." }, { "ar", "3", "3 أسئلة." },
        { "ar", "11", "11 سؤالًا." }, { "ar", "100", "100 سؤال." },
        { "zh", "4", "共 4 题。" },
    };
    struct arena *a = arena_new();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const struct words w = words_of(a, rows[i].lang);
        str got = filled(&w, a, "page.quiz_questions", "count", str_of(rows[i].count), NULL);
        if (!str_eq(got, str_of(rows[i].text)))
            fail_msg("%s %s: \"" STR_FMT "\"", rows[i].lang, rows[i].count, STR_ARG(got));
    }
    arena_free(a);
}

static void unknown_languages_get_english(void **state)
{
    (void)state;
    static const struct { const char *lang, *is; bool there; } rows[] = {
        { "en-GB", "en", true }, { "fr-CA", "fr", true }, { "zh-Hans", "zh", true },
        { "PT-br", "en", false }, { "fa", "en", false }, { "x", "en", false },
    };
    struct arena *a = arena_new();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct words w;
        struct err e = { 0 };
        assert_true(words_read(&w, a, str_of(rows[i].lang), &e));
        assert_true(str_eq(w.lang, str_of(rows[i].is)));
        assert_int_equal(words_are_there(str_of(rows[i].lang)), rows[i].there);
    }
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(languages_say_the_same),
        cmocka_unit_test(forms_are_those_of_the_language),
        cmocka_unit_test(counts_choose_the_form),
        cmocka_unit_test(unknown_languages_get_english),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
