#include "base/err.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* A text that was cut ends at a whole UTF-8 character. */
static void cut_at_character(char *text, size_t n)
{
    while (n > 0 && ((unsigned char)text[n - 1] & 0xC0) == 0x80)
        n--;
    if (n > 0 && (unsigned char)text[n - 1] >= 0xC0)
        n--;
    text[n] = 0;
}

__attribute__((format(printf, 3, 0)))
static void put(struct err *e, size_t at, const char *format, va_list args)
{
    int n = vsnprintf(e->text + at, sizeof e->text - at, format, args);
    if (n >= 0 && at + (size_t)n >= sizeof e->text)
        cut_at_character(e->text, sizeof e->text - 1);
}

bool err_set(struct err *e, enum err_kind kind, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    e->kind = kind;
    put(e, 0, format, args);
    va_end(args);
    return false;
}

bool err_in(struct err *e, const char *format, ...)
{
    struct err was = *e;
    va_list args;
    va_start(args, format);
    put(e, 0, format, args);
    va_end(args);
    size_t n = strlen(e->text);
    int more = snprintf(e->text + n, sizeof e->text - n, ": %s", was.text);
    if (more >= 0 && n + (size_t)more >= sizeof e->text)
        cut_at_character(e->text, sizeof e->text - 1);
    return false;
}

bool err_system(struct err *e, const char *format, ...)
{
    char reason[128];
    if (strerror_r(errno, reason, sizeof reason) != 0)
        reason[0] = 0;
    va_list args;
    va_start(args, format);
    e->kind = ERR_SYSTEM;
    put(e, 0, format, args);
    va_end(args);
    size_t n = strlen(e->text);
    snprintf(e->text + n, sizeof e->text - n, ": %s", reason);
    return false;
}
