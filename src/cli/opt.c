#include "cli/opt.h"

#include <string.h>

#include "base/near.h"

struct word {                             /* where parsing stands */
    struct arena *arena;
    const struct opt_table *tables;
    void *const *args;
    size_t ntables;
    char **next;                          /* words not looked at yet */
};

struct found { const struct opt *opt; void *args; };

static struct found find(const struct word *w, str name, char letter)
{
    for (size_t t = 0; t < w->ntables; t++)
        for (size_t i = 0; i < w->tables[t].n; i++) {
            const struct opt *o = &w->tables[t].rows[i];
            if (letter ? o->letter == letter : str_eq(str_of(o->name), name))
                return (struct found){ o, w->args[t] };
        }
    return (struct found){ 0 };
}

static str nearest(const struct word *w, str name)
{
    struct near near = near_to(name);
    for (size_t t = 0; t < w->ntables; t++)
        for (size_t i = 0; i < w->tables[t].n; i++)
            near_offer(&near, str_of(w->tables[t].rows[i].name));
    return near.best;
}

static bool unknown(const struct word *w, str name, struct err *e)
{
    str near = nearest(w, name);
    if (near.n > 0)
        return err_set(e, ERR_USAGE, "there is no option --" STR_FMT "; did you mean --" STR_FMT
                       "?", STR_ARG(name), STR_ARG(near));
    return err_set(e, ERR_USAGE, "there is no option --" STR_FMT, STR_ARG(name));
}

static str choices(struct arena *a, const struct opt *o)
{
    struct buf b = buf_new(a);
    for (size_t i = 0; o->choices(i); i++) {
        buf_puts(&b, i ? ", " : "");
        buf_puts(&b, o->choices(i));
    }
    return buf_str(&b);
}

static bool is_choice(struct arena *a, const struct opt *o, const char *value, struct err *e)
{
    if (!o->choices)
        return true;
    struct near near = near_to(str_of(value));
    for (size_t i = 0; o->choices(i); i++) {
        if (strcmp(o->choices(i), value) == 0)
            return true;
        near_offer(&near, str_of(o->choices(i)));
    }
    if (near.best.n > 0)
        return err_set(e, ERR_USAGE, "--%s cannot be \"%s\"; did you mean " STR_FMT "?", o->name,
                       value, STR_ARG(near.best));
    return err_set(e, ERR_USAGE, "--%s cannot be \"%s\"; it %s " STR_FMT, o->name, value,
                   o->choices(1) ? "is one of" : "can only be", STR_ARG(choices(a, o)));
}

static bool add_to_list(struct arena *a, const struct opt *o, struct opt_list *list,
                        const char *value, struct err *e)
{
    for (str rest = str_of(value); rest.p; ) {
        str piece = str_dup(a, str_trim(str_cut(&rest, ',')));
        if (piece.n == 0)
            return err_set(e, ERR_USAGE, "--%s \"%s\" has an empty entry", o->name, value);
        if (!is_choice(a, o, piece.p, e))
            return false;
        *vec_push(a, list) = piece.p;
    }
    return true;
}

static bool store(const struct word *w, struct found f, const char *value, struct err *e)
{
    const struct opt *o = f.opt;
    void *to = (char *)f.args + o->offset;
    struct opt_day *d = to;
    if (o->type != OPT_FLAG && o->type != OPT_MAYBE && value[0] == 0)
        return err_set(e, ERR_USAGE, "--%s needs a %s, not an empty word", o->name, o->value);
    switch (o->type) {
    case OPT_FLAG:
        *(bool *)to = true;
        return true;
    case OPT_ONE_OF:
        if (!is_choice(w->arena, o, value, e))
            return false;
        *(const char **)to = value;
        return true;
    case OPT_TEXT:
        *(const char **)to = value;
        return true;
    case OPT_MAYBE:
        *(const char **)to = value[0] ? value : "yes";
        return true;
    case OPT_LIST:
        return add_to_list(w->arena, o, to, value, e);
    case OPT_AGAIN:
        *vec_push(w->arena, (struct opt_list *)to) = value;
        return true;
    case OPT_INT:
        return (str_int(str_of(value), to) && *(int64_t *)to >= 0)
               || err_set(e, ERR_USAGE, "--%s needs a whole number, not \"%s\"", o->name, value);
    case OPT_DAY:
        d->given = date_read_day(str_of(value), &d->day);
        return d->given || err_set(e, ERR_USAGE, "--%s needs a day such as 2024-12-31, not \"%s\"",
                                   o->name, value);
    }
    return false;
}

/* The value of an option that was written without "=". */
static bool take_value(struct word *w, struct found f, struct err *e)
{
    if (f.opt->type == OPT_FLAG || f.opt->type == OPT_MAYBE)
        return store(w, f, "", e);
    if (!*w->next)
        return err_set(e, ERR_USAGE, "--%s needs a %s behind it", f.opt->name, f.opt->value);
    return store(w, f, *w->next++, e);
}

static bool parse_long(struct word *w, const char *text, struct err *e)
{
    str rest = str_of(text);
    str name = str_cut(&rest, '=');
    struct found f = find(w, name, 0);
    if (!f.opt)
        return unknown(w, name, e);
    if (!rest.p)
        return take_value(w, f, e);
    if (f.opt->type == OPT_FLAG)
        return err_set(e, ERR_USAGE, "--%s takes no value", f.opt->name);
    return store(w, f, rest.p, e);
}

/* "-qv", "-ofile", "-o file". */
static bool parse_short(struct word *w, const char *letters, struct err *e)
{
    for (; *letters; letters++) {
        struct found f = find(w, S(""), *letters);
        if (!f.opt)
            return err_set(e, ERR_USAGE, "there is no option -%c", *letters);
        if (f.opt->type != OPT_FLAG && letters[1])
            return store(w, f, letters + 1, e);
        if (!take_value(w, f, e))
            return false;
    }
    return true;
}

bool opt_parse(struct arena *a, const struct opt_table *tables, void *const *args,
               size_t ntables, char **argv, char ***rest, struct err *e)
{
    struct word w = { a, tables, args, ntables, argv };
    VEC(char *) words = { 0 };
    bool options = true;
    while (*w.next) {
        char *text = *w.next++;
        bool ok = true;
        if (!options || text[0] != '-' || text[1] == 0)
            *vec_push(a, &words) = text;
        else if (strcmp(text, "--") == 0)
            options = false;
        else if (text[1] == '-')
            ok = parse_long(&w, text + 2, e);
        else
            ok = parse_short(&w, text + 1, e);
        if (!ok)
            return false;
    }
    *vec_push(a, &words) = NULL;
    *rest = words.v;
    return true;
}
