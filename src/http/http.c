/*
 * Requests go in, what the site says comes out. libmicrohttpd runs inside
 * http_turn() on an epoll of its own. A stream that has nothing to say is
 * suspended, else libmicrohttpd would ask it again and again.
 */
#include "http/http.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <microhttpd.h>
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"

struct stream {
    struct http *server;
    struct MHD_Connection *connection;    /* NULL: the slot is free */
    uint64_t number;                      /* streams are counted */
    bool suspended, ended;
    size_t n;
    char pending[HTTP_BACKLOG];
};

struct http {
    struct arena *arena;
    struct http_site site;
    struct MHD_Daemon *daemon;
    int fd, port;
    char hosts[2][32];                    /* "127.0.0.1:8765" and "localhost:8765" */
    bool again;                           /* a stream was woken: libmicrohttpd may not say so itself */
    uint64_t counted;                     /* streams ever */
    struct stream streams[HTTP_CONNECTIONS];    /* one that its browser left ends when it is spoken to */
};

/* ------------------------------------------------------------ streams */

static ssize_t on_stream_read(void *ctx, uint64_t at, char *to, size_t room)
{
    struct stream *s = ctx;
    (void)at;
    size_t n = s->n < room ? s->n : room;
    if (n > 0) {
        memcpy(to, s->pending, n);
        memmove(s->pending, s->pending + n, s->n - n);
        s->n -= n;
        return (ssize_t)n;
    }
    if (s->ended)
        return MHD_CONTENT_READER_END_OF_STREAM;
    s->suspended = true;
    MHD_suspend_connection(s->connection);
    return 0;
}

static void on_stream_end(void *ctx)
{
    struct stream *s = ctx;
    s->connection = NULL;
}

static void wake(struct stream *s)
{
    if (!s->suspended)
        return;
    MHD_resume_connection(s->connection);
    s->suspended = false;
    s->server->again = true;
}

static void end(struct stream *s)
{
    s->ended = true;
    wake(s);
}

static void say(struct stream *s, str bytes)
{
    if (bytes.n > HTTP_BACKLOG - s->n) {
        end(s);                           /* the browser asks for a new one */
        return;
    }
    if (bytes.n > 0)
        memcpy(s->pending + s->n, bytes.p, bytes.n);
    s->n += bytes.n;
    wake(s);
}

static bool is_live(const struct stream *s)
{
    return s->connection && !s->ended;
}

/* A slot for one more; there is one for every connection. */
static struct stream *new_stream(struct http *h)
{
    struct stream *slot = NULL, *oldest = NULL;
    size_t live = 0;
    for (size_t i = 0; i < HTTP_CONNECTIONS; i++) {
        struct stream *s = &h->streams[i];
        if (!s->connection)
            slot = s;
        if (!is_live(s))
            continue;
        live++;
        if (!oldest || s->number < oldest->number)
            oldest = s;
    }
    if (live >= HTTP_LISTENERS)
        end(oldest);
    return slot;
}

static struct MHD_Response *stream_response(struct http *h, struct MHD_Connection *c, str first)
{
    struct stream *s = new_stream(h);
    struct MHD_Response *r = s ? MHD_create_response_from_callback(
                                     MHD_SIZE_UNKNOWN, 4096, on_stream_read, s, on_stream_end) : NULL;
    if (!r)
        return NULL;
    s->server = h;
    s->connection = c;
    s->number = ++h->counted;
    s->suspended = s->ended = false;
    s->n = 0;
    MHD_set_connection_option(c, MHD_CONNECTION_OPTION_TIMEOUT, 0u);
    say(s, first);
    return r;
}

void http_say(struct http *h, str bytes)
{
    for (size_t i = 0; i < HTTP_CONNECTIONS; i++)
        if (is_live(&h->streams[i]))
            say(&h->streams[i], bytes);
}

/* ------------------------------------------------------------ bytes and files */

/* "bytes=5-", "bytes=5-9", "bytes=-4" of a file of `size` bytes; anything else
 * is answered with the whole. */
static bool wants_range(str header, uint64_t size, uint64_t *from, uint64_t *n)
{
    int64_t first, last;
    if (!str_starts(header, S("bytes=")) || size == 0 || size > INT64_MAX)
        return false;
    str rest = str_from(header, 6), begin = str_cut(&rest, '-');
    if (!rest.p || (begin.n > 0 && !str_int(begin, &first)) || (rest.n > 0 && !str_int(rest, &last))
        || (begin.n == 0 && (rest.n == 0 || last < 0)))
        return false;
    if (begin.n == 0) {
        first = last < (int64_t)size ? (int64_t)size - last : 0;
        last = (int64_t)size - 1;
    } else if (rest.n == 0 || last >= (int64_t)size) {
        last = (int64_t)size - 1;
    }
    if (first < 0 || last < first || first >= (int64_t)size)
        return false;
    *from = (uint64_t)first;
    *n = (uint64_t)(last - first) + 1;
    return true;
}

static str header_of(struct MHD_Connection *c, const char *name)
{
    return str_of(MHD_lookup_connection_value(c, MHD_HEADER_KIND, name));
}

struct reply {
    struct MHD_Response *response;
    unsigned status;
    char tag[64];                         /* of the content; "" for none */
    char range[96];
};

static void file_reply(struct MHD_Connection *c, const char *path, struct reply *r)
{
    struct stat s;
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0 || fstat(fd, &s) != 0 || !S_ISREG(s.st_mode)) {
        if (fd >= 0)
            close(fd);
        return;
    }
    uint64_t size = (uint64_t)s.st_size, from = 0, n = size;
    snprintf(r->tag, sizeof r->tag, "\"%llx-%llx-%lx\"", (unsigned long long)s.st_size,
             (unsigned long long)s.st_mtim.tv_sec, (unsigned long)s.st_mtim.tv_nsec);
    str same = header_of(c, "If-Range");
    if ((same.n == 0 || str_eq(same, str_of(r->tag)))
        && wants_range(header_of(c, "Range"), size, &from, &n)) {
        r->status = MHD_HTTP_PARTIAL_CONTENT;
        snprintf(r->range, sizeof r->range, "bytes %llu-%llu/%llu", (unsigned long long)from,
                 (unsigned long long)(from + n - 1), (unsigned long long)size);
    }
    r->response = MHD_create_response_from_fd_at_offset64(n, fd, from);
    if (!r->response)
        close(fd);
}

static void bytes_reply(const struct http_answer *a, struct reply *r)
{
    if (a->status == MHD_HTTP_OK)
        snprintf(r->tag, sizeof r->tag, "\"%zx-%016llx\"", a->bytes.n,
                 (unsigned long long)str_hash(a->bytes));
    r->response = MHD_create_response_from_buffer(a->bytes.n, (void *)(uintptr_t)a->bytes.p,
                                                  MHD_RESPMEM_MUST_COPY);
}

static void replace(struct reply *r, unsigned status, const char *words)
{
    if (r->response)
        MHD_destroy_response(r->response);
    r->status = status;
    r->response = MHD_create_response_from_buffer(strlen(words), (void *)(uintptr_t)words,
                                                  MHD_RESPMEM_PERSISTENT);
}

static void put_headers(struct reply *r, const struct http_answer *a)
{
    MHD_add_response_header(r->response, "Content-Type", a->type);
    MHD_add_response_header(r->response, "Cache-Control", "no-cache");
    MHD_add_response_header(r->response, "X-Content-Type-Options", "nosniff");
    MHD_add_response_header(r->response, "X-Frame-Options", "SAMEORIGIN");
    MHD_add_response_header(r->response, "Referrer-Policy", "no-referrer");
    if (!a->anywhere)
        MHD_add_response_header(r->response, "Cross-Origin-Resource-Policy", "same-origin");
    if (r->tag[0])
        MHD_add_response_header(r->response, "ETag", r->tag);
    if (r->range[0])
        MHD_add_response_header(r->response, "Content-Range", r->range);
    if (a->disk)
        MHD_add_response_header(r->response, "Accept-Ranges", "bytes");
    if (r->status == MHD_HTTP_METHOD_NOT_ALLOWED)
        MHD_add_response_header(r->response, "Allow", "GET, HEAD");
}

static enum MHD_Result reply(struct http *h, struct MHD_Connection *c, const struct http_answer *a)
{
    struct reply r = { .status = (unsigned)a->status };
    if (a->stream)
        r.response = stream_response(h, c, a->bytes);
    else if (a->disk)
        file_reply(c, a->disk, &r);
    else
        bytes_reply(a, &r);
    if (!r.response && a->stream)
        return MHD_NO;
    if (!r.response)
        replace(&r, MHD_HTTP_NOT_FOUND, "There is no such file.\n");
    else if (r.tag[0] && str_eq(header_of(c, "If-None-Match"), str_of(r.tag)))
        replace(&r, MHD_HTTP_NOT_MODIFIED, "");
    if (!r.response)
        return MHD_NO;
    put_headers(&r, a);
    enum MHD_Result queued = MHD_queue_response(c, r.status, r.response);
    MHD_destroy_response(r.response);
    return queued;
}

/* ------------------------------------------------------------ requests */

static enum MHD_Result on_request(void *ctx, struct MHD_Connection *c, const char *url,
                                  const char *method, const char *version, const char *upload,
                                  size_t *upload_n, void **request)
{
    struct http *h = ctx;
    if (!*request) {                      /* at the first call the head is there; an answer now would */
        *request = h;                     /* end the connection */
        return MHD_YES;
    }
    if (*upload_n > 0) {                  /* whatever is sent is passed over before it is refused */
        *upload_n = 0;
        return MHD_YES;
    }
    struct http_answer a = { .status = MHD_HTTP_NOT_FOUND, .type = "text/plain; charset=utf-8",
                             .bytes = S("There is nothing here.\n") };
    (void)version, (void)upload;
    str host = header_of(c, "Host"), how = str_of(method);
    if (!str_eq_nocase(host, str_of(h->hosts[0])) && !str_eq_nocase(host, str_of(h->hosts[1]))) {
        a.status = MHD_HTTP_MISDIRECTED_REQUEST;
        a.bytes = S("This server answers to its own address alone.\n");
    } else if (!str_eq(how, S("GET")) && !str_eq(how, S("HEAD"))) {
        a.status = MHD_HTTP_METHOD_NOT_ALLOWED;
        a.bytes = S("This server only shows things.\n");
    } else {
        h->site.answer(h->site.ctx, str_of(url), &a);
        a.stream = a.stream && str_eq(how, S("GET"));
    }
    return reply(h, c, &a);
}

/* ------------------------------------------------------------ the door */

static int listen_at(int port, struct err *e)
{
    struct sockaddr_in at = { .sin_family = AF_INET, .sin_port = htons((uint16_t)port) };
    at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    int yes = 1, fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0) {
        err_system(e, "cannot make a socket");
        return -1;
    }
    fcntl(fd, F_SETFD, FD_CLOEXEC);
    fcntl(fd, F_SETFL, O_NONBLOCK);
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    if (bind(fd, (struct sockaddr *)&at, sizeof at) == 0 && listen(fd, 64) == 0)
        return fd;
    err_system(e, "cannot listen on 127.0.0.1, port %d", port);
    close(fd);
    return -1;
}

static int port_of(int fd)
{
    struct sockaddr_in at;
    socklen_t n = sizeof at;
    return getsockname(fd, (struct sockaddr *)&at, &n) == 0 ? ntohs(at.sin_port) : 0;
}

struct http *http_open(int port, const struct http_site *site, struct err *e)
{
    int listening = listen_at(port, e);
    if (listening < 0)
        return NULL;
    struct arena *a = arena_new();
    struct http *h = NEW(a, struct http);
    *h = (struct http){ .arena = a, .site = *site, .port = port_of(listening) };
    snprintf(h->hosts[0], sizeof h->hosts[0], "127.0.0.1:%d", h->port);
    snprintf(h->hosts[1], sizeof h->hosts[1], "localhost:%d", h->port);
    h->daemon = MHD_start_daemon(MHD_USE_EPOLL | MHD_ALLOW_SUSPEND_RESUME, (uint16_t)h->port, NULL, NULL,
                                 on_request, h, MHD_OPTION_LISTEN_SOCKET, listening,
                                 MHD_OPTION_CONNECTION_LIMIT, (unsigned)HTTP_CONNECTIONS,
                                 MHD_OPTION_CONNECTION_TIMEOUT, 60u, MHD_OPTION_END);
    const union MHD_DaemonInfo *epoll =
        h->daemon ? MHD_get_daemon_info(h->daemon, MHD_DAEMON_INFO_EPOLL_FD) : NULL;
    if (epoll) {
        h->fd = epoll->epoll_fd;
        return h;
    }
    err_set(e, ERR_SYSTEM, "the server on port %d cannot be started", h->port);
    if (!h->daemon)
        close(listening);
    http_close(h);
    return NULL;
}

void http_close(struct http *h)
{
    if (!h)
        return;
    for (size_t i = 0; i < HTTP_CONNECTIONS; i++)
        if (h->streams[i].connection)
            end(&h->streams[i]);
    if (h->daemon) {
        MHD_run(h->daemon);
        MHD_stop_daemon(h->daemon);
    }
    arena_free(h->arena);
}

int http_port(const struct http *h)
{
    return h->port;
}

int http_fd(const struct http *h)
{
    return h->fd;
}

int http_wait(const struct http *h)
{
    MHD_UNSIGNED_LONG_LONG ms;
    if (h->again)
        return 0;
    if (MHD_get_timeout(h->daemon, &ms) != MHD_YES)
        return -1;
    return ms > 60 * 1000 ? 60 * 1000 : (int)ms;
}

void http_turn(struct http *h)
{
    h->again = false;
    MHD_run(h->daemon);
}
