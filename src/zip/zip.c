/*
 * In: a bundle. Out: an archive in a draft file that takes its final name when
 * libzip has written the last byte of it. libzip assembles what worker threads
 * have deflated, and streams what is stored.
 */
#include "zip/zip.h"

#include "base/fs.h"
#include "base/media.h"
#include "zip/stream.h"

enum {
    LEVEL = 6,                            /* of zlib, for what is too large to be packed ahead */
    OUTPUT_BUFFER = 64 * 1024,
    /* 1980-01-01 12:00:00, the first day a DOS stamp can say. libzip takes it
     * through mktime() and localtime() of the reader's zone and back: noon in
     * January exists in every zone. */
    DOS_DATE = 0 << 9 | 1 << 5 | 1,
    DOS_TIME = 12 << 11,
};

static const zip_uint32_t MODE = 0100644u << 16;

/* Deflating what is compressed already costs nearly all the time of packing
 * and makes it larger. */
static bool is_stored(str path)
{
    const struct media_type *type = media_of_path(path);
    return type != NULL && type->packed;
}

static bool no_memory(struct err *e)
{
    return err_set(e, ERR_SYSTEM, "not enough memory to write an archive");
}

static bool add_entry(zip_t *archive, const char *name, struct zip_input *in, bool stored,
                      struct err *e)
{
    zip_source_t *source = zip_input_source(in);
    if (source == NULL)
        return no_memory(e);
    zip_int64_t at = zip_file_add(archive, name, source, ZIP_FL_ENC_UTF_8);
    if (at < 0) {
        zip_source_free(source);
        return err_set(e, ERR_SYSTEM, "cannot add %s: %s", name, zip_strerror(archive));
    }
    zip_uint64_t i = (zip_uint64_t)at;
    if (zip_set_file_compression(archive, i, stored ? ZIP_CM_STORE : ZIP_CM_DEFLATE, LEVEL) != 0
        || zip_file_set_dostime(archive, i, DOS_TIME, DOS_DATE, 0) != 0
        || zip_file_set_external_attributes(archive, i, 0, ZIP_OPSYS_UNIX, MODE) != 0)
        return err_set(e, ERR_SYSTEM, "cannot add %s: %s", name, zip_strerror(archive));
    return true;
}

/* ------------------------------------------------------------ who packs what */

struct writing {
    const struct bundle *bundle;
    const char *path;                     /* for sentences */
    struct arena *arena;
    struct progress *progress;
    VEC(size_t) ahead;                    /* which files the packer deflates, in order */
    struct packer *packer;
};

/* A large file on disk is streamed, and deflated by libzip while it is. */
static bool is_packed_ahead(const struct bundle_file *f)
{
    uint64_t size;
    struct err ignored = { 0 };           /* the stream says it when its turn comes */
    if (is_stored(f->path))
        return false;
    return f->disk.n == 0
           || (fs_size(f->disk.p, &size, &ignored) && size > 0 && size <= PACKER_MOST);
}

static void choose_ahead(struct writing *w)
{
    for (size_t i = 0; i < w->bundle->files.n; i++)
        if (is_packed_ahead(&w->bundle->files.v[i]))
            *vec_push(w->arena, &w->ahead) = i;
}

static bool add_all(struct writing *w, zip_t *archive, struct err *e)
{
    const struct bundle *b = w->bundle;
    for (size_t i = 0, turn = 0; i < b->files.n; i++) {
        const struct bundle_file *f = &b->files.v[i];
        struct zip_input *in = NEW(w->arena, struct zip_input);
        *in = (struct zip_input){ .file = f, .arena = w->arena, .progress = w->progress, .err = e };
        if (turn < w->ahead.n && w->ahead.v[turn] == i) {
            in->packer = w->packer;
            in->turn = turn++;
        }
        if (!add_entry(archive, str_dup(w->arena, f->path).p, in, is_stored(f->path), e))
            return false;
    }
    return true;
}

/* ------------------------------------------------------------ the archive */

/* The streams have said what went wrong; else libzip has to. */
static bool close_archive(zip_t *archive, const char *path, struct err *e)
{
    if (zip_close(archive) == 0)
        return true;
    if (e->kind == ERR_NONE)
        err_set(e, ERR_SYSTEM, "cannot write %s: %s", path, zip_strerror(archive));
    zip_discard(archive);
    return false;
}

static bool write_archive(struct writing *w, FILE *to, struct err *e)
{
    struct zip_output out = { .to = to, .path = w->path, .err = e };
    zip_source_t *sink = zip_output_source(&out);
    zip_t *archive = sink ? zip_open_from_source(sink, ZIP_CREATE | ZIP_TRUNCATE, NULL) : NULL;
    if (archive == NULL) {
        zip_source_free(sink);
        return no_memory(e);
    }
    if (!add_all(w, archive, e)) {
        zip_discard(archive);
        return false;
    }
    return close_archive(archive, w->path, e);
}

static bool write_draft(struct writing *w, FILE *to, size_t threads, struct err *e)
{
    choose_ahead(w);
    w->packer = packer_open(w->arena, w->bundle, w->ahead.v, w->ahead.n, threads);
    bool ok = write_archive(w, to, e);
    packer_close(w->packer);
    return ok;
}

static uint64_t bytes_of(const struct bundle *b)
{
    uint64_t sum = 0;
    for (size_t i = 0; i < b->files.n; i++) {
        const struct bundle_file *f = &b->files.v[i];
        uint64_t size = f->bytes.n;
        struct err ignored = { 0 };       /* the stream says it when its turn comes */
        if (f->disk.n > 0 && !fs_size(f->disk.p, &size, &ignored))
            size = 0;
        sum += size;
    }
    return sum;
}

bool zip_write_by(const struct bundle *b, const char *path, size_t threads, struct progress *p,
                  struct err *e)
{
    struct fs_draft draft;
    if (b->files.n == 0)                  /* libzip would delete the file */
        return err_set(e, ERR_INPUT, "%s: there is nothing to put into the archive", path);
    if (!fs_draft_open(&draft, path, FS_PUBLIC, e))
        return false;
    struct arena *a = arena_new();
    struct writing w = { .bundle = b, .path = path, .arena = a, .progress = p };
    setvbuf(draft.to, arena_get(a, OUTPUT_BUFFER), _IOFBF, OUTPUT_BUFFER);
    progress_begin(p, p ? p->what : NULL, "bytes", bytes_of(b));
    bool ok = write_draft(&w, draft.to, threads, e);
    if (ok)
        ok = fs_draft_keep(&draft, e);
    else
        fs_draft_drop(&draft);
    arena_free(a);
    return ok;
}

bool zip_write(const struct bundle *b, const char *path, struct progress *p, struct err *e)
{
    return zip_write_by(b, path, 0, p, e);
}
