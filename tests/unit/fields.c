/* fields: what the columns of plain CSV and its kin become, as records. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

#include "base/buf.h"
#include "import/detect.h"
#include "import/pass.h"

static void put_text(struct buf *b, const char *name, str s)
{
    if (s.n > 0)
        buf_printf(b, " %s=" STR_FMT, name, STR_ARG(s));
}

static void put_stamp(struct buf *b, const char *name, struct stamp s)
{
    if (s.precision == PRECISION_NONE)
        return;
    buf_printf(b, " %s=", name);
    date_put_stamp(b, s);
}

static void put_results(struct buf *b, const struct record *x)
{
    for (size_t i = 0; i < x->nresults; i++) {
        const struct record_result *r = &x->results[i];
        buf_printf(b, " [" STR_FMT " %d%d", STR_ARG(r->activity), r->completion, r->success);
        if (r->has_score)
            buf_printf(b, " %g", r->score);
        put_stamp(b, "at", r->at);
        buf_puts(b, "]");
    }
}

static void put_record(struct buf *b, const struct record *x)
{
    static const char *const kinds[] = { "learning", "participation", "headcount", "initiative" };
    buf_printf(b, "%s", kinds[x->kind]);
    put_text(b, "email", x->email), put_text(b, "uid", x->uid), put_text(b, "account", x->account);
    put_text(b, "external", x->external), put_text(b, "given", x->given);
    put_text(b, "family", x->family), put_text(b, "display", x->display);
    put_text(b, "gender", x->gender), put_text(b, "lang", x->lang);
    put_text(b, "economy", x->economy), put_text(b, "organisation", x->organisation);
    put_stamp(b, "seen", x->seen), put_stamp(b, "joined", x->joined);
    put_text(b, "course", x->course), put_stamp(b, "registered", x->registered);
    put_text(b, "cohort", x->cohort), put_text(b, "initiative", x->initiative);
    put_text(b, "kind", x->initiative_kind), put_text(b, "title", x->title);
    put_text(b, "programme", x->programme), put_text(b, "parent", x->parent);
    put_text(b, "host", x->host), put_text(b, "host-economy", x->host_economy);
    put_text(b, "mode", x->mode), put_stamp(b, "starts", x->starts), put_stamp(b, "ends", x->ends);
    put_text(b, "role", x->role), put_text(b, "status", x->status), put_text(b, "channel", x->channel);
    buf_puts(b, x->is_test ? " test" : ""), buf_puts(b, x->withdrawn ? " withdrawn" : "");
    if (x->has_days)
        buf_printf(b, " days=%g", x->days);
    if (x->kind == RECORD_HEADCOUNT)
        buf_printf(b, " n=%lld", (long long)x->n);
    if (x->clears != 0)
        buf_printf(b, " clears=%u", x->clears);
    put_results(b, x);
}

static void put_issues(struct buf *b, struct reader *r)
{
    for (size_t i = 0; i < r->issues.n; i++)
        buf_printf(b, "%s%s%s", i > 0 ? " " : "", r->issues.v[i].warning ? "?" : "!",
                   r->issues.v[i].code);
}

static void put_rows(struct buf *b, struct reader *r)
{
    struct pass p;
    struct err e = { 0 };
    assert_true(pass_begin(&p, r, NULL, &e));
    while (pass_next(&p, &e) == PASS_ROW) {
        struct record record = { .line = r->row.number };
        struct buf row = buf_new(r->scratch);
        if (!r->refused)
            assert_true(r->source->read(r, &record, &e));
        put_issues(&row, r);
        if (!r->refused)
            put_record(&row, &record);
        buf_printf(b, STR_FMT "\n", STR_ARG(buf_str(&row)));
    }
}

/* The kind of the source and its rows, one a line. */
static str told(struct arena *a, struct tracker *t, const char *text, bool named)
{
    static const struct formats formats = { 0 };
    struct err e = { 0 };
    struct detected d = { 0 };
    FILE *f = fopen("fields.csv", "wb");
    assert_true(f != NULL && fputs(text, f) >= 0 && fclose(f) == 0);
    struct input *in = input_open(a, "fields.csv", NULL, &e);
    struct grid *g = grid_open(a, in, NULL, &e);
    assert_non_null(g);
    if (!detect(a, g, S("fields.csv"), (struct wanted){ 0 }, &d, &e))
        fail_msg("%s", e.text);
    struct reader r = { .arena = a, .scratch = a, .tracker = t, .source = d.source,
        .file = S("fields.csv"), .header = &d.header, .grid = g, .table = d.table, .formats = &formats,
        .economies = economies_read(tracker_db(t), &e), .ids_count = named, .now = INT64_MAX / 2, .row = { .number = d.header.number } };
    struct buf b = buf_new(a);
    buf_printf(&b, "%s\n", d.source->name);
    assert_true(d.source->begin(&r, &e));
    if (r.refused)
        put_issues(&b, &r);
    else
        put_rows(&b, &r);
    economies_close(r.economies);
    grid_close(g);
    input_close(in);
    unlink("fields.csv");
    return buf_str(&b);
}

static const struct { const char *text, *want; bool named; } cases[] = {
    { "EMAIL,Given_Name,FAMILY_name,Name,gender,Lang,country,organisation,seen_on,joined_at,test,course,"
      "registered_at,cohort,activity,completed_at,score,status,uid,note\n"
      "a@example.org,Ada,Able,Ada Able,Female,pt-BR,Kenya,KEBS,2024-02-01,2023-01-01,no,NMS,2024-01-10,C1,"
      "Quiz,2024-03-01,0.5,passed,K7-1,x\n"
      "b@example.org,(clear),(clear),(clear),(clear),(clear),(clear),,,,yes,NMS,(clear),(clear),,,,"
      "withdrawn,,\n"
      "c@example.org,,,,q,english,,,,,perhaps,NMS,,,,,,,(clear),\n",
      "plain\n"
      "learning email=a@example.org uid=K7-1 given=Ada family=Able display=Ada Able gender=f lang=pt-BR "
      "economy=KE organisation=KEBS seen=2024-02-01 joined=2023-01-01 course=NMS registered=2024-01-10 "
      "cohort=C1 [Quiz 22 0.5 at=2024-03-01]\n"
      "learning email=b@example.org course=NMS test withdrawn clears=447\n"
      "!unknown-gender !unknown-language !unknown-answer !no-clearing\n", false },
    { "email,given_name,country,organisation\na@example.org,Ada,KE,\nb@example.org,Bo,(clear),\nc@example.org,Cy,,(clear)\n",
      "plain\nlearning email=a@example.org given=Ada economy=KE\n!no-clearing\n!no-clearing\n", false },
    { "account,course\n7,NMS\n,NMS\n", "plain\nlearning account=7 course=NMS\n!no-key\n", true },
    { "account,course\n7,NMS\n", "plain\n!missing-column", false },
    { "email,status,given_name\na@example.org,passed,Ada\n", "plain\n!missing-column", false },
    { "email,initiative,kind,title,starts_on,ends_on,role,status,days,country,organisation\n"
      "a@example.org,W1,Summer School,Mass,2024-06-03,2024-06-07,Lecturer,attended,4.5,DE,PTB\n"
      "b@example.org,W1,,,,,,no-show,(clear),,\n"
      "c@example.org,W1,party,,2024-06-07,2024-06-03,guest,there,\"4,5\",,\n"
      "d@example.org,,,,2024-06-07T10:00:00Z,,,,,,\n"
      ",W1,,,,,,,,,\n",
      "attendance\n"
      "participation email=a@example.org economy=DE organisation=PTB initiative=W1 kind=summer_school "
      "title=Mass starts=2024-06-03 ends=2024-06-07 role=lecturer status=attended days=4.5\n"
      "participation email=b@example.org initiative=W1 role=participant status=no_show clears=512\n"
      "!unknown-kind !unknown-role !unknown-status !bad-days !odd-date\n"
      "!bad-date !no-initiative\n"
      "!no-email\n", false },
    { "email,initiative\na@example.org,W1\n", "attendance\n!missing-column", false },
    { "email,initiative,statsu\na@example.org,W1,attended\n", "attendance\n!missing-column", false },
    { "email,initiative,sttus\na@example.org,W1,attended\n", "attendance\n!near-column", false },
    { "initiative,country,gender,channel,number\nW1,FR,f,in person,12\nW1,,,stream,1000\nW1,FR,m,views,many\n"
      ",FR,,television,-1\n",
      "headcounts\nheadcount gender=f economy=FR initiative=W1 channel=in_person n=12\n"
      "headcount initiative=W1 channel=stream n=1000\n!bad-number\n"
      "!unknown-channel !bad-number !no-initiative\n", false },
    { "initiative,number\nW1,2\n", "headcounts\n!missing-column", false },
    { "initiative,kind,title,programme,parent,host,host_country,mode,starts_on,ends_on\n"
      "L1,lecture,On mass,CBKT,W1,BIPM,France,hybrid,2024-06-03,2024-06-03\n",
      "initiatives\ninitiative initiative=L1 kind=lecture title=On mass programme=CBKT parent=W1 host=BIPM "
      "host-economy=FR mode=hybrid starts=2024-06-03 ends=2024-06-03\n", false },
};

static void rows_become_records(void **state)
{
    (void)state;
    struct err e = { 0 };
    struct tracker *t = tracker_open("fields.db", TRACKER_TRY, &e);
    assert_non_null(t);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct arena *a = arena_new();
        assert_string_equal(str_dup(a, told(a, t, cases[i].text, cases[i].named)).p, cases[i].want);
        arena_free(a);
    }
    tracker_close(t);
}

/* How dates and numbers are written is told, never guessed. */
static void formats_are_told(void **state)
{
    (void)state;
    static const struct formats iso = { 0 }, dmy = { .dates = DATES_DMY, .first_year = 1970 },
        mdy = { .dates = DATES_MDY }, ymd = { .dates = DATES_YMD, .first_year = 1950 },
        sheet = { .serials = 1900, .comma = true }, mac = { .serials = 1904 };
    static const struct { const struct formats *f; const char *text, *want; } dates[] = {
        { &iso, "31.12.2024", "-" }, { &iso, "45352", "-" },
        { &dmy, "31.12.2024", "2024-12-31" }, { &dmy, "1/2/2024", "2024-02-01" },
        { &dmy, "31. 12. 2024", "2024-12-31" }, { &dmy, "31-12-69", "2069-12-31" },
        { &dmy, "31.12.70", "1970-12-31" }, { &dmy, "31.12.2024 14:05", "2024-12-31 14:05:00" },
        { &dmy, "31.12.2024, 2:05:09 pm", "2024-12-31 14:05:09" },
        { &dmy, "31.12.2024 12:00 AM", "2024-12-31 00:00:00" }, { &dmy, "31.12.2024 13:00 PM", "-" },
        { &dmy, "31.12/2024", "-" }, { &dmy, "12/31/2024", "-" }, { &dmy, "30.2.2024", "-" },
        { &dmy, "31.12.2024 24:00", "-" }, { &dmy, "31.12.2024 1:5", "-" }, { &dmy, "31.12.202", "-" },
        { &dmy, "31.12.2024 heute", "-" }, { &dmy, "", "-" }, { &dmy, "45352", "-" },
        { &mdy, "12/31/2024", "2024-12-31" }, { &mdy, "12/31/24", "-" }, { &mdy, "31/12/2024", "-" },
        { &ymd, "2024/1/2", "2024-01-02" }, { &ymd, "24.01.02", "2024-01-02" }, { &ymd, "50-1-2", "1950-01-02" },
        { &sheet, "45352", "2024-03-01" }, { &sheet, "45352,5", "2024-03-01 12:00:00" },
        { &sheet, "45352.5", "-" }, { &sheet, "60", "-" }, { &sheet, "2958466", "-" },
        { &mac, "43890", "2024-03-01" }, { &mac, "43890.999999", "2024-03-02" },
    };
    for (size_t i = 0; i < sizeof dates / sizeof *dates; i++) {
        struct arena *a = arena_new();
        struct buf b = buf_new(a);
        instant at = 0;
        enum written w = formats_date(dates[i].f, str_of(dates[i].text), &at);
        if (w == WRITTEN_NOT)
            buf_puts(&b, "-");
        else
            date_put_day(&b, date_of_instant(at));
        if (w == WRITTEN_LOCAL)
            buf_printf(&b, " %02d:%02d:%02d", (int)(at % DAY_MS / 3600000), (int)(at / 60000 % 60),
                       (int)(at / 1000 % 60));
        if (!str_eq(buf_str(&b), str_of(dates[i].want)))
            fail_msg("%s: " STR_FMT ", not %s", dates[i].text, STR_ARG(buf_str(&b)), dates[i].want);
        arena_free(a);
    }
    static const struct { const struct formats *f; const char *text; double want; } numbers[] = {
        { &iso, "0.85", 0.85 }, { &iso, "0,85", -1 }, { &iso, "85", 85 }, { &iso, ".5", 0.5 }, { &iso, "1.2.3", -1 },
        { &iso, "", -1 }, { &iso, ".", -1 }, { &iso, "-1", -1 }, { &iso, "1e3", -1 }, { &iso, "nan", -1 },
        { &sheet, "0,85", 0.85 }, { &sheet, "0.85", -1 }, { &iso, "111111111111111111111111", -1 },
    };
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        double x = -1;
        assert_true(formats_number(numbers[i].f, str_of(numbers[i].text), &x) == (numbers[i].want >= 0));
        assert_true(x == numbers[i].want);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_become_records),
        cmocka_unit_test(formats_are_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
