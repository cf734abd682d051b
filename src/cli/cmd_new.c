#include <stddef.h>
#include <string.h>

#include "base/asset.h"
#include "base/fs.h"
#include "cli/command.h"
#include "xml/xml.h"

struct new_args { const char *title; };

static const struct opt options[] = {
    { 't', "title", "TEXT", OPT_TEXT, offsetof(struct new_args, title), "the title of the course",
      NULL },
};

static bool is_free(struct run *r, const char *dir)
{
    str *names;
    size_t n;
    enum fs_kind kind = fs_kind(dir);
    if (kind == FS_ABSENT)
        return true;
    if (kind != FS_FOLDER)
        return err_set(&r->err, ERR_USAGE, "%s is not a folder", dir);
    if (!fs_names(r->arena, dir, &names, &n, &r->err))
        return false;
    return n == 0 || err_set(&r->err, ERR_USAGE, "the folder %s is not empty; name a new one", dir);
}

/* The name of the folder as an identifier: "My Course" -> "my-course". */
static str identifier_of(struct arena *a, str dir)
{
    struct buf b = buf_new(a);
    while (dir.n > 1 && str_ends(dir, S("/")))
        dir.n--;
    for (size_t i = dir.n; i-- > 0; )
        if (dir.p[i] == '/') {
            dir = str_from(dir, i + 1);
            break;
        }
    for (size_t i = 0; i < dir.n && b.n < 40; i++) {
        char c = dir.p[i];
        c = (char)(c >= 'A' && c <= 'Z' ? c + 'a' - 'A' : c);
        bool letter = c >= 'a' && c <= 'z', digit = c >= '0' && c <= '9';
        if (letter || (digit && b.n > 0))
            buf_byte(&b, c);
        else if (b.n > 0 && b.p[b.n - 1] != '-')
            buf_byte(&b, '-');
    }
    while (b.n > 0 && b.p[b.n - 1] == '-')
        b.n--;
    return buf_str(&b);
}

/* `text` with the first `from` replaced; as it is when there is none. */
static str replaced(struct arena *a, str text, str from, str to)
{
    size_t at = str_find(text, from);
    if (at == text.n || to.n == 0)
        return text;
    struct buf b = buf_new(a);
    buf_put(&b, str_head(text, at));
    buf_put(&b, to);
    buf_put(&b, str_from(text, at + from.n));
    return buf_str(&b);
}

static str escaped(struct arena *a, const char *text)
{
    struct buf b = buf_new(a);
    struct xml_out o = { .to = &b };
    xml_put_text(&o, str_of(text));
    return buf_str(&b);
}

static str personal(struct run *r, const struct new_args *args, const char *dir, str text)
{
    struct arena *a = r->arena;
    str id = identifier_of(a, str_of(dir));
    if (args->title)
        text = replaced(a, text, S("<title>My course</title>"),
                        str_format(a, "<title>" STR_FMT "</title>",
                                   STR_ARG(escaped(a, args->title))));
    if (id.n)
        text = replaced(a, text, S("id=\"my-course\""),
                        str_format(a, "id=\"" STR_FMT "\"", STR_ARG(id)));
    return text;
}

/* As a shell takes it for one word. */
static const char *as_typed(struct arena *a, const char *word, const char *behind)
{
    static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._/-";
    bool quoted = word[strspn(word, plain)] != 0;
    struct buf b = buf_new(a);
    buf_puts(&b, quoted ? "'" : "");
    for (const char *c = word; *c; c++)
        if (*c == '\'')
            buf_puts(&b, "'\\''");
        else
            buf_byte(&b, *c);
    buf_puts(&b, behind);
    buf_puts(&b, quoted ? "'" : "");
    buf_byte(&b, 0);
    return b.p;
}

static bool make(struct run *r, void *args, char **rest)
{
    struct asset asset;
    if (!run_words(r, rest, 1, 1, "the name of a new folder") || !is_free(r, rest[0]))
        return false;
    str title = str_of(((struct new_args *)args)->title);
    if (str_utf8_bad(title) < title.n)
        return err_set(&r->err, ERR_USAGE, "the title is not UTF-8");
    for (size_t i = 0; asset_next(S("cli/new/"), &i, &asset); ) {
        str name = str_from(asset.path, strlen("cli/new/"));
        str path = fs_join(r->arena, str_of(rest[0]), name);
        str text = str_eq(name, S("course.xml")) ? personal(r, args, rest[0], asset.bytes)
                                                 : asset.bytes;
        if (!fs_make_folder(fs_folder_of(r->arena, path).p, &r->err)
            || !fs_write(path.p, text, FS_PUBLIC, &r->err))
            return false;
    }
    const char *typed = as_typed(r->arena, rest[0], "");
    run_note(r, "%s holds a small course. Open course.xml in an editor; then:\n"
             "  etalon preview %s\n"
             "  etalon check %s\n"
             "  etalon pack %s --to web -o %s",
             rest[0], typed, typed, typed, as_typed(r->arena, rest[0], "-site/"));
    return true;
}

const struct command command_new = {
    .name = "new",
    .usage = "DIR [--title TEXT]",
    .summary = "begin a course with one that already packs",
    .opts = { options, sizeof options / sizeof *options },
    .args_size = sizeof(struct new_args),
    .run = make,
};
