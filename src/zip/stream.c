/*
 * In: libzip's commands to a source. Out: bytes of a bundle's file, from memory
 * or disk, and bytes of the archive into an open FILE. Both are one function
 * with a command, because that is the shape of zip_source_function().
 */
#define _GNU_SOURCE                       /* sync_file_range() */
#include "zip/stream.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool is_on_disk(const struct zip_input *in)
{
    return !in->packer && in->file->disk.n > 0;
}

static zip_int64_t input_trouble(struct zip_input *in, int code, const char *verb)
{
    int number = errno;
    zip_error_set(&in->error, code, number);
    errno = number;
    err_system(in->err, "cannot %s %s", verb, in->file->disk.p);
    return -1;
}

/* The sentence is in the err already. */
static zip_int64_t input_refused(struct zip_input *in, int code)
{
    zip_error_set(&in->error, code, 0);
    return -1;
}

/* What is made when it is wanted does not count: nobody knew its size before. */
static bool step(struct zip_input *in, uint64_t n)
{
    return progress_step(in->progress, in->file->maker ? 0 : n, in->err);
}

static bool take_packed(struct zip_input *in)
{
    in->packed = packer_take(in->packer, in->turn);
    if (in->packed->err.kind != ERR_NONE) {
        *in->err = in->packed->err;
        return false;
    }
    in->bytes = in->packed->bytes;
    in->size = in->packed->size;
    return step(in, in->size);
}

static bool take_bytes(struct zip_input *in)
{
    if (!bundle_bytes(in->file, in->arena, &in->bytes, in->err))
        return false;
    in->size = in->bytes.n;
    return true;
}

/* Once, before anything else is known of it. */
static zip_int64_t get_ready(struct zip_input *in)
{
    struct stat st;
    if (in->ready)
        return 0;
    if (!is_on_disk(in)) {
        if (!(in->packer ? take_packed(in) : take_bytes(in)))
            return input_refused(in, ZIP_ER_CANCELLED);
    } else if (stat(in->file->disk.p, &st) == 0) {
        in->size = (uint64_t)st.st_size;
    } else {
        return input_trouble(in, ZIP_ER_READ, "read");
    }
    in->ready = true;
    return 0;
}

/* What says all of this has its bytes copied and not deflated again. */
static zip_int64_t input_stat(struct zip_input *in, zip_stat_t *out)
{
    if (get_ready(in) != 0)
        return -1;
    zip_stat_init(out);
    out->size = in->size;
    out->valid = ZIP_STAT_SIZE;
    if (in->packed) {
        out->comp_size = in->bytes.n;
        out->comp_method = ZIP_CM_DEFLATE;
        out->encryption_method = ZIP_EM_NONE;
        out->crc = in->packed->crc;
        out->valid |= ZIP_STAT_COMP_SIZE | ZIP_STAT_COMP_METHOD | ZIP_STAT_ENCRYPTION_METHOD
                      | ZIP_STAT_CRC;
    }
    return sizeof *out;
}

static zip_int64_t input_open(struct zip_input *in)
{
    in->at = 0;
    if (!is_on_disk(in))
        return get_ready(in);
    in->fd = open(in->file->disk.p, O_RDONLY | O_CLOEXEC);
    return in->fd >= 0 ? 0 : input_trouble(in, ZIP_ER_OPEN, "open");
}

static zip_int64_t read_bytes(struct zip_input *in, void *to, size_t most)
{
    size_t left = in->bytes.n - (size_t)in->at;
    size_t n = left < most ? left : most;
    if (n > 0)
        memcpy(to, in->bytes.p + in->at, n);
    in->at += n;
    if (!in->packed && !step(in, n))
        return input_refused(in, ZIP_ER_CANCELLED);
    return (zip_int64_t)n;
}

/* The size is in the archive before the bytes are, so it may not change. */
static zip_int64_t read_disk(struct zip_input *in, void *to, size_t most)
{
    ssize_t n;
    do
        n = read(in->fd, to, most);
    while (n < 0 && errno == EINTR);
    if (n < 0)
        return input_trouble(in, ZIP_ER_READ, "read");
    in->at += (uint64_t)n;
    if (in->at > in->size || (n == 0 && most > 0 && in->at < in->size)) {
        err_set(in->err, ERR_SYSTEM, "%s changed while it was being packed; pack again",
                in->file->disk.p);
        return input_refused(in, ZIP_ER_CHANGED);
    }
    return step(in, (uint64_t)n) ? n : input_refused(in, ZIP_ER_CANCELLED);
}

static zip_int64_t input_read(struct zip_input *in, void *to, zip_uint64_t most)
{
    return is_on_disk(in) ? read_disk(in, to, (size_t)most) : read_bytes(in, to, (size_t)most);
}

static zip_int64_t input_close(struct zip_input *in)
{
    if (in->fd >= 0)
        close(in->fd);
    in->fd = -1;
    return 0;
}

static zip_int64_t input_call(void *user, void *data, zip_uint64_t n, zip_source_cmd_t command)
{
    struct zip_input *in = user;
    switch (command) {
    case ZIP_SOURCE_OPEN:  return input_open(in);
    case ZIP_SOURCE_READ:  return input_read(in, data, n);
    case ZIP_SOURCE_CLOSE: return input_close(in);
    case ZIP_SOURCE_FREE:  return input_close(in);
    case ZIP_SOURCE_STAT:  return input_stat(in, data);
    case ZIP_SOURCE_ERROR: return zip_error_to_data(&in->error, data, n);
    case ZIP_SOURCE_SUPPORTS:
        return ZIP_SOURCE_SUPPORTS_READABLE | ZIP_SOURCE_MAKE_COMMAND_BITMASK(ZIP_SOURCE_SUPPORTS);
    default:
        zip_error_set(&in->error, ZIP_ER_OPNOTSUPP, 0);
        return -1;
    }
}

zip_source_t *zip_input_source(struct zip_input *in)
{
    in->fd = -1;
    zip_error_init(&in->error);
    return zip_source_function_create(input_call, in, NULL);
}

static zip_int64_t output_trouble(struct zip_output *out, int code)
{
    int number = errno;
    zip_error_set(&out->error, code, number);
    errno = number;
    err_system(out->err, "cannot write %s", out->path);
    return -1;
}

/* "There is no such file yet" is how libzip hears that it starts afresh. */
static zip_int64_t output_stat(struct zip_output *out)
{
    zip_error_set(&out->error, ZIP_ER_READ, ENOENT);
    return -1;
}

/* The disk begins while there is still more to come, so the sync at the end has
 * little left to wait for. Only a hint: nothing is safe before that. */
static void hint_disk(struct zip_output *out, uint64_t n)
{
    enum { ENOUGH = 8 * 1024 * 1024 };
    out->fresh += n;
    if (out->fresh < ENOUGH)
        return;
    out->fresh = 0;
#ifdef SYNC_FILE_RANGE_WRITE
    (void)sync_file_range(fileno(out->to), 0, 0, SYNC_FILE_RANGE_WRITE);
#endif
}

static zip_int64_t output_write(struct zip_output *out, const void *data, zip_uint64_t n)
{
    if (fwrite(data, 1, (size_t)n, out->to) != n)
        return output_trouble(out, ZIP_ER_WRITE);
    hint_disk(out, n);
    return (zip_int64_t)n;
}

static zip_int64_t output_tell(struct zip_output *out)
{
    off_t at = ftello(out->to);
    return at >= 0 ? at : output_trouble(out, ZIP_ER_TELL);
}

static zip_int64_t output_seek(struct zip_output *out, void *data, zip_uint64_t n)
{
    const zip_source_args_seek_t *where =
        ZIP_SOURCE_GET_ARGS(zip_source_args_seek_t, data, n, &out->error);
    if (where == NULL)
        return -1;
    if (fseeko(out->to, where->offset, where->whence) != 0)
        return output_trouble(out, ZIP_ER_SEEK);
    return 0;
}

static zip_int64_t output_commit(struct zip_output *out)
{
    return fflush(out->to) == 0 ? 0 : output_trouble(out, ZIP_ER_WRITE);
}

/* Asked for at birth, or libzip takes the archive for read-only; only the
 * commands of writing are ever given. */
static zip_int64_t output_call(void *user, void *data, zip_uint64_t n, zip_source_cmd_t command)
{
    struct zip_output *out = user;
    switch (command) {
    case ZIP_SOURCE_STAT:           return output_stat(out);
    case ZIP_SOURCE_WRITE:          return output_write(out, data, n);
    case ZIP_SOURCE_TELL_WRITE:     return output_tell(out);
    case ZIP_SOURCE_SEEK_WRITE:     return output_seek(out, data, n);
    case ZIP_SOURCE_COMMIT_WRITE:   return output_commit(out);
    case ZIP_SOURCE_BEGIN_WRITE:
    case ZIP_SOURCE_ROLLBACK_WRITE:
    case ZIP_SOURCE_FREE:           return 0;
    case ZIP_SOURCE_ERROR:          return zip_error_to_data(&out->error, data, n);
    case ZIP_SOURCE_SUPPORTS:       return ZIP_SOURCE_SUPPORTS_WRITABLE;
    default:
        zip_error_set(&out->error, ZIP_ER_OPNOTSUPP, 0);
        return -1;
    }
}

zip_source_t *zip_output_source(struct zip_output *out)
{
    zip_error_init(&out->error);
    return zip_source_function_create(output_call, out, NULL);
}
