/*
 * Any file: a mapping is proposed or a sentence says why not, and whatever is wrong with the proposal
 * is still to be decided.
 */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "import/mapping.h"
#include "import/propose.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool ok)
{
    if (!ok)
        abort();
}

static void check(struct arena *a, const struct proposal *p)
{
    const struct mapping *m = mapping_read(a, S("fuzz"), p->text);
    for (size_t i = 0; i < m->faults.n; i++) {
        str text = m->faults.v[i].text;
        must(str_starts(text, S("this is still to be decided"))
             || str_find(text, S("says of no column what it is")) < text.n
             || str_find(text, S("longer than")) < text.n);
    }
    for (size_t i = 0; i < p->open.n; i++)
        must(p->open.v[i].n > 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const kinds[] = { NULL, "learning", "participation", "headcount", "initiative" };
    static struct tracker *tracker;       /* as long as the program */
    static int fd = -1;
    char path[64] = "etalon-fuzz-XXXXXX";
    if (size < 1)
        return 0;
    if (fd < 0) {
        struct err none = { 0 };
        tracker = tracker_open("none.db", TRACKER_TRY, &none);
        must(tracker != NULL);
        fd = mkstemp(path);
        must(fd >= 0);
        unlink(path);
    }
    must(ftruncate(fd, 0) == 0 && pwrite(fd, data + 1, size - 1, 0) == (ssize_t)size - 1);
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    struct arena *a = arena_new();
    struct err e = { 0 };
    struct proposal p;
    struct propose_how how = { "file.csv", kinds[data[0] % 5], NULL, NULL };
    struct input *in = input_open(a, path, NULL, &e);
    struct grid *g = in != NULL ? grid_open(a, in, NULL, &e) : NULL;
    if (g != NULL && propose(a, tracker, g, &how, &p, &e))
        check(a, &p);
    else
        must(e.kind != ERR_NONE && e.text[0] != 0);
    grid_close(g);
    input_close(in);
    arena_free(a);
    return 0;
}
