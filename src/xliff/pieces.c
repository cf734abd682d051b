/* Texts with codes in them: made, compared, and whether their codes nest. */
#include <string.h>

#include "xliff/xliff.h"

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* Room for n bytes behind the characters of a piece; a text may come in a
 * million parts. */
static char *room_for(struct arena *a, struct piece *p, size_t n)
{
    if (p->room < p->text.n + n) {
        p->room = 2 * p->text.n + n;
        char *to = arena_get(a, p->room);
        if (p->text.n)
            memcpy(to, p->text.p, p->text.n);
        p->text.p = to;
    }
    return (char *)(uintptr_t)p->text.p + p->text.n;
}

/* Runs of white space as one blank; `after` says whether one stands before. */
static size_t collapse(char *to, str text, bool after)
{
    size_t n = 0;
    for (size_t i = 0; i < text.n; i++) {
        bool blank = is_blank(text.p[i]);
        if (!blank)
            to[n++] = text.p[i];
        else if (!after)
            to[n++] = ' ';
        after = blank;
    }
    return n;
}

void pieces_text(struct arena *a, pieces *p, str text)
{
    struct piece fresh = { .kind = PIECE_TEXT, .text = S("") };
    bool goes_on = p->n && p->v[p->n - 1].kind == PIECE_TEXT;
    struct piece *to = goes_on ? &p->v[p->n - 1] : &fresh;
    char *behind = room_for(a, to, text.n);
    to->text.n += collapse(behind, text, str_ends(to->text, S(" ")));
    if (!goes_on && fresh.text.n > 0)
        *vec_push(a, p) = fresh;
}

void pieces_code(struct arena *a, pieces *p, enum piece_kind kind, str id)
{
    *vec_push(a, p) = (struct piece){ .kind = kind, .text = id };
}

void pieces_trim(pieces *p)
{
    struct piece *first = p->n ? &p->v[0] : NULL, *last = p->n ? &p->v[p->n - 1] : NULL;
    if (first && first->kind == PIECE_TEXT && str_starts(first->text, S(" "))) {
        first->text = str_from(first->text, 1);
        first->room = 0;
    }
    if (last && last->kind == PIECE_TEXT && str_ends(last->text, S(" ")))
        last->text.n--;
    if (last && last->kind == PIECE_TEXT && last->text.n == 0)
        p->n--;
    if (p->n && p->v[0].kind == PIECE_TEXT && p->v[0].text.n == 0)
        memmove(p->v, p->v + 1, --p->n * sizeof *p->v);
}

str pieces_key(struct arena *a, const pieces *p)
{
    static const struct { const char *before, *behind; } marks[] = {
        [PIECE_TEXT] = { "", "" }, [PIECE_OPEN] = { "<", ">" }, [PIECE_CLOSE] = { "</", ">" },
        [PIECE_ALONE] = { "<", "/>" },
    };
    if (p->n == 1 && p->v[0].kind == PIECE_TEXT)
        return p->v[0].text;
    struct buf b = buf_new(a);
    for (size_t i = 0; i < p->n; i++) {
        buf_puts(&b, marks[p->v[i].kind].before);
        buf_put(&b, p->v[i].text);
        buf_puts(&b, marks[p->v[i].kind].behind);
    }
    return buf_str(&b);
}

bool pieces_same(const pieces *a, const pieces *b)
{
    if (a->n != b->n)
        return false;
    for (size_t i = 0; i < a->n; i++)
        if (a->v[i].kind != b->v[i].kind || !str_eq(a->v[i].text, b->v[i].text))
            return false;
    return true;
}

bool pieces_empty(const pieces *p)
{
    for (size_t i = 0; i < p->n; i++)
        if (p->v[i].kind != PIECE_TEXT || str_trim(p->v[i].text).n > 0)
            return false;
    return true;
}

str pieces_trouble(struct arena *a, const pieces *p)
{
    VEC(str) open = { 0 };
    for (size_t i = 0; i < p->n; i++) {
        str id = p->v[i].text;
        if (p->v[i].kind == PIECE_OPEN)
            *vec_push(a, &open) = id;
        if (p->v[i].kind != PIECE_CLOSE)
            continue;
        if (open.n == 0)
            return str_format(a, "<" STR_FMT "> is closed where it is not open", STR_ARG(id));
        if (!str_eq(open.v[open.n - 1], id))
            return str_format(a, "<" STR_FMT "> is closed inside <" STR_FMT ">", STR_ARG(id),
                              STR_ARG(open.v[open.n - 1]));
        open.n--;
    }
    return open.n ? str_format(a, "<" STR_FMT "> is not closed", STR_ARG(open.v[open.n - 1])) : S("");
}
