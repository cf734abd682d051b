#include "render/theme.h"

#include <string.h>

#include "base/asset.h"
#include "base/fs.h"
#include "base/near.h"
#include "render/rules.h"

enum { STYLE_BYTES = 1024 * 1024, THEME_FILES = 100 };

static const char *const shipped[] = { "calm", "high-contrast", NULL };

const char *theme_at(size_t i)
{
    return shipped[i];
}

struct theming {
    struct arena *arena;
    struct theme *theme;
    str folder;                           /* "": it comes with the program */
    str root;                             /* links may not lead out of this one */
    struct diags *diags;
    struct err *e;
};

static bool is_shipped(str name)
{
    for (size_t i = 0; shipped[i]; i++)
        if (str_eq(name, str_of(shipped[i])))
            return true;
    return false;
}

static bool stays_inside(struct theming *w, str disk)
{
    if (fs_is_below(disk.p, w->root.p))
        return true;
    diag_add(w->diags, &rule_W856, (struct place){ .file = disk }, "It is a link that leads out of "
             "the folder.");
    return false;
}

/* What the theme has under this name; *file as it stands in findings. False,
 * without an error, when it has none. */
static bool part(struct theming *w, const char *name, str *bytes, str *file)
{
    struct asset a;
    if (!w->folder.n) {
        *file = str_format(w->arena, "render/themes/" STR_FMT "/%s", STR_ARG(w->theme->name), name);
        bool found = asset_find(*file, &a);
        *bytes = found ? a.bytes : S("");
        return found;
    }
    *file = fs_join(w->arena, w->folder, str_of(name));
    return fs_kind(file->p) != FS_ABSENT && stays_inside(w, *file) && fs_read(w->arena, file->p, STYLE_BYTES, bytes, w->e);
}

static bool ask_calm(struct theming *w, const char *name, str *bytes)
{
    struct theme calm = { .name = S("calm") };
    struct theming of_calm = { .arena = w->arena, .theme = &calm, .diags = w->diags, .e = w->e };
    str file;
    return part(&of_calm, name, bytes, &file)
           || err_set(w->e, ERR_SYSTEM, "this program was built without themes");
}

/* What calm says has no place: a pair is told where the author wrote. */
static bool read_colours(struct theming *w)
{
    str css, file;
    if (!ask_calm(w, "colours.css", &css))
        return false;
    colours_read(css, S("calm"), &w->theme->colours, w->diags);
    for (int i = 0; i < LIGHTS; i++)
        for (int j = 0; j < COLOURS; j++)
            w->theme->colours.of[i][j].at = (struct place){ 0 };
    if (part(w, "colours.css", &css, &file))
        colours_read(css, file, &w->theme->colours, w->diags);
    colours_check(&w->theme->colours, w->diags);
    return w->e->kind == ERR_NONE;
}

static bool read_frame(struct theming *w)
{
    str html, file;
    bool own = part(w, "frame.html", &html, &file);
    if (w->e->kind != ERR_NONE)
        return false;
    if (own && mould_read(w->arena, html, file, &w->theme->frame, w->diags))
        return true;
    return ask_calm(w, "frame.html", &html)
           && mould_read(w->arena, html, S("calm"), &w->theme->frame, w->diags);
}

static int line_of(str text, size_t at)
{
    int line = 1;
    for (size_t i = 0; i < at; i++)
        line += text.p[i] == '\n';
    return line;
}

static str in_lower_case(struct arena *a, str text)
{
    char *to = arena_get(a, text.n + 1);
    for (size_t i = 0; i < text.n; i++)
        to[i] = text.p[i] >= 'A' && text.p[i] <= 'Z' ? (char)(text.p[i] + 0x20) : text.p[i];
    return (str){ to, text.n };
}

/* Style may not call for files of others. */
static void look_at_css(struct theming *w, str css, str file)
{
    static const char *const calls[] = { "@import", "http:", "https:", "url(//", "url(\"//" };
    css = in_lower_case(w->arena, css);
    for (size_t i = 0; i < sizeof calls / sizeof *calls; i++) {
        size_t at = str_find(css, str_of(calls[i]));
        if (at < css.n)
            diag_add(w->diags, &rule_W855,
                     (struct place){ .file = file, .line = line_of(css, at) },
                     "\"%s\" asks for something that is not in the folder of the theme.", calls[i]);
    }
}

static bool read_style(struct theming *w)
{
    str file;
    if (part(w, "theme.css", &w->theme->css, &file))
        look_at_css(w, w->theme->css, file);
    return w->e->kind == ERR_NONE;
}

static bool is_own(str name)
{
    return str_eq(name, S("colours.css")) || str_eq(name, S("theme.css"))
           || str_eq(name, S("frame.html")) || str_eq(name, S("data.js"))
           || str_eq(name, S("page.js"));
}

static bool is_plain(str name)
{
    for (size_t i = 0; i < name.n; i++) {
        char c = name.p[i];
        if (!(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9') && c != '-' && c != '.')
            return false;
    }
    return name.n > 0 && name.n < 64 && !str_eq(fs_suffix_of(name), S(".js"));
}

static void add_file(struct theming *w, str name)
{
    str disk = fs_join(w->arena, w->folder, name);
    if (is_own(name))
        return;
    if (!is_plain(name) || fs_kind(disk.p) != FS_FILE || w->theme->files.n == THEME_FILES) {
        diag_add(w->diags, &rule_W856, (struct place){ .file = disk }, "The file " STR_FMT " is not packed.",
                 STR_ARG(name));
        return;
    }
    if (!stays_inside(w, disk))
        return;
    str path = str_format(w->arena, "etalon/" STR_FMT, STR_ARG(name));
    *vec_push(w->arena, &w->theme->files) = (struct bundle_file){ .path = path, .disk = disk };
    if (str_eq(name, S("logo.svg")) || (str_eq(name, S("logo.png")) && !w->theme->logo.n))
        w->theme->logo = path;
}

static bool read_files(struct theming *w)
{
    str *names;
    size_t n = 0;
    if (!w->folder.n)
        return true;
    if (!fs_names(w->arena, w->folder.p, &names, &n, w->e))
        return false;
    for (size_t i = 0; i < n; i++)
        add_file(w, names[i]);
    return true;
}

static const struct theme *read(struct arena *a, str name, str folder, str root, struct diags *d,
                                struct err *e)
{
    struct theme *t = NEW(a, struct theme);
    struct theming w = { a, t, folder, root, d, e };
    t->name = name;
    return read_colours(&w) && read_frame(&w) && read_style(&w) && read_files(&w) ? t : NULL;
}

const struct theme *theme_named(struct arena *a, const char *name, struct diags *d, struct err *e)
{
    if (is_shipped(str_of(name)))
        return read(a, str_of(name), S(""), S(""), d, e);
    if (fs_kind(name) == FS_FOLDER)
        return read(a, str_of(name), str_dup(a, str_of(name)), str_of(name), d, e);
    err_set(e, ERR_USAGE, "%s is neither a theme that comes with etalon (calm, high-contrast) nor "
            "a folder", name);
    return NULL;
}

static void unknown(const struct course *c, struct diags *d)
{
    const struct node *settings = node_child(c->root, EL_settings);
    str name = c->theme;
    struct near n = near_to(name);
    for (size_t i = 0; shipped[i]; i++)
        near_offer(&n, str_of(shipped[i]));
    if (n.best.n)
        diag_add(d, &rule_E851, node_place(settings), "There is no theme \"" STR_FMT
                 "\"; did you mean \"" STR_FMT "\"?", STR_ARG(name), STR_ARG(n.best));
    else
        diag_add(d, &rule_E851, node_place(settings), "There is no theme \"" STR_FMT "\", and no "
                 "folder of that name in the course.", STR_ARG(name));
}

const struct theme *theme_of_course(struct arena *a, const struct course *c, struct diags *d,
                                    struct err *e)
{
    str name = c->theme.n ? c->theme : S("calm"), inside;
    if (is_shipped(name))
        return read(a, name, S(""), S(""), d, e);
    str folder = fs_inside(a, name, &inside) ? fs_join(a, c->folder, inside) : S("");
    if (folder.n && fs_kind(folder.p) == FS_FOLDER)
        return read(a, name, folder, c->folder, d, e);
    unknown(c, d);
    return NULL;
}

void theme_put_css(struct buf *to, const struct theme *t)
{
    struct asset shape;
    colours_put(to, &t->colours);
    if (asset_find(S("render/theme.css"), &shape))
        buf_put(to, shape.bytes);
    buf_put(to, t->css);
}
