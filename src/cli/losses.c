/* In: a course in the units of a target. Out: what that target loses of it. */
#include "cli/losses.h"

/* "course.xml:41" of the folder the course is in. */
static str place_of(struct arena *a, const struct packing *p, const struct node *n)
{
    struct place at = node_place(n);
    str file = at.file, folder = p->course->folder;
    if (str_starts(file, folder) && file.n > folder.n && folder.n > 0)
        file = str_from(file, folder.n + (file.p[folder.n] == '/'));
    return str_format(a, STR_FMT ":%d", STR_ARG(file), at.line);
}

/* The next loss of the target that the course has; `at` is the one before, NULL at first. */
static const struct loss *next_loss(const struct target *t, const struct packing *p,
                                    const struct loss *at, struct lost *out)
{
    for (at = at ? at + 1 : t->losses; at && at->rule; at++) {
        *out = (struct lost){ 0 };
        at->find(p, out);
        if (out->n > 0)
            return at;
    }
    return NULL;
}

void losses_tell(struct run *r, const struct target *t, const struct packing *p)
{
    struct lost lost;
    const struct loss *l = next_loss(t, p, NULL, &lost);
    if (l)
        run_note(r, "  Lost on the way to %s (--losses tells what one notices):", t->title);
    for (; l; l = next_loss(t, p, l, &lost)) {
        str times = lost.n > 1 ? str_format(r->arena, "%zu times, first ", lost.n) : S("");
        run_note(r, "    %s (" STR_FMT STR_FMT "): %s [%s]", l->rule->title, STR_ARG(times),
                 STR_ARG(place_of(r->arena, p, lost.first)), l->instead, l->rule->id);
    }
}

static const struct column columns[] = {
    { .id = { "target", 6 }, .title = { "Target", 6 } },
    { .id = { "rule", 4 }, .title = { "Rule", 4 } },
    { .id = { "lost", 4 }, .title = { "What cannot be said", 19 } },
    { .id = { "times", 5 }, .title = { "Times", 5 }, .unit = UNIT_COUNT },
    { .id = { "place", 5 }, .title = { "First in", 8 } },
    { .id = { "instead", 7 }, .title = { "What is written instead", 23 } },
    { .id = { "noticed", 7 }, .title = { "What one notices", 16 } },
};

struct table *losses_table(struct arena *a)
{
    struct table *t = table_new(a, S("What packages cannot say of the course"));
    t->definition = S("Per target: what its standard has no words for, how often the course says it "
                      "and where first, what is written instead, and what a learner or whoever "
                      "reads the records will notice.");
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
        table_column_as(t, columns[i]);
    return t;
}

void losses_add(struct table *table, const struct target *t, const struct packing *p)
{
    struct lost lost;
    for (const struct loss *l = NULL; (l = next_loss(t, p, l, &lost)); ) {
        const struct val cells[] = {
            val_text(str_of(t->name)), val_text(str_of(l->rule->id)),
            val_text(str_of(l->rule->title)), val_int((int64_t)lost.n),
            val_text(place_of(table->arena, p, lost.first)), val_text(str_of(l->instead)),
            val_text(str_of(l->noticed)),
        };
        for (size_t i = 0; i < sizeof cells / sizeof *cells; i++)
            table_add(table, cells[i]);
    }
}
