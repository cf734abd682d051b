/*
 * In: rules broken, again and again. Out: one finding a rule, which speaks of the
 * first place and counts the others, so that a thousand entries with one fault do
 * not hide another.
 */
#include "zip/inside.h"

#include "base/buf.h"

static const struct rule rules[] = {
#define RULE(id, grade, title, advice) { #id, GRADE_##grade, title, advice },
#include "zip/rules.def"
#undef RULE
};

const struct rule *archive_rule_at(size_t i)
{
    return i < ARCHIVE_RULES ? &rules[i] : NULL;
}

const struct rule *archive_rule(enum archive_rule rule)
{
    return &rules[rule];
}

bool archive_is_control(uint32_t c)
{
    return c < ' ' || (c >= 0x7F && c < 0xA0) || (c >= 0x200E && c <= 0x200F)
        || (c >= 0x2028 && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF;
}

static str shown(struct arena *a, str s, size_t most)
{
    struct buf b = buf_new(a);
    for (size_t n = 0; s.n && n < most; n++) {
        uint32_t c = str_code_point(&s);
        buf_code_point(&b, archive_is_control(c) ? 0xFFFD : c);
    }
    buf_puts(&b, s.n ? "..." : "");
    return buf_str(&b);
}

struct place archive_place(const struct archive *z, const struct archive_entry *entry,
                           struct arena *a)
{
    if (!entry)
        return (struct place){ .file = z->path };
    return (struct place){ .file = str_cat(a, z->path, S(":"), shown(a, entry->name, 250)) };
}

static str quoted(struct arena *a, str name)
{
    return str_cat(a, S("\""), shown(a, name, 60), S("\""));
}

/* Counts one more; true when it is the first, which has to say something. */
static bool is_first(struct tallies *t, enum archive_rule rule, const struct archive_entry *entry)
{
    struct tally *of = &t->of[rule];
    if (of->n == 0)
        of->at = archive_place(t->z, entry, t->arena);
    else if (entry && of->n <= MORE)
        of->more[of->n - 1] = quoted(t->arena, entry->name);
    return of->n++ == 0;
}

void archive_note(struct tallies *t, enum archive_rule rule, const struct archive_entry *entry,
                  const char *format, ...)
{
    struct arena *a = t->arena;
    if (!is_first(t, rule, entry))
        return;
    va_list args;
    va_start(args, format);
    str text = str_format_list(a, format, args);
    va_end(args);
    t->of[rule].text = entry ? str_cat(a, quoted(a, entry->name), S(" "), text) : text;
}

void archive_note_two(struct tallies *t, enum archive_rule rule, const struct archive_entry *entry,
                      const char *words, str other)
{
    struct arena *a = t->arena;
    if (is_first(t, rule, entry))
        t->of[rule].text = str_cat(a, quoted(a, entry->name), S(" "), str_of(words), S(" "),
                                   quoted(a, other), S("."));
}

bool archive_mark(struct archive_entry *entry, enum archive_rule rule)
{
    entry->is_safe = false;
    if (entry->refused)
        return false;
    entry->refused = &rules[rule];
    return true;
}

static str told(struct arena *a, const struct tally *of)
{
    struct buf b = buf_new(a);
    buf_put(&b, of->text);
    if (of->n == 1)
        return of->text;
    if (of->more[0].n == 0)
        return of->text;
    buf_printf(&b, " The same is true of %zu more: ", of->n - 1);
    for (size_t i = 0; i < MORE && i + 1 < of->n; i++)
        buf_printf(&b, "%s" STR_FMT, i ? ", " : "", STR_ARG(of->more[i]));
    buf_puts(&b, of->n > MORE + 1 ? ", ..." : ".");
    return buf_str(&b);
}

void archive_tell(struct tallies *t, struct diags *d)
{
    for (size_t i = 0; i < ARCHIVE_RULES; i++) {
        const struct tally *of = &t->of[i];
        if (of->n > 0)
            diag_add(d, &rules[i], of->at, STR_FMT, STR_ARG(told(t->arena, of)));
    }
}
