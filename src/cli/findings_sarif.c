/*
 * Findings as SARIF 2.1.0: what code platforms and editors show beside a line.
 *
 * A fingerprint is made of the rule, the file and the text of the line, not of
 * its number, so that a finding stays the same one when lines are put in above
 * it; equal ones are counted behind a colon.
 */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/fs.h"
#include "cli/explain.h"
#include "cli/findings.h"
#include "crypto/sha256.h"
#include "json/json.h"

struct lines {                            /* the file that was looked at last */
    str name, bytes;
    VEC(size_t) begins;
};

struct sarif {
    struct arena *arena;
    const struct diags *diags;
    VEC(const struct rule *) rules;       /* that were found, in order of their first finding */
    VEC(str) prints;                      /* fingerprints given, for counting */
    struct lines lines;
    str here;                             /* the working folder, "/" behind */
};

static const char *level(enum grade g)
{
    static const char *const levels[] = { "note", "warning", "error" };
    return levels[g];
}

static struct json *text(str s)
{
    struct json *o = json_new_object();
    json_set(o, "text", json_of_text(s));
    return o;
}

/* ------------------------------------------------------------ places */

/* Relative to the working folder where the file lies in it; as RFC 3986 wants. */
static str uri_of(struct sarif *s, str file, bool *relative)
{
    struct buf b = buf_new(s->arena);
    str path;
    if (s->here.n && str_starts(file, s->here))
        file = str_from(file, s->here.n);
    *relative = file.n > 0 && file.p[0] != '/';
    if (fs_inside(s->arena, file, &path))
        file = path;
    buf_puts(&b, *relative ? "" : "file://");
    for (size_t i = 0; i < file.n; i++) {
        char c = file.p[i];
        bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
                     || (c && strchr("-._~/", c));
        if (plain)
            buf_byte(&b, c);
        else
            buf_printf(&b, "%%%02X", (unsigned char)c);
    }
    return buf_str(&b);
}

static struct json *location(struct sarif *s, const struct place *at)
{
    struct json *file = json_new_object(), *region = json_new_object();
    struct json *physical = json_new_object(), *o = json_new_object();
    bool relative;
    json_set(file, "uri", json_of_text(uri_of(s, at->file, &relative)));
    if (relative)
        json_set(file, "uriBaseId", json_of_text(S("%SRCROOT%")));
    json_set(region, "startLine", json_of_int(at->line ? at->line : 1));
    if (at->column)
        json_set(region, "startColumn", json_of_int(at->column));
    json_set(physical, "artifactLocation", file);
    json_set(physical, "region", region);
    json_set(o, "physicalLocation", physical);
    return o;
}

/* ------------------------------------------------------------ fingerprints */

static void look_at(struct sarif *s, str file)
{
    struct err ignored = { 0 };
    if (str_eq(s->lines.name, file))
        return;
    s->lines = (struct lines){ .name = file, .bytes = S("") };
    if (!fs_read(s->arena, str_dup(s->arena, file).p, 0, &s->lines.bytes, &ignored))
        return;
    for (size_t i = 0; i < s->lines.bytes.n; i++)
        if (i == 0 || s->lines.bytes.p[i - 1] == '\n')
            *vec_push(s->arena, &s->lines.begins) = i;
}

static str line_text(struct sarif *s, const struct place *at)
{
    look_at(s, at->file);
    if (at->line < 1 || (size_t)at->line > s->lines.begins.n)
        return S("");
    str rest = str_from(s->lines.bytes, s->lines.begins.v[at->line - 1]);
    return str_trim(str_cut(&rest, '\n'));
}

static str fingerprint(struct sarif *s, const struct diag *f)
{
    str what = str_format(s->arena, "%s\n" STR_FMT "\n" STR_FMT, f->rule->id, STR_ARG(f->at.file),
                          STR_ARG(line_text(s, &f->at)));
    str print = str_head(sha256_hex(s->arena, sha256_of(what)), 16);
    int times = 1;
    for (size_t i = s->prints.n; i-- > 0 && times < 1000; )
        times += str_eq(s->prints.v[i], print);
    *vec_push(s->arena, &s->prints) = print;
    return str_format(s->arena, STR_FMT ":%d", STR_ARG(print), times);
}

/* ------------------------------------------------------------ rules */

static size_t index_of(struct sarif *s, const struct rule *rule)
{
    size_t i = 0;
    while (i < s->rules.n && s->rules.v[i] != rule)
        i++;
    if (i == s->rules.n)
        *vec_push(s->arena, &s->rules) = rule;
    return i;
}

static struct json *rule_json(struct sarif *s, const struct rule *rule)
{
    struct json *o = json_new_object(), *help, *grade = json_new_object();
    struct json *properties = json_new_object();
    struct buf plain = buf_new(s->arena), markdown = buf_new(s->arena);
    explain_put_rule(&plain, rule, EXPLAIN_TEXT);
    explain_put_rule(&markdown, rule, EXPLAIN_MARKDOWN);
    json_set(o, "id", json_of_text(str_of(rule->id)));
    json_set(o, "shortDescription", text(str_of(rule->title)));
    json_set(o, "fullDescription", text(str_of(rule->advice)));
    help = text(buf_str(&plain));
    json_set(help, "markdown", json_of_text(buf_str(&markdown)));
    json_set(o, "help", help);
    json_set(grade, "level", json_of_text(str_of(level(rule->grade))));
    json_set(o, "defaultConfiguration", grade);
    json_set(properties, "problem.severity",
             json_of_text(rule->grade == GRADE_NOTE ? S("recommendation")
                                                    : str_of(level(rule->grade))));
    json_set(o, "properties", properties);
    return o;
}

static struct json *result(struct sarif *s, const struct diag *f)
{
    struct json *o = json_new_object(), *places = json_new_array(), *prints = json_new_object();
    json_set(o, "ruleId", json_of_text(str_of(f->rule->id)));
    json_set(o, "ruleIndex", json_of_int((int64_t)index_of(s, f->rule)));
    json_set(o, "level", json_of_text(str_of(level(f->rule->grade))));
    json_set(o, "message", text(f->text));
    json_add(places, location(s, &f->at));
    json_set(o, "locations", places);
    json_set(prints, "primaryLocationLineHash", json_of_text(fingerprint(s, f)));
    json_set(o, "partialFingerprints", prints);
    return o;
}

static struct json *run_json(struct sarif *s)
{
    struct json *o = json_new_object(), *tool = json_new_object(), *driver = json_new_object();
    struct json *rules = json_new_array(), *results = json_new_array();
    for (size_t i = 0; i < s->diags->list.n; i++)
        json_add(results, result(s, &s->diags->list.v[i]));
    for (size_t i = 0; i < s->rules.n; i++)
        json_add(rules, rule_json(s, s->rules.v[i]));
    json_set(driver, "name", json_of_text(S("etalon")));
    json_set(driver, "version", json_of_text(S(ETALON_VERSION)));
    json_set(driver, "rules", rules);
    json_set(tool, "driver", driver);
    json_set(o, "tool", tool);
    json_set(o, "columnKind", json_of_text(S("unicodeCodePoints")));
    json_set(o, "results", results);
    return o;
}

void findings_put_sarif(struct buf *b, const struct diags *d)
{
    struct sarif s = { .arena = b->arena, .diags = d };
    struct json *o = json_new_object(), *runs = json_new_array();
    char *here = realpath(".", NULL);
    s.here = here ? str_format(b->arena, "%s/", strcmp(here, "/") ? here : "") : S("");
    free(here);
    json_set(o, "$schema", json_of_text(S("https://json.schemastore.org/sarif-2.1.0.json")));
    json_set(o, "version", json_of_text(S("2.1.0")));
    json_add(runs, run_json(&s));
    json_set(o, "runs", runs);
    json_put(b, o, JSON_INDENTED);
    buf_byte(b, '\n');
}
