#include "cli/bar.h"

#include <inttypes.h>
#include <stdio.h>
#include <time.h>

enum { SILENT_MS = 250, EVERY_MS = 100, CELLS = 20 };

static int64_t now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static void put_cells(uint64_t done, uint64_t total)
{
    uint64_t full = total ? done * CELLS / total : 0;
    for (uint64_t i = 0; i < CELLS; i++)
        fputs(i < full ? "\xE2\x96\x88" : "\xE2\x96\x91", stderr);
}

static void put_rate(double per_second, const char *unit)
{
    bool bytes = unit[0] == 'b' && unit[1] == 'y';
    if (bytes)
        fprintf(stderr, "  %.1f MB/s", per_second / 1e6);
    else
        fprintf(stderr, "  %.0f %s/s", per_second, unit);
}

static void draw(const struct progress *p, int64_t spent)
{
    double rate = (double)p->done * 1000 / (double)(spent ? spent : 1);
    fprintf(stderr, "\r\033[K%s  ", p->what);
    if (p->total) {
        uint64_t done = p->done < p->total ? p->done : p->total;
        put_cells(done, p->total);
        fprintf(stderr, "  %" PRIu64 " %%", done * 100 / p->total);
    } else {
        fprintf(stderr, "%" PRIu64 " %s", p->done, p->unit);
    }
    put_rate(rate, p->unit);
    if (p->total > p->done && rate > 0) {
        int64_t left = (int64_t)((double)(p->total - p->done) / rate);
        fprintf(stderr, "  %" PRId64 ":%02d left", left / 60, (int)(left % 60));
    }
    fflush(stderr);
}

void bar_show(struct progress *p)
{
    int64_t now = now_ms();
    if (!p->started)
        p->started = now;
    int64_t spent = now - p->started;
    if (spent >= SILENT_MS && now - p->drawn >= EVERY_MS) {
        draw(p, spent);
        p->drawn = now;
    }
    /* The next look after about a tenth of a second at the present rate. */
    uint64_t step = spent > 0 ? p->done * EVERY_MS / (uint64_t)spent : 0;
    p->next = p->done + (step / 4 ? step / 4 : 1);
}

void bar_end(struct progress *p)
{
    if (p->drawn)
        fputs("\r\033[K", stderr);
    p->drawn = 0;
}
