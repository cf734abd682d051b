/*
 * What goes wrong while text is typed, pasted and converted: characters that
 * were lost, words written twice, a letter of another alphabet in a word, units
 * without their element.
 *
 * The text is read once, character by character, with the language of each
 * passage at hand. What may be meant as it stands is left alone: code, literal
 * quotations, names of people.
 */
#include <string.h>

#include "course/inside.h"
#include "intl/script.h"
#include "intl/text.h"

enum { WORDS_A_MINUTE = 300, SIGNS_A_MINUTE = 500 };  /* nobody reads faster to learn */

struct context {                          /* where the text stands */
    str lang;
    enum script script;
    const struct node *above;             /* the element that holds it */
    bool literal;                         /* somebody else's words, or a name */
    bool linked;                          /* in a link */
    bool answer;                          /* to a question: it may show how not to write */
};

struct word_seen { size_t begin, end; bool capital; };

struct reading {
    struct making *m;
    const struct context *in;
    const struct node *node;              /* the characters */
    str text;
    struct word_seen last;                /* end 0: none yet */
    size_t foreign_at, foreign_letters;   /* a run of words of another script */
    enum script foreign;
    bool high;                            /* characters from U+0300 on: marks among them */
    unsigned said;                        /* one finding a kind and passage: bits of enum kind */
    size_t words, signs;                  /* of the whole lesson, added up */
    struct place told;                    /* where something was found last, */
    size_t told_at;                       /* so far into the text; SIZE_MAX: nothing yet */
};

enum kind { SAID_FOREIGN = 1, SAID_GARBLED = 2, SAID_QUOTES = 4, SAID_UNIT = 8 };

static void move(struct place *p, str text, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++) {
        if (text.p[i] == '\n') {
            p->line++;
            p->column = 1;
        } else {
            p->column += ((unsigned char)text.p[i] & 0xC0) != 0x80;
        }
    }
}

struct place place_within(const struct node *n, size_t at)
{
    struct place p = node_place(n);
    size_t i = 0;
    if (!n->plain)
        return p;
    while (i < n->text.n && strchr(" \t\r\n", n->text.p[i]))
        i++;
    move(&p, n->text, i, at);
    return p;
}

/* Counted from the finding before: a text may have very many. */
static struct place place_here(struct reading *r, size_t at)
{
    if (at < r->told_at)
        r->told = place_within(r->node, at);
    else if (r->node->plain)
        move(&r->told, r->text, r->told_at, at);
    r->told_at = at;
    return r->told;
}

static str between(const struct reading *r, size_t from, size_t to)
{
    return (str){ r->text.p + from, to - from };
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static bool allows(const struct reading *r, enum element e)
{
    return set_has(&r->m->schema->vocabulary.words[r->in->above->element].allowed, e);
}

/* ------------------------------------------------------------ words */

/* Languages that write a word twice to say something by it. */
static bool doubles_words(str lang)
{
    static const char *const tags[] = { "vi", "id", "ms", "jv", "su", "tl", "fil", "mi", "haw",
                                        "sw", "ar", "fa", "tr", "hi", "th", "ka", "hy", "he" };
    for (size_t i = 0; i < sizeof tags / sizeof *tags; i++) {
        str tag = str_of(tags[i]);
        if (str_starts(lang, tag) && (lang.n == tag.n || lang.p[tag.n] == '-'))
            return true;
    }
    return false;
}

/* Words that follow themselves in good sentences: "that that is so", "nous nous
 * sommes trompés", "die, die die Waage". */
static bool may_follow_itself(str word)
{
    static const char *const words[] = { "that", "had", "nous", "vous", "die", "der", "das", "dem",
                                         "den", "sie", "het", "bis" };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (str_eq_nocase(word, str_of(words[i])))
            return true;
    return false;
}

static void check_twice(struct reading *r, size_t begin, size_t end, bool capital)
{
    const struct word_seen *last = &r->last;
    str word = between(r, begin, end), before = between(r, last->begin, last->end);
    if (last->end == 0 || capital || !str_eq_nocase(word, before) || word.n < 2)
        return;
    for (size_t i = last->end; i < begin; i++)
        if (!is_blank(r->text.p[i]))
            return;
    if (r->in->literal || may_follow_itself(word) || doubles_words(r->in->lang))
        return;
    diag_mend(r->m->diags, &course_rule_N561, place_here(r, last->end), MEND_TEXT,
              between(r, last->end, end), S(""));
    diag_add(r->m->diags, &course_rule_N561, place_here(r, begin), "\"" STR_FMT "\" stands "
             "twice.", STR_ARG(word));
}

static void end_foreign(struct reading *r, size_t end)
{
    bool greek = r->foreign == SCRIPT_GREEK;
    if (r->foreign_letters > (greek ? 3 : 1) && !(r->said & SAID_FOREIGN)) {
        r->said |= SAID_FOREIGN;
        diag_add(r->m->diags, &course_rule_N558, place_here(r, r->foreign_at),
                 "\"" STR_FMT "\" is %s in a text whose language is \"" STR_FMT "\".",
                 STR_ARG(shown(r->m->arena, between(r, r->foreign_at, end))),
                 script_name(r->foreign), STR_ARG(r->in->lang));
    }
    r->foreign = SCRIPT_NONE;
    r->foreign_letters = 0;
}

/* Latin letters are at home in every text: names of units and organisations. */
static bool is_out_of_place(const struct reading *r, enum script s)
{
    return s != SCRIPT_NONE && s != SCRIPT_LATIN && s != r->in->script
           && r->in->script != SCRIPT_NONE && !r->in->literal;
}

/* UTF-8 that was read as if it were Windows-1252: "Ã©" for "é", "â€™" for "’". */
static bool is_garbled(uint32_t c, str rest)
{
    uint32_t next = rest.n > 0 ? str_code_point(&rest) : 0;
    bool high = next >= 0x80 && next <= 0xBF && next != 0xAB && next != 0xBB;
    switch (c) {
    case 0xFFFD: return true;
    case 0xC2:   return high && next >= 0xA0;
    case 0xC3:
    case 0xD0:
    case 0xD1:   return high && next != 0xA0;
    case 0xE2:   return next == 0x20AC || (next >= 0x80 && next < 0xA0);
    default:     return false;
    }
}

static void check_garbled(struct reading *r, uint32_t c, size_t at, str rest)
{
    if (r->said & SAID_GARBLED || c < 0xC2 || !is_garbled(c, rest))
        return;
    r->said |= SAID_GARBLED;
    size_t begin = at, end = at;
    while (begin > 0 && !is_blank(r->text.p[begin - 1]))
        begin--;
    while (end < r->text.n && !is_blank(r->text.p[end]))
        end++;
    diag_add(r->m->diags, &course_rule_W560, place_here(r, at), "\"" STR_FMT "\" was garbled "
             "on its way into the file.", STR_ARG(shown(r->m->arena, between(r, begin, end))));
}

struct letters { unsigned scripts; enum script first; size_t n; };

static bool is_ascii_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Where the word that begins at `at` ends. Most letters of most texts are ASCII. */
static size_t word_end(struct reading *r, size_t at, struct letters *l)
{
    size_t plain = at;
    while (plain < r->text.n && is_ascii_letter(r->text.p[plain]))
        plain++;
    if (plain > at)
        *l = (struct letters){ 1u << SCRIPT_LATIN, SCRIPT_LATIN, plain - at };
    str rest = str_from(r->text, plain);
    while (rest.n > 0) {
        str before = rest;
        uint32_t c = str_code_point(&rest);
        if (!is_letter(c))
            return (size_t)(before.p - r->text.p);
        check_garbled(r, c, (size_t)(before.p - r->text.p), rest);
        r->high |= c >= 0x300;
        enum script s = script_of(c);
        if (l->n++ == 0)
            l->first = s;
        l->scripts |= 1u << s;
    }
    return r->text.n;
}

static size_t take_word(struct reading *r, size_t at)
{
    struct letters l = { 0 };
    size_t end = word_end(r, at, &l), last_end = r->last.end;
    bool capital = r->text.p[at] >= 'A' && r->text.p[at] <= 'Z';
    const unsigned mixed = 1u << SCRIPT_LATIN | 1u << SCRIPT_CYRILLIC;
    check_twice(r, at, end, capital);
    if ((l.scripts & mixed) == mixed && l.n > 2 && !r->in->literal)
        diag_add(r->m->diags, &course_rule_W559, place_here(r, at), "\"" STR_FMT "\" has "
                 "Latin and Cyrillic letters.", STR_ARG(between(r, at, end)));
    else if (is_out_of_place(r, l.first)) {
        if (r->foreign != l.first)
            end_foreign(r, last_end);
        if (r->foreign_letters == 0)
            r->foreign_at = at;
        r->foreign = l.first;
        r->foreign_letters += l.n;
    } else {
        end_foreign(r, last_end);
    }
    r->last = (struct word_seen){ at, end, capital };
    if (l.first == SCRIPT_HAN)
        r->signs += l.n;
    else
        r->words++;
    return end;
}

/* ------------------------------------------------------------ numbers with units */

static const struct { const char *symbol, *unit; } UNITS[] = {
    { "kg", "kilogram" }, { "mg", "milli-gram" }, { "µg", "micro-gram" }, { "g", "gram" },
    { "km", "kilo-metre" }, { "cm", "centi-metre" }, { "mm", "milli-metre" },
    { "µm", "micro-metre" }, { "nm", "nano-metre" }, { "m", "metre" },
    { "ms", "milli-second" }, { "µs", "micro-second" }, { "ns", "nano-second" },
    { "mL", "milli-litre" }, { "ml", "milli-litre" },
    { "kPa", "kilo-pascal" }, { "MPa", "mega-pascal" }, { "hPa", "hecto-pascal" }, { "Pa", "pascal" },
    { "kN", "kilo-newton" }, { "mN", "milli-newton" }, { "kJ", "kilo-joule" }, { "MJ", "mega-joule" },
    { "kW", "kilo-watt" }, { "MW", "mega-watt" }, { "mW", "milli-watt" },
    { "kV", "kilo-volt" }, { "mV", "milli-volt" }, { "mA", "milli-ampere" }, { "µA", "micro-ampere" },
    { "kHz", "kilo-hertz" }, { "MHz", "mega-hertz" }, { "GHz", "giga-hertz" }, { "Hz", "hertz" },
    { "kΩ", "kilo-ohm" }, { "MΩ", "mega-ohm" }, { "Ω", "ohm" },
    { "°C", "degreeCelsius" }, { "mmol", "milli-mole" }, { "mol", "mole" }, { "cd", "candela" },
};

static size_t digits_from(str s, size_t at)
{
    size_t end = at;
    while (end < s.n && s.p[end] >= '0' && s.p[end] <= '9')
        end++;
    return end;
}

/* The length of the one blank at `at`, no-break and thin ones too. */
static size_t blank_at(str s, size_t at)
{
    static const char *const blanks[] = { " ", "\xC2\xA0", "\xE2\x80\x89", "\xE2\x80\xAF" };
    for (size_t i = 0; i < sizeof blanks / sizeof *blanks; i++)
        if (str_starts(str_from(s, at), str_of(blanks[i])))
            return strlen(blanks[i]);
    return 0;
}

/* No letter of a longer word follows, no further unit and no exponent. */
static bool ends_unit(const struct reading *r, str behind)
{
    if (behind.n == 0)
        return !r->node->next || r->node->next->element != EL_sup;
    return !strchr("/*^(0123456789", behind.p[0]) && !str_starts(behind, S("\xC2\xB7"))
           && !str_starts(behind, S("\xC2\xB2")) && !is_letter(str_code_point(&behind));
}

/* As an attribute writes it: a dot, no blanks. */
static str number_of_text(struct arena *a, str s)
{
    struct buf b = buf_new(a);
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] == ',' || s.p[i] == '.' || (s.p[i] >= '0' && s.p[i] <= '9'))
            buf_byte(&b, s.p[i] == ',' ? '.' : s.p[i]);
    return buf_str(&b);
}

static void check_unit(struct reading *r, size_t begin, size_t end)
{
    size_t blank = blank_at(r->text, end);
    str rest = str_from(r->text, end + blank);
    if (blank == 0 || r->in->literal || r->in->answer || r->said & SAID_UNIT || !allows(r, EL_quantity))
        return;
    if (begin > 0 && (strchr("-/.,", r->text.p[begin - 1]) || script_of((unsigned char)r->text.p[begin - 1])))
        return;
    for (size_t i = 0; i < sizeof UNITS / sizeof *UNITS; i++) {
        str symbol = str_of(UNITS[i].symbol);
        if (!str_starts(rest, symbol) || !ends_unit(r, str_from(rest, symbol.n)))
            continue;
        r->said |= SAID_UNIT;
        str number = number_of_text(r->m->arena, between(r, begin, end));
        diag_add(r->m->diags, &course_rule_N562, place_here(r, begin), "\"" STR_FMT " %s\" is "
                 "typed; write <quantity value=\"" STR_FMT "\" unit=\"%s\"/>.",
                 STR_ARG(between(r, begin, end)), UNITS[i].symbol, STR_ARG(number), UNITS[i].unit);
        return;
    }
}

/* Behind "1 000 000", where groups of three stand behind blanks. */
static size_t grouped_from(str s, size_t at)
{
    size_t end = digits_from(s, at), blank;
    while (end - at <= 15 && (end < at + 4 || s.p[at + 3] < '0' || s.p[at + 3] > '9')
           && (blank = blank_at(s, end)) > 0 && digits_from(s, end + blank) == end + blank + 3)
        end += blank + 3;
    return end;
}

static size_t take_number(struct reading *r, size_t at)
{
    size_t end = grouped_from(r->text, at);
    if (end + 1 < r->text.n && (r->text.p[end] == '.' || r->text.p[end] == ',')
        && digits_from(r->text, end + 1) > end + 1)
        end = digits_from(r->text, end + 1);
    check_unit(r, at, end);
    r->last.end = 0;
    return end;
}

/* ------------------------------------------------------------ signs */

static void check_quotes(struct reading *r, size_t at)
{
    bool opens = at == 0 || is_blank(r->text.p[at - 1]) || r->text.p[at - 1] == '(';
    bool closed = at + 2 < r->text.n && !is_blank(r->text.p[at + 1])
                  && memchr(r->text.p + at + 2, '"', r->text.n - at - 2);
    bool said = r->said & SAID_QUOTES || r->in->literal || r->in->above->element == EL_title;
    if (!opens || !closed || said || !allows(r, EL_q))
        return;
    r->said |= SAID_QUOTES;
    diag_add(r->m->diags, &course_rule_N563, place_here(r, at), "Words stand in the quotation "
             "marks of typewriters.");
}

static void check_address(struct reading *r, size_t begin, size_t end)
{
    str rest = str_from(r->text, end);
    bool whole = str_starts(rest, S("://")) && (str_eq(between(r, begin, end), S("https"))
                                                 || str_eq(between(r, begin, end), S("http")));
    if (!whole || r->in->linked || r->in->literal || !allows(r, EL_link))
        return;
    size_t n = 0;
    while (n < rest.n && !is_blank(rest.p[n]))
        n++;
    diag_add(r->m->diags, &course_rule_N564, place_here(r, begin), "\"" STR_FMT "\" cannot be "
             "clicked.", STR_ARG(shown(r->m->arena, between(r, begin, end + n))));
}

/* An accent written as a character of its own; one edit for all of the text. */
static void check_form(struct reading *r)
{
    str s = r->text, nfc = intl_nfc(r->m->arena, s);
    size_t same = 0, tail = 0;
    if (str_eq(nfc, s))
        return;
    while (same < s.n && same < nfc.n && s.p[same] == nfc.p[same])
        same++;
    while (same > 0 && ((unsigned char)s.p[same] & 0xC0) == 0x80)
        same--;
    while (tail < s.n - same && tail < nfc.n - same && s.p[s.n - 1 - tail] == nfc.p[nfc.n - 1 - tail])
        tail++;
    while (tail > 0 && ((unsigned char)s.p[s.n - tail] & 0xC0) == 0x80)
        tail--;
    struct place at = place_here(r, same);
    diag_add(r->m->diags, &course_rule_N566, at, "An accent stands here as a character of its own.");
    diag_mend(r->m->diags, &course_rule_N566, at, MEND_TEXT, between(r, same, s.n - tail),
              (str){ nfc.p + same, nfc.n - tail - same });
}

/* ------------------------------------------------------------ the text */

static size_t take_sign(struct reading *r, size_t at)
{
    str rest = str_from(r->text, at);
    uint32_t c = str_code_point(&rest);
    if (c == '"')
        check_quotes(r, at);
    check_garbled(r, c, at, rest);
    r->high |= c >= 0x300;
    return r->text.n - rest.n;
}

static bool starts_word(str s, size_t at)
{
    unsigned char c = (unsigned char)s.p[at];
    if (c < 0x80)
        return is_ascii_letter((char)c);
    str rest = str_from(s, at);
    return is_letter(str_code_point(&rest));
}

static bool starts_number(str s, size_t at)
{
    return s.p[at] >= '0' && s.p[at] <= '9';
}

static void read_text(struct reading *r)
{
    for (size_t at = 0; at < r->text.n; ) {
        if (is_blank(r->text.p[at])) {
            at++;
        } else if (starts_word(r->text, at)) {
            size_t begin = at;
            at = take_word(r, at);
            check_address(r, begin, at);
        } else if (starts_number(r->text, at)) {
            at = take_number(r, at);
        } else {
            at = take_sign(r, at);
        }
    }
    end_foreign(r, r->last.end);
    if (r->high)
        check_form(r);
}

static bool is_name(enum element e)
{
    return e == EL_contributor || e == EL_publisher || e == EL_creator || e == EL_keyword;
}

static struct context context_in(const struct context *above, const struct node *n)
{
    struct context p = *above;
    const struct attr *lang = node_attr(n, AT_xml_lang);
    p.above = n;
    p.literal |= is_name(n->element) || n->element == EL_quote || n->element == EL_q;
    p.answer |= n->element == EL_answer || n->element == EL_pair || n->element == EL_choice;
    p.linked |= n->element == EL_link || n->element == EL_source;
    if (lang) {
        p.lang = lang->value;
        p.script = script_of_language(lang->value);
    }
    return p;
}

static void walk(struct reading *r, const struct context *above, const struct node *n);

static void walk_below(struct reading *r, const struct context *above, const struct node *n)
{
    const struct context here = context_in(above, n);
    for (const struct node *c = n->first; c; c = c->next)
        walk(r, &here, c);
}

/* ------------------------------------------------------------ lessons */

static bool has_recording(const struct node *n)
{
    for (const struct node *c = n->first; c; c = c->next)
        if (c->element == EL_video || c->element == EL_audio || c->element == EL_interactive
            || has_recording(c))
            return true;
    return false;
}

static void check_pace(struct reading *r, const struct lesson *l, size_t words, size_t signs)
{
    double least = (double)words / WORDS_A_MINUTE + (double)signs / SIGNS_A_MINUTE;
    if (l->minutes > 0 && least > l->minutes && !has_recording(l->node))
        diag_add(r->m->diags, &course_rule_N567, node_place(l->node), "The lesson is said to take %d "
                 "minute%s, and has %zu words to read.", l->minutes, l->minutes == 1 ? "" : "s",
                 words + signs);
}

static void walk(struct reading *r, const struct context *above, const struct node *n)
{
    size_t words = r->words, signs = r->signs;
    switch (n->element) {
    case EL_chars:
        r->in = above;
        r->node = n;
        r->text = n->text;
        r->last = (struct word_seen){ 0 };
        r->said = 0;
        r->high = false;
        r->told_at = SIZE_MAX;
        read_text(r);
        break;
    case EL_code:
    case EL_code_block:
    case EL_math:
        break;
    default:
        walk_below(r, above, n);
        if (n->element == EL_lesson && n->is.lesson)
            check_pace(r, n->is.lesson, r->words - words, r->signs - signs);
    }
}

void check_wording(struct making *m)
{
    const struct course *c = m->course;
    struct reading r = { .m = m };
    const struct context whole = { .lang = c->lang, .script = script_of_language(c->lang),
                                   .above = c->root };
    walk(&r, &whole, c->root);
}
