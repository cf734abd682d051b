/* intl: normal forms, e-mail keys, time zones, encodings. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "base/arena.h"
#include "base/asset.h"
#include "base/buf.h"
#include "intl/charset.h"
#include "intl/script.h"
#include "intl/text.h"
#include "intl/zone.h"

#define assert_str(got, want)                                                \
    do {                                                                     \
        str got_ = (got), want_ = (want);                                    \
        if (!str_eq(got_, want_))                                            \
            fail_msg("\"%.*s\" is not \"%.*s\"", STR_ARG(got_), STR_ARG(want_)); \
    } while (0)

static void nfc_composes(void **state)
{
    (void)state;
    static const struct { const char *in, *out; } rows[] = {
        { "", "" },
        { "plain", "plain" },
        { "Se\xCC\x80vres", "Sèvres" },
        { "Sèvres", "Sèvres" },
        { "\xE2\x84\xAB", "Å" },                              /* angstrom sign */
        { "\xE1\x84\x80\xE1\x85\xA1", "가" },
        { "ﬁ", "ﬁ" },                                         /* canonical, not compatible */
        { "Đặng", "Đặng" },
    };
    struct arena *a = arena_new();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_str(intl_nfc(a, str_of(rows[i].in)), str_of(rows[i].out));
    arena_free(a);
}

static void titles_fold_blanks(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    assert_str(intl_title(a, S(" Module\t1:\n  Me\xCC\x81trologie\xC2\xA0 ")), S("Module 1: Métrologie"));
    assert_str(intl_title(a, S("   ")), S(""));
    static const struct { const char *escaped, *text; } references[] = {
        { "plain", "plain" }, { "R&amp;D &lt;b&gt; &quot;x&quot; it&#039;s &#x27;&#X4e2d;&apos;", "R&D <b> \"x\" it's '中'" },
        { "&amp;lt;", "&lt;" }, { "& &; &#; &#x; &nosuch; &#xD800; &#31; &#1114112; &amp", "& &; &#; &#x; &nosuch; &#xD800; &#31; &#1114112; &amp" },
    };
    for (size_t i = 0; i < sizeof references / sizeof *references; i++)
        assert_str(intl_unescape(a, str_of(references[i].escaped)), str_of(references[i].text));
    arena_free(a);
}

static size_t check_keys(struct arena *a, str path)
{
    struct asset table;
    assert_true(asset_find(path, &table));
    str rest = table.bytes;
    size_t rows = 0;
    (void)str_cut(&rest, '\n');
    while (rest.p != NULL && rest.n > 0) {
        str line = str_cut(&rest, '\n');
        str alias = str_cut(&line, '\t');
        (void)str_cut(&line, '\t');
        assert_str(intl_alias_key(a, alias), str_cut(&line, '\t'));
        rows++;
    }
    return rows;
}

static void alias_keys_are_those_of_the_tables(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    assert_true(check_keys(a, S("schemas/data/country_aliases.tsv")) > 4000);
    assert_true(check_keys(a, S("schemas/data/moodle_countries.tsv")) > 1700);
    arena_free(a);
}

static void alias_keys_by_hand(void **state)
{
    (void)state;
    static const struct { const char *in, *out; } rows[] = {
        { "", "" },
        { "  ", "" },
        { "The Gambia", "gambia" },
        { "the", "the" },
        { "The  the x", "the x" },
        { "Côte d’Ivoire", "cote divoire" },
        { "Cote d\xC2\xB4Ivoire", "cote divoire" },
        { "Cote d'Ivoire", "cote divoire" },
        { "COTE D`IVOIRE", "cote divoire" },
        { "Trinidad & Tobago", "trinidad and tobago" },
        { "Trinidad&Tobago", "trinidad and tobago" },
        { "& x", "and x" },
        { "Weißrussland", "weissrussland" },
        { "İsveç", "isvec" },
        { "Ålandıøłđ", "alandiold" },
        { "U.S.A.", "u s a" },
        { "Korea (Republic of)", "korea republic of" },
        { "Ｇｅｒｍａｎｙ", "germany" },
        { "Se\xCC\x80vres", "sevres" },
        { "भारत", "भरत" },
        { "a_b-c", "a_b c" },
        { "007", "007" },
    };
    struct arena *a = arena_new();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_str(intl_alias_key(a, str_of(rows[i].in)), str_of(rows[i].out));
    arena_free(a);
}

static void emails(void **state)
{
    (void)state;
    static const struct { const char *in, *out; } rows[] = {
        { "lrn001@example.org", "lrn001@example.org" },
        { " \tLrn.001+x@Example.ORG\xC2\xA0 ", "lrn.001+x@example.org" },
        { "Jürgen@example.org", "jürgen@example.org" },
        { "JU\xCC\x88RGEN@example.org", "jürgen@example.org" },
        { "a@bücher.example.org", "a@xn--bcher-kva.example.org" },
        { "a@BÜCHER.example.org", "a@xn--bcher-kva.example.org" },
        { "a@x-y.example.org", "a@x-y.example.org" },
        { "admin@localhost", "admin@localhost" },
        { "o'brien@example.org", "o'brien@example.org" },
        { "", NULL },
        { "nobody", NULL },
        { "@example.org", NULL },
        { "a@", NULL },
        { "a@b@example.org", NULL },
        { "a@example.org;b@example.org", NULL },
        { "A <a@example.org>", NULL },
        { "a b@example.org", NULL },
        { "a\x01@example.org", NULL },
        { "a\xE2\x80\x8B@example.org", NULL },             /* a blank of no width */
        { "\xEF\xBB\xBF""a@example.org", NULL },           /* a mark of an encoding */
        { "a\xC2\xAD""b@example.org", NULL },              /* a soft hyphen */
        { "\xEF\xBD\x81@example.org", NULL },             /* of full width */
        { "\xE4\xBC\x9F@example.org", "\xE4\xBC\x9F@example.org" },
        { "a@example..org", NULL },
        { "a@.org", NULL },
        { "a@example.org.", NULL },
        { "a@-example.org", NULL },
        { "a@exam ple.org", NULL },
        { "a@exam_ple.org", NULL },
        { "a@\xE2\x80\xAE.org", NULL },
    };
    struct arena *a = arena_new();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        str key = S("?");
        const char *why = NULL;
        bool ok = intl_email_key(a, str_of(rows[i].in), &key, &why);
        if (ok != (rows[i].out != NULL))
            fail_msg("\"%s\" was %s", rows[i].in, ok ? "taken" : "refused");
        if (ok)
            assert_str(key, str_of(rows[i].out));
        else
            assert_non_null(why);
    }
    char longest[300];
    memset(longest, 'a', sizeof longest);
    const char *why = NULL;
    str key;
    memcpy(longest + sizeof longest - 12, "@example.org", 12);
    assert_false(intl_email_key(a, (str){ longest, sizeof longest }, &key, &why));
    arena_free(a);
}

static instant local_of(const char *s)
{
    instant t;
    assert_true(date_read_local(str_of(s), &t));
    return t;
}

static str shown(struct arena *a, instant t)
{
    struct buf b = buf_new(a);
    date_put_instant(&b, t);
    return buf_str(&b);
}

static void local_times(void **state)
{
    (void)state;
    static const struct { const char *zone, *local; enum zone_fit fit; const char *first, *second; }
    rows[] = {
        { "UTC", "2024-10-23 14:47:51", ZONE_EXACT, "2024-10-23T14:47:51Z", NULL },
        { "Europe/Paris", "2024-10-23 14:47:51", ZONE_EXACT, "2024-10-23T12:47:51Z", NULL },
        { "Europe/Paris", "2024-11-01 14:41:39", ZONE_EXACT, "2024-11-01T13:41:39Z", NULL },
        { "Europe/Paris", "2024-03-31 01:59:59", ZONE_EXACT, "2024-03-31T00:59:59Z", NULL },
        { "Europe/Paris", "2024-03-31 02:00:00", ZONE_SKIPPED, NULL, NULL },
        { "Europe/Paris", "2024-03-31 02:59:59", ZONE_SKIPPED, NULL, NULL },
        { "Europe/Paris", "2024-03-31 03:00:00", ZONE_EXACT, "2024-03-31T01:00:00Z", NULL },
        { "Europe/Paris", "2024-10-27 01:59:59", ZONE_EXACT, "2024-10-26T23:59:59Z", NULL },
        { "Europe/Paris", "2024-10-27 02:00:00", ZONE_TWICE, "2024-10-27T00:00:00Z",
          "2024-10-27T01:00:00Z" },
        { "Europe/Paris", "2024-10-27 02:59:59", ZONE_TWICE, "2024-10-27T00:59:59Z",
          "2024-10-27T01:59:59Z" },
        { "Europe/Paris", "2024-10-27 03:00:00", ZONE_EXACT, "2024-10-27T02:00:00Z", NULL },
        { "America/New_York", "2024-11-03 01:30:00", ZONE_TWICE, "2024-11-03T05:30:00Z",
          "2024-11-03T06:30:00Z" },
        { "Australia/Lord_Howe", "2024-04-07 01:45:00", ZONE_TWICE, "2024-04-06T14:45:00Z",
          "2024-04-06T15:15:00Z" },
        { "Pacific/Apia", "2011-12-30 12:00:00", ZONE_SKIPPED, NULL, NULL },
        { "Pacific/Apia", "2011-12-31 00:00:00", ZONE_EXACT, "2011-12-30T10:00:00Z", NULL },
        { "Asia/Kathmandu", "2024-01-01 00:00:00", ZONE_EXACT, "2023-12-31T18:15:00Z", NULL },
        { "Europe/Paris", "1911-01-01 00:00:00", ZONE_EXACT, "1910-12-31T23:50:39Z", NULL },
    };
    struct arena *a = arena_new();
    struct err e = { 0 };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct zone *z = zone_open(a, rows[i].zone, &e);
        assert_non_null(z);
        assert_str(zone_name(z), str_of(rows[i].zone));
        for (int again = 0; again < 2; again++) {       /* asked and remembered */
            instant first, second;
            if (zone_instant(z, local_of(rows[i].local), &first, &second) != rows[i].fit)
                fail_msg("%s in %s", rows[i].local, rows[i].zone);
            if (rows[i].first != NULL)
                assert_str(shown(a, first), str_of(rows[i].first));
            if (rows[i].second != NULL)
                assert_str(shown(a, second), str_of(rows[i].second));
        }
        zone_close(z);
    }
    zone_close(NULL);
    arena_free(a);
}

/* Every half hour of four years, out of order: what a clock shows leads back. */
static void local_times_lead_back(void **state)
{
    (void)state;
    static const char *const zones[] = { "Europe/Paris", "Pacific/Apia", "Africa/Casablanca" };
    struct arena *a = arena_new();
    struct err e = { 0 };
    for (size_t i = 0; i < sizeof zones / sizeof *zones; i++) {
        struct zone *z = zone_open(a, zones[i], &e);
        assert_non_null(z);
        instant from = local_of("2010-06-01 00:00");
        int64_t steps = 4LL * 365 * 48 + 1;
        for (int64_t k = 0; k < steps; k++) {
            instant first, second, t = from + (k * 7919 % steps) * (DAY_MS / 48);
            enum zone_fit fit = zone_instant(z, t + zone_offset(z, t), &first, &second);
            assert_true(fit == ZONE_EXACT ? first == t
                        : fit == ZONE_TWICE && first < second && (first == t || second == t));
        }
        zone_close(z);
    }
    arena_free(a);
}

static void days_in_a_zone(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    struct err e = { 0 };
    struct zone *paris = zone_open(a, "Europe/Paris", &e);
    struct zone *sao_paulo = zone_open(a, "America/Sao_Paulo", &e);
    assert_non_null(paris);
    assert_non_null(sao_paulo);
    instant t;
    day april, before;
    assert_true(date_read_instant(S("2024-03-31T23:30:00Z"), &t));
    assert_true(date_read_day(S("2024-04-01"), &april));
    assert_int_equal(zone_day(paris, t), april);
    assert_int_equal(zone_day(sao_paulo, t), april - 1);
    assert_true(date_read_day(S("2018-11-03"), &before));       /* the next day began at 01:00 */
    assert_true(date_read_instant(S("2018-11-04T03:00:00Z"), &t));
    assert_int_equal(zone_day(sao_paulo, t), before + 1);
    assert_int_equal(zone_day(sao_paulo, t - 1), before);
    zone_close(paris);
    zone_close(sao_paulo);
    arena_free(a);
}

static void unknown_zones(void **state)
{
    (void)state;
    static const struct { const char *name, *said; } rows[] = {
        { "Europe/Pariss", "did you mean Europe/Paris" },
        { "europe/paris", "did you mean Europe/Paris" },
        { "Paris", "Europe/Paris" },
        { "America/New York", "did you mean America/New_York" },
        { "IST", "there is no time zone" },
        { "+02:00", "for example Europe/Paris" },
        { "", "for example Europe/Paris" },
        { "Etc/Unknown", "there is no time zone" },
    };
    struct arena *a = arena_new();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct err e = { 0 };
        assert_null(zone_open(a, rows[i].name, &e));
        assert_int_equal(e.kind, ERR_INPUT);
        if (strstr(e.text, rows[i].said) == NULL)
            fail_msg("\"%s\" was answered by: %s", rows[i].name, e.text);
    }
    arena_free(a);
}

/* The whole of `in`, handed over `step` bytes at a time, `room` bytes of output at a time. */
static bool convert(struct arena *a, const char *name, str in, size_t step, size_t room,
                    str *out, uint64_t *taken, struct err *e)
{
    struct buf b = buf_new(a);
    struct charset *c = charset_open(a, name, e);
    assert_non_null(c);
    char piece[64];
    bool ok = true;
    for (size_t at = 0; ok; at += step) {
        bool last = at + step >= in.n;
        str part = last ? str_from(in, at < in.n ? at : in.n) : str_head(str_from(in, at), step);
        size_t n = 0;
        do {
            ok = charset_read(c, &part, last, piece, room, &n, e);
            buf_put(&b, (str){ piece, n });
        } while (ok && (part.n > 0 || n > 0));
        if (last)
            break;
    }
    *taken = charset_taken(c);
    charset_close(c);
    *out = buf_str(&b);
    return ok;
}

static void encodings(void **state)
{
    (void)state;
    static const struct { const char *name; str in; const char *out; uint64_t bad; } rows[] = {
        { "windows-1252", { "St\xE9phane \x80", 10 }, "Stéphane €", 0 },
        { "ISO-8859-2", { "\xA3ukasz", 6 }, "Łukasz", 0 },
        { "windows-1251", { "\xC8\xE2\xE0\xED", 4 }, "Иван", 0 },
        { "Shift_JIS", { "\x8E\x52\x93\x63", 4 }, "山田", 0 },
        { "UTF-16LE", { "a\0\xE9\0\x3D\xD8\x00\xDE", 8 }, "aé😀", 0 },
        { "UTF-16BE", { "\0a\0\xE9\xD8\x3D\xDE\x00", 8 }, "aé😀", 0 },
        { "UTF-16LE", { "a\0\xE9", 3 }, NULL, 2 },                    /* cut short */
        { "UTF-16LE", { "a\0\x00\xDE" "b\0", 6 }, NULL, 2 },          /* a lone half */
        { "Shift_JIS", { "abc\x81\x20", 5 }, NULL, 3 },
        { "US-ASCII", { "abc\xE9", 4 }, NULL, 3 },
        { "UTF-16LE", { "", 0 }, "", 0 },
    };
    struct arena *a = arena_new();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        for (size_t step = 1; step <= 11; step++)
            for (size_t room = 1; room <= 9; room++) {
                struct err e = { 0 };
                str out;
                uint64_t taken;
                bool ok = convert(a, rows[i].name, rows[i].in, step, room, &out, &taken, &e);
                if (ok != (rows[i].out != NULL))
                    fail_msg("row %zu, %zu bytes at a time: %s", i, step, e.text);
                if (ok)
                    assert_str(out, str_of(rows[i].out));
                else
                    assert_int_equal(taken, rows[i].bad);
            }
    struct err e = { 0 };
    assert_null(charset_open(a, "no-such-thing", &e));
    assert_int_equal(e.kind, ERR_INPUT);
    assert_null(charset_open(a, "", &e));
    struct charset *c = charset_open(a, "cp1252", &e);
    assert_non_null(c);
    assert_string_equal(charset_name(c), "windows-1252");
    charset_close(c);
    charset_close(NULL);
    arena_free(a);
}

static void answers_fold_as_asked(void **state)
{
    (void)state;
    static const struct { const char *in; bool exact_case, exact_accents; const char *out; } rows[] = {
        { "", false, false, "" },
        { "  Kilo  gram ", false, false, "kilo gram" },
        { "Étalon", false, false, "etalon" },
        { "Étalon", true, false, "Etalon" },
        { "ÉTALON", false, true, "étalon" },
        { "E\xCC\x81talon", true, true, "Étalon" },
        { "m/s", false, false, "m/s" },
        { "Straße", false, false, "strasse" },
        { "ЁЖ", false, false, "еж" },
        { "مَتر", false, false, "متر" },
    };
    struct arena *a = arena_new();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_str(intl_answer(a, str_of(rows[i].in), rows[i].exact_case, rows[i].exact_accents),
                   str_of(rows[i].out));
    arena_free(a);
}

static void scripts(void **state)
{
    (void)state;
    static const struct { const char *letter; enum script is; bool letter_too; } rows[] = {
        { "a", SCRIPT_LATIN, true }, { "É", SCRIPT_LATIN, true }, { "Ω", SCRIPT_GREEK, true },
        { "я", SCRIPT_CYRILLIC, true }, { "م", SCRIPT_ARABIC, true }, { "量", SCRIPT_HAN, true },
        { "の", SCRIPT_HAN, true }, { "한", SCRIPT_HAN, true }, { "א", SCRIPT_OTHER, true },
        { "µ", SCRIPT_NONE, true }, { "5", SCRIPT_NONE, false }, { "-", SCRIPT_NONE, false },
        { "°", SCRIPT_NONE, false }, { "\xCC\x81", SCRIPT_NONE, true },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        str s = str_of(rows[i].letter);
        uint32_t c = str_code_point(&s);
        if (script_of(c) != rows[i].is || is_letter(c) != rows[i].letter_too)
            fail_msg("%s is taken for %s", rows[i].letter, script_name(script_of(c)));
    }
    assert_true(has_right_to_left(S("Cairo \u0645\u0635\u0631")) && has_right_to_left(S("\u05D0")));
    assert_false(has_right_to_left(S("Côte d’Ivoire 中国 12")) || has_right_to_left(S("")));
    static const struct { const char *tag; enum script is; } tags[] = {
        { "en", SCRIPT_LATIN }, { "fr-CA", SCRIPT_LATIN }, { "ru", SCRIPT_CYRILLIC },
        { "ar", SCRIPT_ARABIC }, { "zh-Hans", SCRIPT_HAN }, { "ja", SCRIPT_HAN },
        { "el", SCRIPT_GREEK }, { "sr-Latn", SCRIPT_LATIN }, { "he", SCRIPT_OTHER },
        { "", SCRIPT_NONE },
    };
    for (size_t i = 0; i < sizeof tags / sizeof *tags; i++)
        if (script_of_language(str_of(tags[i].tag)) != tags[i].is)
            fail_msg("%s is not written so", tags[i].tag);
}

static void test_capital(void **state)
{
    (void)state;
    static const struct { const char *text, *want; } cases[] = {
        { "", "" }, { "statut", "Statut" }, { "état", "État" }, { "RMO", "RMO" }, { "3 days", "3 days" },
        { "ǆ", "ǅ" }, { "中国", "中国" },
    };
    struct arena *a = arena_new();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_true(str_eq(intl_capital(a, str_of(cases[i].text)), str_of(cases[i].want)));
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nfc_composes),
        cmocka_unit_test(titles_fold_blanks),
        cmocka_unit_test(alias_keys_are_those_of_the_tables),
        cmocka_unit_test(alias_keys_by_hand),
        cmocka_unit_test(emails),
        cmocka_unit_test(local_times),
        cmocka_unit_test(local_times_lead_back),
        cmocka_unit_test(days_in_a_zone),
        cmocka_unit_test(unknown_zones),
        cmocka_unit_test(encodings),
        cmocka_unit_test(answers_fold_as_asked),
        cmocka_unit_test(scripts),
        cmocka_unit_test(test_capital),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
