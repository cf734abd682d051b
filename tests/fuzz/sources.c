/*
 * Any file: it is recognised or refused with a sentence, and every row becomes
 * a record that keeps its promises or an issue with a place. Stands on the
 * importers alone: countries are resolved here, by two letters.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "import/detect.h"
#include "import/pass.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool ok)
{
    if (!ok)
        abort();
}

struct economy economy_resolve(struct economies *all, str scope, str spelling)
{
    static const struct economy known = { .answer = ECONOMY_KNOWN, .code = { "KE", 2 } };
    static const struct economy ask = { .answer = ECONOMY_ASK, .code = { "", 0 }, .hint = { "KE (Kenya)", 10 } };
    static const struct economy unknown = { .answer = ECONOMY_UNKNOWN, .code = { "", 0 } };
    (void)all, (void)scope;
    return spelling.n == 2 ? known : spelling.n == 3 ? ask : unknown;
}

bool batch_knows_course(const struct tracker *t, str name)
{
    (void)t;
    return name.n % 2 == 1;
}

bool batch_voids(const struct tracker *t, struct uuid statement, bool *voided, struct err *e)
{
    (void)t, (void)e;
    *voided = statement.low % 2 == 1;
    return true;
}

static void check_issues(const struct reader *r)
{
    for (size_t i = 0; i < r->issues.n; i++) {
        const struct row_issue *x = &r->issues.v[i];
        must(x->line >= 1 && x->column >= 0 && x->code != NULL && x->text.n > 0);
        must(str_utf8_bad(x->text) == x->text.n && str_utf8_bad(x->value) == x->value.n);
    }
}

static void check_record(const struct record *record)
{
    const str texts[] = { record->email, record->account, record->external, record->given,
                          record->family, record->display, record->economy, record->course };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        must(str_utf8_bad(texts[i]) == texts[i].n);
    must(record->economy.n == 0 || record->economy.n == 2);
    for (size_t i = 0; i < record->nresults; i++) {
        const struct record_result *x = &record->results[i];
        must(!x->has_score || (x->score >= 0 && x->score <= 1));
        must(x->completion != COMPLETION_NONE || x->success != SUCCESS_NONE || x->has_score);
    }
}

static void read_rows(struct reader *r)
{
    struct pass p;
    struct err e = { 0 };
    bool ok = pass_begin(&p, r, NULL, &e);
    enum pass_step step = PASS_FAILED;
    while (ok && (step = pass_next(&p, &e)) == PASS_ROW) {
        struct record record = { .line = r->row.number };
        if (!r->refused)
            ok = r->source->read(r, &record, &e);
        check_issues(r);
        if (ok && !r->refused && !r->skipped)
            check_record(&record);
    }
    must((ok && step == PASS_END) || e.kind != ERR_NONE);
}

static void read_file(struct arena *a, const char *path, const char *encoding, struct zone *zone)
{
    static const struct formats formats = { 0 };
    struct err e = { 0 };
    struct detected d = { 0 };
    struct input *in = input_open(a, path, encoding, &e);
    struct grid *g = in != NULL ? grid_open(a, in, NULL, &e) : NULL;
    if (g == NULL || !detect(a, g, S("file.csv"), (struct wanted){ 0 }, &d, &e)) {
        must(e.kind != ERR_NONE && e.text[0] != 0);
        grid_close(g);
        input_close(in);
        return;
    }
    struct reader r = {
        .arena = a, .scratch = a, .source = d.source, .file = S("file.csv"), .header = &d.header,
        .grid = g, .table = d.table, .zone = zone, .formats = &formats, .dates = longdates_new(a),
        .course = S("NMS"), .activity = S("NMS-M1"), .ids_count = true,
        .row = { .number = d.header.number },
    };
    bool ok = d.source->declined != NULL
              || ((d.source->share == NULL || d.source->share(&r, a, &e)) && d.source->begin(&r, &e));
    check_issues(&r);
    if (ok && !r.refused && d.source->declined == NULL)
        read_rows(&r);
    must(ok || e.kind != ERR_NONE);
    grid_close(g);
    input_close(in);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const encodings[] = { NULL, NULL, NULL, "windows-1252", "Shift_JIS", "UTF-16LE" };
    static int fd = -1;
    char path[64] = "etalon-fuzz-XXXXXX";
    if (size < 1)
        return 0;
    if (fd < 0) {
        fd = mkstemp(path);
        must(fd >= 0);
        unlink(path);
    }
    must(ftruncate(fd, 0) == 0 && pwrite(fd, data + 1, size - 1, 0) == (ssize_t)size - 1);
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    static struct zone *paris;            /* as long as the program */
    struct err e = { 0 };
    if (paris == NULL)
        paris = zone_open(arena_new(), "Europe/Paris", &e);
    struct arena *a = arena_new();
    read_file(a, path, encodings[data[0] % 6], data[0] & 0x80 ? NULL : paris);
    arena_free(a);
    return 0;
}
