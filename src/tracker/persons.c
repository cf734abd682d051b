#include "tracker/persons.h"

#include <stdlib.h>

static int by_person(const void *a, const void *b)
{
    const struct person_pair *x = a, *y = b;
    return x->person != y->person ? (x->person < y->person ? -1 : 1)
         : x->learner < y->learner ? -1 : x->learner > y->learner;
}

static int by_learner(const void *a, const void *b)
{
    const struct person_pair *x = a, *y = b;
    return x->learner < y->learner ? -1 : x->learner > y->learner;
}

bool persons_load(struct persons *k, struct arena *a, struct db *db, struct err *e)
{
    *k = (struct persons){ 0 };
    struct stmt *q = db_stmt(db, S("SELECT id, merged_into FROM learner"
                                   " WHERE merged_into IS NOT NULL"));
    while (stmt_row(q)) {
        struct person_pair x = { (uint32_t)stmt_int(q, 0), (uint32_t)stmt_int(q, 1) };
        *vec_push(a, &k->by_learner) = x;
        *vec_push(a, &k->by_person) = x;
    }
    if (k->by_person.n) {
        qsort(k->by_learner.v, k->by_learner.n, sizeof *k->by_learner.v, by_learner);
        qsort(k->by_person.v, k->by_person.n, sizeof *k->by_person.v, by_person);
    }
    return stmt_end(q, e);
}

/* The first pair that is not before x. */
static size_t from(const struct person_pair *v, size_t n, struct person_pair x,
                   int (*order)(const void *, const void *))
{
    size_t low = 0, high = n;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (order(&v[mid], &x) < 0)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

uint32_t person_of(const struct persons *k, uint32_t learner)
{
    size_t i = from(k->by_learner.v, k->by_learner.n, (struct person_pair){ learner, 0 }, by_learner);
    return i < k->by_learner.n && k->by_learner.v[i].learner == learner
         ? k->by_learner.v[i].person : learner;
}

size_t person_others(const struct persons *k, struct arena *a, uint32_t learner, uint32_t **out)
{
    VEC(uint32_t) all = { 0 };
    uint32_t person = person_of(k, learner);
    if (person != learner)
        *vec_push(a, &all) = person;
    size_t i = from(k->by_person.v, k->by_person.n, (struct person_pair){ 0, person }, by_person);
    for (; i < k->by_person.n && k->by_person.v[i].person == person; i++)
        if (k->by_person.v[i].learner != learner)
            *vec_push(a, &all) = k->by_person.v[i].learner;
    *out = all.v;
    return all.n;
}
