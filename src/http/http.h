/*
 * http: answers to a browser on this machine. The only folder that includes
 * libmicrohttpd.
 *
 * A server listens on 127.0.0.1 and nowhere else, and works in the thread of
 * who calls http_turn(): nothing happens behind anybody's back, no lock is
 * needed. Its owner waits for http_fd() beside whatever else it waits for.
 *
 * Everything but GET and HEAD is refused (405), and so is a request whose Host
 * is not this server's own name (421): a page of another site that had its name
 * point at 127.0.0.1 gets nothing. Answers carry an ETag and are asked for again
 * every time (304 when they are the same); files are sent in ranges where a
 * browser asks for one, so that videos can be wound forward.
 */
#pragma once

#include <stdint.h>

#include "base/err.h"
#include "base/str.h"

enum {
    HTTP_CONNECTIONS = 64,                /* at a time */
    HTTP_LISTENERS = 16,                  /* streams at a time; one more ends the oldest */
    HTTP_BACKLOG = 4096,                  /* bytes a stream may lag behind */
};

struct http_answer {
    int status;                           /* 200, 404 */
    const char *type;                     /* "text/css; charset=utf-8" */
    str bytes;                            /* copied */
    const char *disk;                     /* a file instead; NULL: bytes */
    bool stream;                          /* bytes, then all that http_say() says, until it is closed */
    bool anywhere;                        /* may be taken by documents of other origins */
};

struct http_site {
    /* The path is decoded and begins with "/"; it may hold anything. The answer is
     * taken before the next call; a stays as it is for 404. */
    void (*answer)(void *ctx, str path, struct http_answer *a);
    void *ctx;
};

struct http;

/* port 0: one that is free. NULL when it cannot be had. */
MUST struct http *http_open(int port, const struct http_site *site, struct err *e);
void http_close(struct http *h);          /* NULL is fine; ends all streams */

int http_port(const struct http *h);

/* Readable when http_turn() has something to do; so it has after http_wait()
 * milliseconds (-1: never by itself). */
int http_fd(const struct http *h);
int http_wait(const struct http *h);
void http_turn(struct http *h);

/* To everybody who listens to a stream; one that lags too far behind is closed. */
void http_say(struct http *h, str bytes);
