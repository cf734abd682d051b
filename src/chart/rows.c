/* Where names end and bars begin. */
#include "chart/rows.h"

#include <math.h>

static const struct letters name_letters = { SIZE_LABEL, false };

struct rows rows_of(const struct draw *d, const struct item *items, size_t n, double beside)
{
    enum { GAP = 10, LEAST_BAR = 40 };
    double widest = 0;
    for (size_t i = 0; i < n; i++)
        widest = fmax(widest, lettering_width(items[i].name, name_letters));
    struct rows r = { .is_above = d->is_narrow && widest > 0.28 * d->width };
    r.name_room = r.is_above ? d->width : fmin(ceil(widest), floor(0.36 * d->width));
    r.left = r.is_above ? 0 : r.name_room + GAP;
    r.right = fmax(r.left + LEAST_BAR, d->width - beside);
    r.height = BAR_HEIGHT + ROW_GAP + (r.is_above ? 18 : 0);
    return r;
}

double rows_base(double bar_top)
{
    return bar_top + BAR_HEIGHT / 2.0 + 4.5;
}

static void put_two_lines(struct draw *d, const struct rows *r, str name)
{
    const struct letters small = { SIZE_SMALL, false };
    str lines[2];
    size_t n = lettering_wrap(d->arena, name, small, r->name_room, lines, 2);
    double base = rows_base(d->y) - (n == 2 ? 6.5 : 0.5);
    for (size_t i = 0; i < n; i++)
        draw_text(d, r->left - 10, base + 12 * (double)i, AT_END, "small", lines[i], small, 0);
}

double rows_name(struct draw *d, const struct rows *r, str name)
{
    if (r->is_above) {
        draw_text(d, 0, d->y + 12, AT_START, NULL, name, name_letters, r->name_room);
        return d->y + 18;
    }
    if (lettering_width(name, name_letters) <= r->name_room)
        draw_text(d, r->left - 10, rows_base(d->y), AT_END, NULL, name, name_letters, 0);
    else
        put_two_lines(d, r, name);
    return d->y;
}

struct item rows_others(struct draw *d, size_t n)
{
    return (struct item){ .name = say(d->arena, d->words, "{1} others, added up", str_format(d->arena, "%zu", n)) };
}

void rows_note_others(struct draw *d, bool summed, bool hidden)
{
    if (summed)
        draw_note(d, say(d->arena, d->words, "The others are the sum of their lines in the table: "
                         "who stands on several of them is in it several times."));
    if (hidden)
        draw_note(d, say(d->arena, d->words, "Where figures among the others are hidden, their sum is not published."));
}
