/*
 * Line by line: a word with a colon says what the line is, a table says who reads
 * it; what no row of the table knows is prose. Blocks are closed by a stack.
 */
#include "report/template.h"

#include "base/near.h"
#include "chart/wish.h"
#include "report/question.h"
#include "report/rules.h"

enum { DEEPEST = 16, LEVELS = 3 };

struct reader {
    struct template *out;
    struct arena *arena;
    struct diags *diags;
    struct place at;                      /* of the line */
    str line;                             /* the whole of it */
    str title, title_line;                /* of the report, read at the end */
    struct place title_at;
    bool in_body;
    bool ok;
    size_t open[DEEPEST];                 /* items whose end is still to come */
    size_t depth;
    struct measures measures;
};

__attribute__((format(printf, 4, 5)))
static void fault(struct reader *r, const struct rule *rule, str part, const char *format, ...)
{
    struct place at = r->at;
    va_list args;
    va_start(args, format);
    at.column = part.p ? 1 + (int)(part.p - r->line.p) : 1;
    str sentence = str_format_list(r->arena, format, args);
    diag_add(r->diags, rule, at, STR_FMT, STR_ARG(sentence));
    r->ok = r->ok && rule->grade != GRADE_ERROR;
    va_end(args);
}

static struct item *add(struct reader *r, enum item_kind kind)
{
    struct item *i = vec_push(r->arena, &r->out->items);
    *i = (struct item){ .kind = kind, .at = r->at };
    return i;
}

/* --- names -------------------------------------------------------------------------- */

/* Parameters of the head, those the program sets, and the loops around this line. */
static bool is_declared(const struct reader *r, str name)
{
    const struct template *t = r->out;
    if (question_is_common(name) || str_eq(name, t->per.name))
        return true;
    for (size_t i = 0; i < t->parameters.n; i++)
        if (str_eq(t->parameters.v[i].name, name))
            return true;
    for (size_t i = 0; i < r->depth; i++)
        if (str_eq(t->items.v[r->open[i]].loop.name, name))
            return true;
    return false;
}

static str nearest(const struct reader *r, str name)
{
    struct near near = near_to(name);
    for (size_t i = 0; i < r->out->parameters.n; i++)
        near_offer(&near, r->out->parameters.v[i].name);
    near_offer(&near, r->out->per.name);
    for (size_t i = 0; i < r->depth; i++)
        near_offer(&near, r->out->items.v[r->open[i]].loop.name);
    return near.best;
}

static void no_parameter(struct reader *r, str name, str at)
{
    str near = nearest(r, name);
    if (near.n)
        fault(r, &report_rule_E1805, at, "There is no parameter $" STR_FMT "; did you mean $" STR_FMT "?",
              STR_ARG(name), STR_ARG(near));
    else
        fault(r, &report_rule_E1805, at, "There is no parameter $" STR_FMT ".", STR_ARG(name));
}

/* Every $NAME in a text that is used as it stands. */
static void check_names(struct reader *r, str text)
{
    const settings nothing = { 0 };
    for (; text.n > 0; text = str_from(text, 1)) {
        str missing = { 0 };
        if (text.p[0] != '$')
            continue;
        (void)setting_fill(r->arena, text, &nothing, &missing);
        if (missing.p == text.p + 1 && !is_declared(r, missing))
            no_parameter(r, missing, text);
    }
}

/* --- questions ------------------------------------------------------------------------ */

static bool read_asked(struct reader *r, str text, struct asked *out)
{
    struct place at = r->at;
    at.column = 1 + (int)(text.p - r->line.p);
    bool ok = asked_read(out, r->arena, text, at, r->diags)
           && (out->parameter.n || question_check(&r->measures, out, r->diags));
    check_names(r, text);
    r->ok = r->ok && ok;
    return ok;
}

static void add_text(struct reader *r, pieces *to, str text)
{
    if (text.n)
        *vec_push(r->arena, to) = (struct piece){ .text = text };
}

/* Text with figures in braces. */
static void read_pieces(struct reader *r, pieces *to, str text)
{
    size_t from = 0;
    for (size_t i = 0; i < text.n; i++) {
        char c = text.p[i];
        if (c != '{' && c != '}')
            continue;
        add_text(r, to, str_from(str_head(text, i), from));
        if (i + 1 < text.n && text.p[i + 1] == c) {
            add_text(r, to, str_head(str_from(text, i), 1));
            from = ++i + 1;
            continue;
        }
        str rest = str_from(text, i + 1), inside = str_cut(&rest, '}');
        if (c == '}' || rest.p == NULL) {
            fault(r, &report_rule_E1806, str_from(text, i), c == '}' ? "This brace closes nothing."
                                                                     : "This brace is not closed.");
            return;
        }
        struct piece p = { .asks = true };
        if (read_asked(r, inside, &p.asked))
            *vec_push(r->arena, to) = p;
        i += inside.n + 1;
        from = i + 1;
    }
    add_text(r, to, str_from(text, from));
}

/* --- head ----------------------------------------------------------------------------- */

static void read_title(struct reader *r, str rest)
{
    if (r->title.n)
        fault(r, &report_rule_E1801, r->line, "The report has a title already.");
    r->title = rest;
    r->title_line = r->line;
    r->title_at = r->at;
}

/* When all parameters are known, which may stand below it. */
static void end_title(struct reader *r)
{
    r->line = r->title_line;
    r->at = r->title_at;
    read_pieces(r, &r->out->title, r->title);
}

static void read_about(struct reader *r, str rest)
{
    r->out->about = rest;
}

static void read_parameter(struct reader *r, str rest)
{
    struct parameter p = { .at = r->at };
    size_t dashes = str_find(rest, S("--"));
    str declared = str_head(rest, dashes);
    p.about = str_trim(str_from(rest, dashes < rest.n ? dashes + 2 : dashes));
    p.name = str_trim(str_cut(&declared, '='));
    p.value = declared.p ? str_trim(declared) : S("");
    if (p.name.n == 0)
        fault(r, &report_rule_E1801, rest, "A parameter has a name: parameter: course = ");
    else if (is_declared(r, p.name))
        fault(r, &report_rule_E1801, p.name, "$" STR_FMT " is declared already%s.", STR_ARG(p.name),
              question_is_common(p.name) ? ": every report has it, by the option of this name" : "");
    *vec_push(r->arena, &r->out->parameters) = p;
}

/* "rmo in RMO" */
static bool read_loop(struct reader *r, str rest, struct loop *out)
{
    str name = str_cut(&rest, ' '), in = S(""), scheme = S("");
    if (rest.p) {
        rest = str_trim(rest);
        in = str_cut(&rest, ' ');
        scheme = rest.p ? str_trim(rest) : S("");
    }
    *out = (struct loop){ name, scheme, r->at };
    if (!str_eq(in, S("in")) || scheme.n == 0 || str_find(scheme, S(" ")) < scheme.n) {
        fault(r, &report_rule_E1802, name, "It is written as \"rmo in RMO\": a name, and the scheme whose groups it "
              "goes through, or courses.");
        return false;
    }
    return true;
}

static void read_per(struct reader *r, str rest)
{
    if (r->out->per.name.n)
        fault(r, &report_rule_E1801, rest, "per: stands here twice.");
    (void)read_loop(r, rest, &r->out->per);
}

/* --- body ----------------------------------------------------------------------------- */

static void read_table(struct reader *r, str rest)
{
    struct item *i = add(r, ITEM_TABLE);
    if (read_asked(r, rest, &i->asked) && i->asked.parameter.n)
        fault(r, &report_rule_E1803, rest, "A table is made of measures, not of a parameter.");
}

static bool is_chart(struct near *near, str kind)
{
    for (size_t i = 0; chart_choice(i) != NULL; i++) {
        near_offer(near, str_of(chart_choice(i)));
        if (str_eq(str_of(chart_choice(i)), kind))
            return true;
    }
    return false;
}

static void read_chart(struct reader *r, str rest)
{
    struct item *i = add(r, ITEM_CHART);
    str kind = str_cut(&rest, ' ');
    struct near near = near_to(kind);
    i->chart = kind;
    if (rest.p != NULL && !is_chart(&near, kind))
        fault(r, &report_rule_E1803, kind, "There is no kind of chart \"" STR_FMT "\"%s" STR_FMT "%s", STR_ARG(kind),
              near.best.n ? "; did you mean " : "; there are auto, bars, stacked, lines, map, cohort, funnel, multiples",
              STR_ARG(near.best), near.best.n ? "?" : ".");
    if (rest.p == NULL)
        fault(r, &report_rule_E1803, kind, "A chart is written as \"chart: map participants by=economy\": its kind, "
              "then what it shows.");
    else if (read_asked(r, str_trim(rest), &i->asked) && i->asked.measures.n == 0)
        fault(r, &report_rule_E1803, rest, "A chart is made of measures, not of a parameter.");
}

static void read_figures(struct reader *r, str rest)
{
    add(r, ITEM_FIGURES);
    if (rest.n)
        fault(r, &report_rule_E1803, rest, "Nothing stands behind figures:.");
}

static void open_block(struct reader *r)
{
    if (r->depth == DEEPEST)
        fault(r, &report_rule_E1802, r->line, "Blocks cannot be deeper than %d.", DEEPEST);
    else
        r->open[r->depth++] = r->out->items.n - 1;
}

/* What stands behind the last "=", ">" or "<" that is followed by a number. */
static str take_bound(struct item *i, str rest)
{
    static const struct { char sign; enum compare compare; } signs[] = {
        { '=', COMPARE_EQUAL }, { '>', COMPARE_MORE }, { '<', COMPARE_LESS },
    };
    for (size_t k = 0; k < sizeof signs / sizeof *signs; k++)
        for (size_t n = rest.n; n > 2; n--)
            if (rest.p[n - 1] == signs[k].sign && rest.p[n - 2] == ' '
                && str_int(str_trim(str_from(rest, n)), &i->bound)) {
                i->compare = signs[k].compare;
                return str_head(rest, n - 1);
            }
    return rest;
}

static void read_if(struct reader *r, str rest)
{
    struct item *i = add(r, ITEM_IF);
    i->not = str_starts(rest, S("not "));
    rest = take_bound(i, i->not ? str_trim(str_from(rest, 4)) : rest);
    if (read_asked(r, rest, &i->asked) && i->asked.measures.n > 1)
        fault(r, &report_rule_E1803, rest, "A condition asks for one measure.");
    open_block(r);
}

static void read_for(struct reader *r, str rest)
{
    struct item *i = add(r, ITEM_FOR);
    if (read_loop(r, rest, &i->loop))
        open_block(r);
}

static void read_else(struct reader *r, str rest)
{
    size_t at = r->depth ? r->open[r->depth - 1] : 0;
    (void)rest;
    if (r->depth == 0 || r->out->items.v[at].kind != ITEM_IF) {
        fault(r, &report_rule_E1802, r->line, "\"else\" stands here without an if:.");
        return;
    }
    add(r, ITEM_ELSE);
    r->out->items.v[at].to = r->out->items.n - 1;
    r->open[r->depth - 1] = r->out->items.n - 1;
}

static void read_end(struct reader *r, str rest)
{
    (void)rest;
    if (r->depth == 0) {
        fault(r, &report_rule_E1802, r->line, "\"end\" stands here without an if: or for:.");
        return;
    }
    size_t from = r->open[--r->depth];
    struct item *i = add(r, ITEM_END);
    bool loops = r->out->items.v[from].kind == ITEM_FOR;
    i->to = loops ? from : r->out->items.n - 1;
    r->out->items.v[from].to = r->out->items.n - 1;
}

/* --- lines ---------------------------------------------------------------------------- */

struct keyword { const char *word; bool head; void (*read)(struct reader *r, str rest); };

static const struct keyword keywords[] = {
    { "title:", true, read_title },     { "about:", true, read_about },
    { "parameter:", true, read_parameter }, { "per:", true, read_per },
    { "table:", false, read_table },    { "chart:", false, read_chart },
    { "figures:", false, read_figures }, { "if:", false, read_if },
    { "for:", false, read_for },        { "else", false, read_else },
    { "end", false, read_end },
};

static const struct keyword *keyword_of(str line)
{
    for (size_t i = 0; i < sizeof keywords / sizeof *keywords; i++) {
        str word = str_of(keywords[i].word);
        bool alone = word.p[word.n - 1] != ':';
        if (alone ? str_eq(line, word) : str_starts(line, word))
            return &keywords[i];
    }
    return NULL;
}

/* "tabel: participants" is no sentence that somebody meant. */
static void warn_of_near(struct reader *r, str line)
{
    size_t n = str_find(line, S(":"));
    struct near near = near_to(str_head(line, n < line.n ? n + 1 : 0));
    if (n == line.n || str_find(str_head(line, n), S(" ")) < n)
        return;
    for (size_t i = 0; i < sizeof keywords / sizeof *keywords; i++)
        if (str_ends(str_of(keywords[i].word), S(":")))
            near_offer(&near, str_of(keywords[i].word));
    if (near.best.n)
        fault(r, &report_rule_W1807, line, "\"" STR_FMT "\" is taken for prose; did you mean " STR_FMT "?",
              STR_ARG(str_head(line, n + 1)), STR_ARG(near.best));
}

static void read_heading(struct reader *r, str line)
{
    int level = 0;
    while (level < LEVELS && (size_t)level < line.n && line.p[level] == '#')
        level++;
    add(r, ITEM_HEADING);
    size_t at = r->out->items.n - 1;
    pieces text = { 0 };
    read_pieces(r, &text, str_trim(str_from(line, (size_t)level)));
    r->out->items.v[at].level = level;
    r->out->items.v[at].text = text;
}

static void read_prose(struct reader *r, str line)
{
    pieces text = { 0 };
    warn_of_near(r, line);
    read_pieces(r, &text, line);
    add(r, ITEM_TEXT)->text = text;
}

static void read_line(struct reader *r)
{
    str line = str_trim(r->line);
    const struct keyword *k = keyword_of(line);
    if (str_starts(line, S("//")))
        return;
    if (k && k->head && r->in_body)
        fault(r, &report_rule_E1801, line, "%s stands in the head of a report, before all else.", k->word);
    r->in_body = r->in_body || (line.n > 0 && !(k && k->head));
    if (k)
        k->read(r, str_trim(str_from(line, str_of(k->word).n)));
    else if (line.n == 0)
        add(r, ITEM_BLANK);
    else if (line.p[0] == '#')
        read_heading(r, line);
    else
        read_prose(r, line);
}

static void check_end(struct reader *r)
{
    r->line = (str){ 0 };
    while (r->depth > 0) {
        r->at = r->out->items.v[r->open[--r->depth]].at;
        fault(r, &report_rule_E1802, r->line, "This block has no end.");
    }
    r->at.line = 1;
    if (r->title.n > 0)
        end_title(r);
    else
        fault(r, &report_rule_E1801, r->line, "The report has no title; it begins with title: and some words.");
}

bool template_read(struct template *out, struct arena *a, str name, str text, struct diags *d)
{
    *out = (struct template){ .name = name, .text = text };
    struct reader r = { .out = out, .arena = a, .diags = d, .ok = true, .measures = { .arena = a } };
    r.at = (struct place){ .file = name };
    size_t bad = str_utf8_bad(text);
    if (bad < text.n) {
        for (size_t i = 0; i <= bad; i++)
            r.at.line += i == 0 || text.p[i - 1] == '\n';
        fault(&r, &report_rule_E1801, r.line, "The file is not UTF-8; save it with that encoding.");
        return false;
    }
    if (str_starts(text, S("\xEF\xBB\xBF")))       /* editors of Windows mark UTF-8 so */
        text = str_from(text, 3);
    for (str rest = text; rest.n > 0;) {
        r.line = str_cut(&rest, '\n');
        r.at.line++;
        r.at.column = 1;
        read_line(&r);
    }
    check_end(&r);
    return r.ok;
}
