/* mapping: what a mapping file says, and each line of it that is wrong. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/buf.h"
#include "import/mapping.h"

#define TOP "etalon mapping 1\nrows = learning\n"
#define COLUMNS TOP "[columns]\n"

/* Faults: "LINE PIECE OF THE SENTENCE", one a line, all of them. */
static const struct { const char *text, *faults; } bad[] = {
    { "", "1 begins with the line" },
    { "# only this\n\n", "1 begins with the line" },
    { "email,course\n", "1 begins with the line" },
    { "\n# new\netalon mapping 2\n", "3 for another version" },
    { "etalon mapping 1\n", "1 of no column what it is" },
    { TOP, "1 of no column what it is" },
    { "etalon mapping 1\n[columns]\nA = email\n", "2 what a row is must be said" },
    { "etalon mapping 1\nrows = people\n[columns]\nA = email\n", "2 \"people\" is none of learning, " },
    { "etalon mapping 1\nrows = ? learning, participation\n[columns]\nA = email\n",
      "2 still to be decided (learning, participation)" },
    { TOP "dates = german\nyears = 70\nserials = yes\ndecimal = ,\nscore = 20\nzone = Berlin\nheader = 0\n"
      "delimiter = ;\ndates = dmy\nclears =\nname = über\n[columns]\nA = email\n",
      "3 \"german\" is none of iso, dmy, mdy, ymd\n4 the first year that two digits\n5 none of no, 1900, 1904\n"
      "6 none of point, comma\n7 share (1), percent (100)\n8 Berlin\n9 a number from 1\n10 none of comma, "
      "semicolon\n11 dates is said twice\n12 says nothing\n13 a name of a mapping" },
    { TOP "date = dmy\nfrobnicate = 1\nscore = of 0\nscore = of x\n[columns]\nA = email\n",
      "3 did you mean dates?\n4 no setting \"frobnicate\"; columns stand below\n5 score says\n6 said twice\n"
      "6 score says" },
    { TOP "[colums]\nA = emial\n[columns\nB = email\n[columns]\nC = email\n",
      "3 \"colums\" is none of columns, constants, skip, values FIELD\n5 bracket is not closed" },
    { COLUMNS "A email\n= email\n\"\" = email\nA = emial\nB = frobnicate\nC = title\nD = email of M1\n"
      "E = score of\nF = score of \"\"\nG = score of \"M\" x\nH = score of \"M\nI = ?\nJ = ? email, account\n",
      "4 has no \"=\"\n5 heading of the column is missing\n6 heading of the column is missing\n"
      "7 did you mean email?\n8 have no field \"frobnicate\"\n9 learning have no field \"title\"\n"
      "10 only completed_at, score and status\n11 no field \"score of\"\n"
      "12 the activity behind \"of\" is missing\n13 something behind the closing quote\n"
      "14 a quote is not closed\n15 write what is meant\n16 still to be decided (email, account): write what" },
    { COLUMNS "A = email\nB = email\n a  =  ignore\n\"A\" 2 = course\n\"A\" 2 = ignore\n\"A\" x = score\n"
      "\"A\" 0 = score\nC = score of M\nD = score of \"M\"\nE = score\n",
      "5 line 4 says email already\n6 line 4 says already what this column is\n8 line 7 says already\n"
      "9 only a number that counts\n10 only a number that counts\n12 line 11 says score already" },
    { COLUMNS "A = email\n[constants]\nemail = a@example.org\nstatus = done\ncourse =\nstatus of M = passed\n"
      "gender = ?\nX = 1\n",
      "6 line 4 says email already\n7 a status is one of registered, incomplete, \n8 says nothing\n"
      "10 write what is meant\n11 no field \"X\"" },
    { COLUMNS "A = email\n[values]\nx = y\n[values status]\nja = done\nnein = failed\nNEIN = passed\nk. A. = \"\"\n"
      "weg = (clear)\n[values given_name]\nweg = (clear)\n[values sttus]\nja = passed\noffen = ?\n",
      "5 say of which field\n8 a status is one of\n10 line 9 says already what \"NEIN\" means\n"
      "12 status cannot be cleared\n15 did you mean status?" },
    { COLUMNS "A = email\n[skip]\nA\nB = \"x\n", "6 has no \"=\"\n7 a quote is not closed" },
    { COLUMNS "A = activity\nB = score of M\n", "4 both together" },
    { TOP "zone = Europe/Berlin\n[columns]\nA = \xC4\nB = email\n", "5 not UTF-8" },
    { "etalon mapping 1\nrows = headcount\n[columns]\nA = email\nB = number\n[values channel]\nTV = television\n",
      "4 have no field \"email\"\n7 a channel is one of" },
    { "etalon mapping 1\nrows = participation\n[columns]\nA = status\n[values status]\nda = passed\nweg = no-show\n",
      "6 a status in a list of participants is one of" },
};

static void every_wrong_line_is_found(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct arena *a = arena_new();
        const struct mapping *m = mapping_read(a, S("test"), str_of(bad[i].text));
        size_t n = 0;
        for (str rest = str_of(bad[i].faults); rest.p != NULL; n++) {
            str piece = str_cut(&rest, '\n');
            str line = str_cut(&piece, ' ');
            int64_t number = 0;
            assert_true(str_int(line, &number));
            if (n >= m->faults.n || m->faults.v[n].line != number
                || str_find(m->faults.v[n].text, piece) == m->faults.v[n].text.n)
                fail_msg("%s\n%zu: \"" STR_FMT "\", not %d \"" STR_FMT "\"", bad[i].text, n, STR_ARG(piece),
                         n < m->faults.n ? m->faults.v[n].line : 0,
                         STR_ARG(n < m->faults.n ? m->faults.v[n].text : S("")));
        }
        if (n != m->faults.n)
            fail_msg("%s\nmore: %d " STR_FMT, bad[i].text, m->faults.v[n].line,
                     STR_ARG(m->faults.v[n].text));
        arena_free(a);
    }
}

static const char good[] =
    "\xEF\xBB\xBF# of the secretariat\r\n"
    "etalon mapping 1\r\n"
    "rows = learning\nname = office-2.1\nencoding = windows-1252\nDELIMITER = tab\nsheet = \"Kurs = 1\"\n"
    "header = 3\ndates = mdy\nyears = 1950\nserials = 1904\ndecimal = comma\nscore = of 20\n"
    "zone = America/New_York\nclears = -\n"
    "\n[Columns]\nE-Mail  Adresse = email\n\"a \"\"b\"\" = c\" = score of \"x = y\"\nDatum = registered_at\n"
    "\"Datum\" 2 = completed_at of x = y\nRest = IGNORE\n"
    "[constants]\nstatus = passed\ncourse = \"NMS\"\n[values country]\n\" # \" = DE\n[skip]\nRest = \"\"\n";

static void a_good_one_is_understood(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    const struct mapping *m = mapping_read(a, S("file"), str_of(good));
    if (m->faults.n > 0)
        fail_msg("%d " STR_FMT, m->faults.v[0].line, STR_ARG(m->faults.v[0].text));
    assert_true(str_eq(m->name, S("office-2.1")) && str_eq(m->encoding, S("windows-1252")));
    assert_true(m->kind == RECORD_LEARNING && m->delimiter == '\t' && m->header == 3);
    assert_true(str_eq(m->sheet, S("Kurs = 1")) && str_eq(m->zone, S("America/New_York")));
    assert_true(m->formats.dates == DATES_MDY && m->formats.first_year == 1950);
    assert_true(m->formats.serials == 1904 && m->formats.comma && m->formats.full_score == 20);
    assert_true(str_eq(m->clears, S("-")) && m->columns.n == 5 && m->constants.n == 2);
    assert_true(str_eq(m->columns.v[0].key, S("e-mail adresse")) && m->columns.v[0].field == FIELD_email);
    assert_true(str_eq(m->columns.v[1].heading, S("a \"b\" = c")) && m->columns.v[1].part == 1);
    assert_true(m->columns.v[3].nth == 2 && m->columns.v[3].field == FIELD_completed_at);
    assert_true(m->columns.v[3].part == 1 && m->columns.v[4].field == MAPPING_IGNORES);
    assert_true(m->activities.n == 2 && str_eq(m->activities.v[1], S("x = y")));
    assert_true(str_eq(m->constants.v[1].text, S("NMS")) && m->constants.v[0].part == 0);
    assert_true(m->values.n == 1 && m->values.v[0].field == FIELD_country);
    assert_true(m->skips.n == 1 && m->skips.v[0].value.n == 0);
    arena_free(a);
}

/* What mapping_put_text() writes, mapping_read() reads. */
static void texts_go_and_come(void **state)
{
    (void)state;
    static const char *const texts[] = { "a", "a b", " a ", "\"", "a \"b\"", "a = b", "# a", "[a]", "? a", "" };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct arena *a = arena_new();
        struct buf b = buf_new(a);
        buf_puts(&b, COLUMNS "A = email\n[skip]\nA = ");
        mapping_put_text(&b, str_of(texts[i]));
        const struct mapping *m = mapping_read(a, S("test"), buf_str(&b));
        assert_true(m->faults.n == 0 && m->skips.n == 1);
        assert_true(str_eq(m->skips.v[0].value, str_of(texts[i])));
        arena_free(a);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_wrong_line_is_found),
        cmocka_unit_test(a_good_one_is_understood),
        cmocka_unit_test(texts_go_and_come),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
