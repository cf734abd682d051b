/*
 * Requests and saved files go in, pages and news come out: one loop over the
 * server and the watch, one turn a call.
 */
#include "serve/preview.h"

#include <signal.h>
#include <stdio.h>
#include <sys/select.h>
#include <time.h>

#include "base/asset.h"
#include "base/fs.h"
#include "base/media.h"
#include "base/progress.h"
#include "http/http.h"
#include "serve/edition.h"
#include "serve/state.h"
#include "serve/watch.h"

enum {
    SETTLE_MS = 6, SETTLE_MOST_MS = 60,   /* a save is several events */
    ALIVE_MS = 15 * 1000,                 /* a stream says something, so that it is known to live */
};

struct preview {
    struct arena *arena;
    const char *course;
    str lang;                             /* shown first */
    char address[64];
    struct course_schema *schema;
    struct http *http;
    struct watch *watch;
    struct edition *shown, *latest;       /* the same when all is well; shown NULL: nothing yet */
    struct arena *answering;              /* of the answer being made */
    unsigned version;                     /* of what is shown or found */
    int64_t first_change, last_change;    /* not read yet; 0: none */
    int64_t alive;                        /* when the streams heard something last */
};

static int64_t now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* ------------------------------------------------------------ answers */

static const struct { const char *path, *asset, *type; } OWN[] = {
    { "/", "serve/preview.html", "text/html; charset=utf-8" },
    { "/preview.css", "serve/preview.css", "text/css; charset=utf-8" },
    { "/marks.css", "serve/marks.css", "text/css; charset=utf-8" },
    { "/texts.js", "serve/texts.js", "text/javascript; charset=utf-8" },
    { "/scorm12.js", "serve/scorm12.js", "text/javascript; charset=utf-8" },
    { "/preview.js", "serve/preview.js", "text/javascript; charset=utf-8" },
};

static bool answer_own(str path, struct http_answer *a)
{
    struct asset found;
    for (size_t i = 0; i < sizeof OWN / sizeof *OWN; i++)
        if (str_eq(path, str_of(OWN[i].path)) && asset_find(str_of(OWN[i].asset), &found)) {
            *a = (struct http_answer){ .status = 200, .type = OWN[i].type, .bytes = found.bytes };
            return true;
        }
    return false;
}

static const char *type_of(struct arena *a, str path)
{
    const struct media_type *t = media_of_path(path);
    if (!t)
        return "application/octet-stream";
    bool text = t->class == MEDIA_TEXT || str_starts(str_of(t->type), S("text/"));
    return text ? str_format(a, "%s; charset=utf-8", t->type).p : t->type;
}

static void answer_course(struct preview *p, str path, struct http_answer *a)
{
    struct asset nothing;
    struct bundle_file f = { .path = S("") };
    struct err e = { 0 };
    if (!p->shown && str_ends(path, S(".html")) && asset_find(S("serve/nothing.html"), &nothing)) {
        *a = (struct http_answer){ .status = 200, .type = "text/html; charset=utf-8",
                                   .bytes = nothing.bytes };
    } else if (p->shown && !edition_file(p->shown, p->answering, path, &f, &e)) {
        a->status = 500;
        a->bytes = str_dup(p->answering, str_of(e.text));
    } else if (f.path.n > 0) {
        *a = (struct http_answer){ .status = 200, .type = type_of(p->answering, path),
                                   .bytes = f.bytes, .disk = f.disk.n ? f.disk.p : NULL,
                                   .anywhere = str_starts(path, S("media/")) };
    }
}

static str event_of(struct preview *p, struct arena *a)
{
    return str_format(a, "data: %u\n\n", p->version);
}

static void answer(void *ctx, str path, struct http_answer *a)
{
    struct preview *p = ctx;
    arena_free(p->answering);
    p->answering = arena_new();
    struct state now = { p->shown, p->latest, p->version, p->lang };
    if (answer_own(path, a))
        return;
    if (str_starts(path, S("/course/")))
        answer_course(p, str_from(path, 8), a);
    else if (str_eq(path, S("/state")))
        *a = (struct http_answer){ .status = 200, .type = "application/json",
                                   .bytes = state_json(p->answering, &now) };
    else if (str_eq(path, S("/changes")))
        *a = (struct http_answer){ .status = 200, .type = "text/event-stream", .stream = true,
                                   .bytes = event_of(p, p->answering) };
}

/* ------------------------------------------------------------ reading */

static void read_course(struct preview *p)
{
    struct edition *old = p->latest;
    p->latest = edition_read(p->schema, p->course);
    p->version++;
    if (old != p->shown)
        edition_free(old);
    if (!edition_is_ready(p->latest))
        return;
    edition_free(p->shown);
    p->shown = p->latest;
}

static void read_again(struct preview *p, struct preview_news *news)
{
    int64_t began = now_ms();
    struct arena *a = arena_new();
    p->first_change = p->last_change = 0;
    read_course(p);
    http_say(p->http, event_of(p, a));
    arena_free(a);
    *news = (struct preview_news){ .read = true, .shown = p->shown == p->latest,
                                   .ms = (int)(now_ms() - began) };
    for (int g = 0; g <= GRADE_ERROR; g++)
        news->count[g] = p->latest->diags.count[g];
}

/* ------------------------------------------------------------ the loop */

static int sooner(int a, int b)
{
    return a < 0 ? b : b < 0 || a < b ? a : b;
}

/* Milliseconds until a changed course is read; -1: nothing was changed. */
static int until_settled(const struct preview *p)
{
    if (!p->first_change)
        return -1;
    int64_t at = p->last_change + SETTLE_MS, most = p->first_change + SETTLE_MOST_MS;
    int64_t wait = (at < most ? at : most) - now_ms();
    return wait > 0 ? (int)wait : 0;
}

static int wait_for(const struct preview *p)
{
    int64_t alive = p->alive + ALIVE_MS - now_ms();
    int wait = sooner(http_wait(p->http), watch_wait(p->watch));
    return sooner(sooner(wait, until_settled(p)), alive > 0 ? (int)alive : 0);
}

/* Sleeps until there is something to do. A signal is let in only here, so that none
 * slips through between looking and sleeping. */
static bool rest(struct preview *p)
{
    struct err stop = { 0 };
    sigset_t signals, before;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    sigprocmask(SIG_BLOCK, &signals, &before);
    bool go = progress_step(NULL, 0, &stop);
    if (go) {
        int ms = wait_for(p), http = http_fd(p->http), watch = watch_fd(p->watch);
        struct timespec most = { ms / 1000, (long)(ms % 1000) * 1000000 };
        fd_set ready;
        FD_ZERO(&ready);
        FD_SET(http, &ready);
        FD_SET(watch, &ready);
        (void)pselect((http > watch ? http : watch) + 1, &ready, NULL, NULL, &most, &before);
        go = progress_step(NULL, 0, &stop);
    }
    sigprocmask(SIG_SETMASK, &before, NULL);
    return go;
}

bool preview_turn(struct preview *p, struct preview_news *news)
{
    *news = (struct preview_news){ 0 };
    if (!rest(p))
        return false;
    if (watch_turn(p->watch)) {
        p->last_change = now_ms();
        if (!p->first_change)
            p->first_change = p->last_change;
    }
    if (until_settled(p) == 0)
        read_again(p, news);
    if (now_ms() - p->alive >= ALIVE_MS) {
        p->alive = now_ms();
        http_say(p->http, S(":\n\n"));
    }
    http_turn(p->http);
    return true;
}

/* ------------------------------------------------------------ from open to close */

static bool open_all(struct preview *p, const struct preview_how *how, struct err *e)
{
    struct http_site site = { answer, p };
    struct err taken = { 0 };
    str path = str_of(how->course);
    str folder = fs_kind(how->course) == FS_FOLDER ? path : fs_folder_of(p->arena, path);
    p->schema = course_schema_open(e);
    if (p->schema)
        course_schema_keep(p->schema);
    p->watch = p->schema ? watch_open(str_dup(p->arena, folder).p, e) : NULL;
    if (!p->watch)
        return false;
    p->http = http_open(how->port ? how->port : PREVIEW_PORT, &site, how->port ? e : &taken);
    if (!p->http && !how->port)
        p->http = http_open(0, &site, e);
    if (!p->http)
        return false;
    snprintf(p->address, sizeof p->address, "http://127.0.0.1:%d/", http_port(p->http));
    p->alive = now_ms();
    p->first_change = p->last_change = 1;
    return true;
}

struct preview *preview_open(const struct preview_how *how, struct err *e)
{
    struct arena *a = arena_new();
    struct preview *p = NEW(a, struct preview);
    p->arena = a;
    p->course = how->course;
    p->lang = str_of(how->lang);
    if (open_all(p, how, e))
        return p;
    preview_close(p);
    return NULL;
}

void preview_close(struct preview *p)
{
    if (!p)
        return;
    http_close(p->http);
    watch_close(p->watch);
    if (p->latest != p->shown)
        edition_free(p->latest);
    edition_free(p->shown);
    course_schema_close(p->schema);
    arena_free(p->answering);
    arena_free(p->arena);
}

const char *preview_address(const struct preview *p)
{
    return p->address;
}
