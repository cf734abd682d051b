#include "base/progress.h"

#include <signal.h>

/* The one thing a signal handler may touch. */
static volatile sig_atomic_t stopped;

void progress_stop(void)
{
    stopped = 1;
}

void progress_begin(struct progress *p, const char *what, const char *unit, uint64_t total)
{
    if (p)
        *p = (struct progress){ .what = what, .unit = unit, .total = total, .show = p->show };
}

bool progress_step(struct progress *p, uint64_t by, struct err *e)
{
    if (stopped)
        return err_set(e, ERR_SYSTEM, "stopped, as you asked; nothing was changed");
    if (!p)
        return true;
    p->done += by;
    if (p->show && p->done >= p->next)
        p->show(p);
    return true;
}
