/*
 * Bytes come from read(); when the file is not UTF-8 they go through a charset
 * on the way.
 */
#include "grid/input.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "base/fs.h"
#include "intl/charset.h"

enum { PIECE = 64 * 1024 };

struct input {
    struct arena *arena;
    const char *path, *encoding;          /* encoding: as told or proven; "UTF-8" */
    int fd;
    bool mark;
    uint64_t size, taken;
    struct charset *charset;              /* NULL: UTF-8 already */
    bool archive;
    bool told;                            /* the encoding, by somebody; it is not proven */
    str first;                            /* its first bytes as they are */
    char *piece;                          /* bytes before the charset */
    str pending;                          /* of them still to convert */
    bool ended;
};

/* First bytes of what people hand over by mistake. */
static const struct { const char *bytes; size_t n; const char *what; } magics[] = {
#define MAGIC(bytes, what) { bytes, sizeof bytes - 1, what }
    MAGIC("PK\005\006", "an empty ZIP archive"),
    MAGIC("SQLite format 3", "an SQLite database; name it by --db if it is the store"),
    MAGIC("%PDF-", "a PDF document; ask for the table it was made from"),
    MAGIC("\x1F\x8B", "compressed by gzip; unpack it first"),
    MAGIC("\x89PNG", "a picture"),
    MAGIC("\x7F" "ELF", "a program"),
    MAGIC("<?xml", "an XML document; export the report as CSV"),
    MAGIC("<!DOCTYPE", "a web page, perhaps a login page that was saved; export the report as CSV"),
    MAGIC("<html", "a web page, perhaps a login page that was saved; export the report as CSV"),
#undef MAGIC
};

/* Old documents of Microsoft Office, and new ones with a password, are folders of streams
 * (MS-CFB) whose names say what they are; they stand in sectors of 512 bytes. */
static const char *compound_kind(const struct input *in)
{
    static const struct { const char *name, *what; } kinds[] = {
        { "EncryptedPackage", "a document with a password; open it and save it without one" },
        { "Workbook", "a spreadsheet in Excel's old format (XLS); open it and save it as XLSX" },
        { "Book", "a spreadsheet in Excel's old format (XLS); open it and save it as XLSX" },
        { "WordDocument", "a text document in Word's old format (DOC); put its table into a spreadsheet" },
    };
    enum { ENTRY = 128, ENTRIES = 32, SECTOR_AT = 48 };
    const unsigned char *p = (const unsigned char *)in->first.p + SECTOR_AT;
    char entries[ENTRY * ENTRIES];
    off_t at = in->first.n < SECTOR_AT + 4 ? 0
             : 512 * (1 + (off_t)(p[0] | p[1] << 8 | p[2] << 16 | (uint32_t)p[3] << 24));
    ssize_t n = pread(in->fd, entries, sizeof entries, at);
    for (ssize_t i = 0; i + ENTRY <= n; i += ENTRY)
        for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
            const char *name = kinds[k].name;
            size_t c = 0;
            while (name[c] != 0 && entries[i + 2 * (ssize_t)c] == name[c])     /* UTF-16LE */
                c++;
            if (name[c] == 0 && entries[i + 2 * (ssize_t)c] == 0)
                return kinds[k].what;
        }
    return "an old document of Microsoft Office; open it and save its table as XLSX or \"CSV UTF-8\"";
}

static bool refuse_magic(const struct input *in, str head, struct err *e)
{
    if (str_starts(head, S("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")))
        return err_set(e, ERR_INPUT, "%s is %s", in->path, compound_kind(in));
    for (size_t i = 0; i < sizeof magics / sizeof *magics; i++)
        if (str_starts(head, (str){ magics[i].bytes, magics[i].n }))
            return err_set(e, ERR_INPUT, "%s is %s", in->path, magics[i].what);
    return true;
}

static bool refuse_zeros(const struct input *in, str head, struct err *e)
{
    const char *zero = head.n > 0 ? memchr(head.p, 0, head.n) : NULL;
    if (zero == NULL)
        return true;
    size_t at = (size_t)(zero - head.p);
    if (at <= 1 && head.n >= 4 && head.p[at + 2] == 0)
        return err_set(e, ERR_INPUT, "%s looks like UTF-16 without its mark; if it is, say "
                       "--encoding %s", in->path, at == 1 ? "UTF-16LE" : "UTF-16BE");
    const char *line = memchr(head.p, '\n', head.n);
    if (line != NULL && line < zero)
        return true;                      /* a row's own trouble */
    return err_set(e, ERR_INPUT, "%s is not a text file: it has a zero byte at offset %zu",
                   in->path, at);
}

static const char *marked_encoding(str head, size_t *length)
{
    static const struct { str mark; const char *name; } marks[] = {
        { { "\xEF\xBB\xBF", 3 }, "UTF-8" },
        { { "\xFF\xFE\0\0", 4 }, "UTF-32LE" },
        { { "\0\0\xFE\xFF", 4 }, "UTF-32BE" },
        { { "\xFF\xFE", 2 }, "UTF-16LE" },
        { { "\xFE\xFF", 2 }, "UTF-16BE" },
    };
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (str_starts(head, marks[i].mark)) {
            *length = marks[i].mark.n;
            return marks[i].name;
        }
    *length = 0;
    return NULL;
}

/* A mark is proof and goes before what was told. */
static void choose_encoding(struct input *in, const char *told)
{
    size_t mark;
    const char *proven = marked_encoding(in->first, &mark);
    in->archive = str_starts(in->first, S("PK\003\004"));
    in->mark = proven != NULL;
    in->encoding = proven != NULL ? proven : told != NULL ? told : "UTF-8";
    in->told = proven == NULL && told != NULL;
}

bool input_must_be_text(const struct input *in, struct err *e)
{
    size_t mark;
    const char *proven = marked_encoding(in->first, &mark);
    return refuse_magic(in, str_from(in->first, mark), e)
        && (proven != NULL || in->told || refuse_zeros(in, in->first, e));
}

static bool open_charset(struct input *in, struct err *e)
{
    charset_close(in->charset);
    in->charset = NULL;
    if (in->archive || str_eq_nocase(str_of(in->encoding), S("UTF-8")))
        return true;
    in->charset = charset_open(in->arena, in->encoding, e);
    if (in->charset == NULL)
        return false;
    in->encoding = charset_name(in->charset);
    return true;
}

static bool read_file(struct input *in, char *p, size_t cap, size_t *n, struct err *e)
{
    ssize_t got;
    do
        got = read(in->fd, p, cap);
    while (got < 0 && errno == EINTR);
    if (got < 0)
        return err_system(e, "cannot read %s", in->path);
    *n = (size_t)got;
    in->taken += (uint64_t)got;
    return true;
}

static bool read_converted(struct input *in, char *p, size_t cap, size_t *n, struct err *e)
{
    *n = 0;
    while (*n == 0) {
        if (in->pending.n == 0 && !in->ended) {
            size_t got;
            if (!read_file(in, in->piece, PIECE, &got, e))
                return false;
            in->pending = (str){ in->piece, got };
            in->ended = got == 0;
        }
        if (!charset_read(in->charset, &in->pending, in->ended, p, cap, n, e))
            return err_in(e, "%s", in->path);
        if (in->ended && *n == 0)
            return true;
    }
    return true;
}

static bool read_any(void *self, char *p, size_t cap, size_t *n, struct err *e)
{
    struct input *in = self;
    return in->charset != NULL ? read_converted(in, p, cap, n, e) : read_file(in, p, cap, n, e);
}

static bool look_inside(struct input *in, const char *told, struct err *e)
{
    size_t n = 0;
    if (!read_file(in, in->piece, PIECE, &n, e))
        return false;
    if (n == 0)
        return err_set(e, ERR_INPUT, "%s is empty", in->path);
    in->first = str_dup(in->arena, (str){ in->piece, n });
    choose_encoding(in, told);
    return input_rewind(in, e);
}

struct input *input_open(struct arena *a, const char *path, const char *encoding, struct err *e)
{
    struct input *in = NEW(a, struct input);
    *in = (struct input){ .arena = a, .path = path, .fd = -1, .piece = arena_get(a, PIECE) };
    enum fs_kind kind = fs_kind(path);
    if (kind == FS_FOLDER) {
        (void)err_set(e, ERR_INPUT, "%s is a folder; name the files in it", path);
        return NULL;
    }
    if (kind == FS_OTHER || (kind == FS_ABSENT && strcmp(path, "-") == 0)) {
        (void)err_set(e, ERR_INPUT, "%s is not a file; what comes through a pipe must be saved to "
                      "a file first, because it is read twice", path);
        return NULL;
    }
    in->fd = open(path, O_RDONLY | O_CLOEXEC);
    if (in->fd < 0) {
        (void)err_system(e, "cannot read %s", path);
        return NULL;
    }
    if (!fs_size(path, &in->size, e) || !look_inside(in, encoding, e)) {
        input_close(in);
        return NULL;
    }
    return in;
}

void input_close(struct input *in)
{
    if (in == NULL)
        return;
    charset_close(in->charset);
    in->charset = NULL;
    if (in->fd >= 0)
        close(in->fd);
    in->fd = -1;
}

bool input_rewind(struct input *in, struct err *e)
{
    if (lseek(in->fd, 0, SEEK_SET) != 0)
        return err_system(e, "cannot read %s from its beginning", in->path);
    in->taken = 0;
    in->pending = (str){ NULL, 0 };
    in->ended = false;
    return open_charset(in, e);
}

struct csv_from input_bytes(struct input *in)
{
    return (struct csv_from){ read_any, in };
}

const char *input_path(const struct input *in)
{
    return in->path;
}

const char *input_encoding(const struct input *in)
{
    return in->encoding;
}

bool input_has_mark(const struct input *in)
{
    return in->mark;
}

uint64_t input_size(const struct input *in)
{
    return in->size;
}

uint64_t input_taken(const struct input *in)
{
    return in->taken;
}

int input_file(const struct input *in)
{
    return in->fd;
}

bool input_is_archive(const struct input *in)
{
    return in->archive;
}

bool input_head(struct input *in, size_t most, str *out, struct err *e)
{
    char *p = arena_get(in->arena, most);
    size_t n = 0, got = 1, mark = 0;
    while (n < most && got > 0) {
        if (!read_any(in, p + n, most - n, &got, e))
            return false;
        n += got;
    }
    *out = (str){ p, n };
    if (str_starts(*out, S("\xEF\xBB\xBF")))
        mark = 3;
    *out = str_from(*out, mark);
    return input_rewind(in, e);
}

bool input_digest(const struct input *in, struct sha256 *out, struct err *e)
{
    return sha256_of_open(in->fd, in->path, out, e);
}
