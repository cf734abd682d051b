/*
 * Digests of what a report hangs on, rows of report_run, and what differs.
 */
#include "report/runs.h"

#include "base/asset.h"
#include "base/say.h"
#include "crypto/sha256.h"
#include "intl/locale.h"
#include "intl/zone.h"
#include "tracker/vintage.h"

static struct stmt *query(struct db *db, str path)
{
    struct asset file = { 0 };
    bool found = asset_find(path, &file);
    return db_stmt(db, found ? file.bytes : S(""));
}

/* --- basis --------------------------------------------------------------------------- */

/* Measures, the statements beside them, and the words they are told in. */
static str definitions_digest(struct arena *a)
{
    static const char *const folders[] = { "stats/", "report/" };
    struct buf b = buf_new(a);
    struct asset file;
    for (size_t f = 0; f < sizeof folders / sizeof *folders; f++)
        for (size_t i = 0; asset_next(str_of(folders[f]), &i, &file);)
            if (!str_ends(file.path, S(".report"))) {
                buf_printf(&b, STR_FMT " %zu\n", STR_ARG(file.path), file.bytes.n);
                buf_put(&b, file.bytes);
            }
    return sha256_hex(a, sha256_of(buf_str(&b)));
}

/* "RMO DIGEST", a line for each scheme. */
static str reference_of(struct arena *a, const struct vintage *v)
{
    struct buf b = buf_new(a);
    for (size_t i = 0; i < v->schemes.n; i++)
        buf_printf(&b, STR_FMT " " STR_FMT "\n", STR_ARG(v->schemes.v[i].code), STR_ARG(v->schemes.v[i].digest));
    return buf_str(&b);
}

bool run_basis_of(struct arena *a, struct db *db, struct run_basis *out, struct err *e)
{
    struct vintage v = { 0 };
    if (!vintage_read(&v, a, db, e))
        return false;
    *out = (struct run_basis){ .store = v.head, .reference = reference_of(a, &v),
                               .definitions = definitions_digest(a), .program = S(ETALON_VERSION),
                               .icu = intl_version(a), .tzdata = zone_data_version(a) };
    return true;
}

/* --- lines of settings ----------------------------------------------------------------- */

static str settings_write(struct arena *a, const settings *list)
{
    struct buf b = buf_new(a);
    for (size_t i = 0; i < list->n; i++)
        buf_printf(&b, STR_FMT "=" STR_FMT "\n", STR_ARG(list->v[i].name), STR_ARG(list->v[i].value));
    return buf_str(&b);
}

static void settings_read(struct arena *a, settings *out, str text)
{
    while (text.n > 0) {
        str line = str_cut(&text, '\n'), name = str_cut(&line, '=');
        *vec_push(a, out) = (struct setting){ .name = name, .value = line };
    }
}

/* --- rows ------------------------------------------------------------------------------ */

static bool keep_text(struct db *db, str sha256, str text, struct err *e)
{
    struct stmt *q = db_stmt(db, S("INSERT INTO report_text (sha256, text) VALUES (?, ?) ON CONFLICT DO NOTHING"));
    stmt_set(q, 1, val_text(sha256));
    stmt_set(q, 2, val_text(text));
    return stmt_run(q, e);
}

static struct val as_of(const settings *options)
{
    const struct setting *s = setting_of(options, S("as-of"));
    return s ? val_text(s->value) : val_nil();
}

bool run_record(struct arena *a, struct db *db, struct report_run *run, struct err *e)
{
    str sha256 = sha256_hex(a, sha256_of(run->text));
    const struct run_basis *b = &run->basis;
    const struct val row[] = {
        val_int(run->at), val_text(run->actor), val_text(run->name), val_text(sha256),
        val_text(settings_write(a, &run->options)), val_text(settings_write(a, &run->parameters)),
        val_text(run->lang), as_of(&run->options),
        run->has_known_as_of ? val_int(run->known_as_of) : val_nil(), val_int(run->batch), val_text(b->store),
        val_text(b->reference), val_text(b->definitions), val_text(b->program), val_text(b->icu),
        val_text(b->tzdata), val_text(run->format), val_int(run->part), val_text(run->output),
        val_text(run->output_sha256),
    };
    if (!keep_text(db, sha256, run->text, e))
        return false;
    struct stmt *q = db_stmt(db, S("INSERT INTO report_run VALUES (NULL,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)"));
    for (size_t i = 0; i < sizeof row / sizeof *row; i++)
        stmt_set(q, (int)i + 1, row[i]);
    if (!stmt_run(q, e))
        return false;
    run->id = db_last_id(db);
    return true;
}

static str text_at(struct arena *a, const struct stmt *q, int column)
{
    return str_dup(a, stmt_str(q, column));
}

static void read_run(struct arena *a, const struct stmt *q, struct report_run *out)
{
    int i = 0;
    out->at = stmt_int(q, i++);
    out->actor = text_at(a, q, i++);
    out->name = text_at(a, q, i++);
    out->text = text_at(a, q, i++);
    settings_read(a, &out->options, text_at(a, q, i++));
    settings_read(a, &out->parameters, text_at(a, q, i++));
    out->lang = text_at(a, q, i++);
    out->has_known_as_of = !stmt_nil(q, i);
    out->known_as_of = stmt_int(q, i++);
    out->batch = stmt_int(q, i++);
    str *const basis[] = { &out->basis.store, &out->basis.reference, &out->basis.definitions,
                           &out->basis.program, &out->basis.icu, &out->basis.tzdata };
    for (size_t k = 0; k < sizeof basis / sizeof *basis; k++)
        *basis[k] = text_at(a, q, i++);
    out->format = text_at(a, q, i++);
    out->part = stmt_int(q, i++);
    out->output = text_at(a, q, i++);
    out->output_sha256 = text_at(a, q, i++);
}

bool run_find(struct arena *a, struct db *db, int64_t id, struct report_run *out, struct err *e)
{
    struct stmt *q = query(db, S("report/runs.sql"));
    stmt_set(q, 1, val_int(id));
    *out = (struct report_run){ .id = id };
    bool found = stmt_row(q);
    if (found)
        read_run(a, q, out);
    if (!stmt_end(q, e))
        return false;
    return found || err_set(e, ERR_INPUT, "there is no run %lld; etalon report --runs lists them", (long long)id);
}

static struct table *list_new(struct arena *a, str lang)
{
    const struct words *words = words_of(S("report"), lang);
    struct table *t = table_new(a, say(a, words, "Recorded reports"));
    t->lang = lang;
    table_column(t, S("run"), say(a, words, "Run"), UNIT_NONE);
    table_column(t, S("at"), say(a, words, "When"), UNIT_NONE);
    table_column(t, S("report"), say(a, words, "Report"), UNIT_NONE);
    table_column(t, S("options"), say(a, words, "Options"), UNIT_NONE);
    table_column(t, S("lang"), say(a, words, "Language"), UNIT_NONE);
    table_column(t, S("format"), say(a, words, "Format"), UNIT_NONE);
    table_column(t, S("output"), say(a, words, "File"), UNIT_NONE);
    table_column(t, S("actor"), say(a, words, "By"), UNIT_NONE);
    table_column_as(t, (struct column){ .id = S("sha256"), .title = S("SHA-256"), .seen_by = SEEN_WITH_ROOM });
    table_note(t, say(a, words, "etalon report --verify RUN makes one again and says whether it is the same; what is "
                      "written to a file is recorded."));
    return t;
}

struct table *run_list(struct arena *a, struct db *db, str lang, struct err *e)
{
    struct table *t = list_new(a, lang);
    struct stmt *q = db_stmt(db, S("SELECT id, at, name, trim(replace(options || parameters, char(10), ' ')), lang, format, output,"
                                   " actor, output_sha256 FROM report_run ORDER BY id DESC"));
    while (stmt_row(q))
        for (int i = 0; i < stmt_columns(q); i++) {
            struct buf b = buf_new(a);
            if (i == 1)
                date_put_instant(&b, stmt_int(q, i));
            else
                val_put(&b, stmt_val(q, i));
            table_add(t, i == 0 ? val_int(stmt_int(q, i)) : val_text(buf_str(&b)));
        }
    return stmt_end(q, e) ? t : NULL;
}

/* --- what differs ------------------------------------------------------------------------ */

static void say_versions(struct arena *a, run_reasons *out, const char *what, str was, str is)
{
    if (!str_eq(was, is))
        *vec_push(a, out) = str_format(a, "%s: " STR_FMT " then, " STR_FMT " now", what, STR_ARG(was), STR_ARG(is));
}

static void say_digests(struct arena *a, run_reasons *out, const char *sentence, str was, str is)
{
    if (!str_eq(was, is))
        *vec_push(a, out) = str_of(sentence);
}

static bool has_line(str text, str line)
{
    while (text.n > 0)
        if (str_eq(str_cut(&text, '\n'), line))
            return true;
    return false;
}

/* Each scheme that is there now and was not just so then, and what is gone. */
static void say_schemes(struct arena *a, run_reasons *out, str was, str is)
{
    for (str rest = was; rest.n > 0;) {
        str line = str_cut(&rest, '\n'), scheme = line;
        if (!has_line(is, line))
            *vec_push(a, out) = str_format(a, "the reference data " STR_FMT " are not those of then",
                                           STR_ARG(str_cut(&scheme, ' ')));
    }
}

static bool count_erased(struct db *db, int64_t batch, int64_t *n, struct err *e)
{
    struct stmt *q = db_stmt(db, S("SELECT count(DISTINCT erased_by) FROM change_log_erased WHERE erased_by > ?"));
    stmt_set(q, 1, val_int(batch));
    *n = stmt_row(q) ? stmt_int(q, 0) : 0;
    return stmt_end(q, e);
}

bool run_differences(struct arena *a, struct db *store, const struct report_run *run,
                     const struct run_basis *now, run_reasons *out, struct err *e)
{
    const struct run_basis *was = &run->basis;
    int64_t erased;
    say_versions(a, out, "the program", was->program, now->program);
    say_versions(a, out, "ICU, which knows how languages write numbers and days", was->icu, now->icu);
    say_versions(a, out, "the rules of time zones", was->tzdata, now->tzdata);
    say_digests(a, out, "the measures, or the words they are told in, are not those of then", was->definitions,
                now->definitions);
    say_digests(a, out, "the store has another history than the one the report was made from", was->store,
                now->store);
    say_schemes(a, out, was->reference, now->reference);
    if (!count_erased(store, run->batch, &erased, e))
        return false;
    if (erased > 0)
        *vec_push(a, out) = str_format(a, "learners were erased since (%lld times)", (long long)erased);
    return true;
}
