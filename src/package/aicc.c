/*
 * AICC (CMI001, Course Structure Definition, file binding): four files of one name side by side.
 * .crs tells of the course in sections of KEY=VALUE; .au (what is launched), .des
 * (titles) and .cst (the tree) are tables with a row of headings. Words are taken
 * in upper and lower case alike. The platform's address is put behind the file
 * name of an AU when it is launched.
 */
#include "package/inside.h"

#include "base/fs.h"

enum { TABLE_BYTES = 8 * 1024 * 1024, ROWS = 10000, FIELDS = 10000, ITEMS = 100000, DEPTH = 50 };

static const struct { const char *suffix, *holds; } parts[] = {
    { ".au", "what is launched" }, { ".des", "the titles" }, { ".cst", "the tree" },
};

static bool recognise(struct package *p, struct diags *d)
{
    (void)d;
    for (size_t i = 0; i < p->files->list.n; i++) {
        str path = p->files->list.v[i].path;
        if (str_eq_nocase(fs_suffix_of(path), S(".crs")) && str_find(path, S("/")) == path.n) {
            p->manifest = path;
            return true;
        }
    }
    return false;
}

/* ------------------------------------------------------------ the files */

/* "course.crs" -> "course.au", in whatever case it is there. */
static const struct package_file *beside(const struct package *p, const char *suffix)
{
    str stem = str_head(p->manifest, p->manifest.n - fs_suffix_of(p->manifest).n);
    return files_find_loosely(p->files, str_cat(p->arena, stem, str_of(suffix)));
}

static str bytes_of(struct package *p, const struct package_file *f)
{
    struct err none = { 0 };
    str bytes = S("");
    if (!f || !files_read(p->files, f, p->arena, TABLE_BYTES, &bytes, &none))
        return S("");
    return str_starts(bytes, S("\xEF\xBB\xBF")) ? str_from(bytes, 3) : bytes;
}

/* What is not UTF-8 is of a time before it: Latin-1. */
static str as_text(struct arena *a, str s)
{
    if (str_utf8_bad(s) == s.n)
        return s;
    struct buf b = buf_new(a);
    for (size_t i = 0; i < s.n; i++)
        buf_code_point(&b, (unsigned char)s.p[i]);
    return buf_str(&b);
}

static bool next_line(str *rest, str *line)
{
    if (rest->p == NULL || rest->n == 0)
        return false;
    *line = str_trim(str_cut(rest, '\n'));
    return true;
}

/* A value of the section [Course]; keys in any case, blanks round "=". */
static str course_value(struct package *p, str crs, const char *key)
{
    str line, rest = crs;
    bool inside = false;
    while (next_line(&rest, &line)) {
        if (str_starts(line, S("[")))
            inside = str_eq_nocase(line, S("[course]"));
        str value = line, name = str_trim(str_cut(&value, '='));
        if (inside && value.p && str_eq_nocase(name, str_of(key)))
            return as_text(p->arena, str_trim(value));
    }
    return S("");
}

typedef VEC(str) cells;

/* One field off *rest; a quote in quotes is doubled. */
static str next_field(struct arena *a, str *rest)
{
    if (!str_starts(*rest, S("\"")))
        return str_trim(str_cut(rest, ','));
    struct buf b = buf_new(a);
    size_t i = 1;
    for (; i < rest->n && (rest->p[i] != '"' || (i + 1 < rest->n && rest->p[i + 1] == '"')); i++) {
        i += rest->p[i] == '"';
        buf_byte(&b, rest->p[i]);
    }
    str behind = str_from(*rest, i < rest->n ? i + 1 : rest->n);
    (void)str_cut(&behind, ',');
    *rest = behind;
    return str_trim(buf_str(&b));
}

struct sheet {
    VEC(cells) rows;                      /* the first: headings */
    struct place at;                      /* of the file */
};

static struct sheet read_sheet(struct package *p, const char *suffix)
{
    const struct package_file *f = beside(p, suffix);
    struct sheet s = { 0 };
    if (f)
        s.at = package_place(p, f->path);
    str line, rest = bytes_of(p, f);
    while (s.rows.n < ROWS && next_line(&rest, &line)) {
        cells row = { 0 };
        for (str left = as_text(p->arena, line); left.p && line.n > 0 && row.n < FIELDS;)
            *vec_push(p->arena, &row) = next_field(p->arena, &left);
        *vec_push(p->arena, &s.rows) = row;
    }
    return s;
}

static str cell(const struct sheet *s, size_t row, const char *heading)
{
    for (size_t c = 0; s->rows.n > 0 && c < s->rows.v[0].n; c++)
        if (str_eq_nocase(s->rows.v[0].v[c], str_of(heading)))
            return c < s->rows.v[row].n ? s->rows.v[row].v[c] : S("");
    return S("");
}

/* ---------------------------------------------------------- the reader */

struct course {
    struct package *package;
    struct sheet units, titles, tree;
    struct names unit_rows, title_rows, tree_rows;    /* by id; ids are taken in small letters */
    bool *is_read;                        /* rows of the tree: whose block has its members */
    size_t items;
};

static str small(struct arena *a, str s)
{
    str out = str_dup(a, s);
    for (size_t i = 0; i < out.n; i++)
        if (out.p[i] >= 'A' && out.p[i] <= 'Z')
            ((char *)(uintptr_t)out.p)[i] = (char)(out.p[i] | 0x20);
    return out;
}

static void index_rows(struct arena *a, const struct sheet *s, const char *heading,
                       struct names *to)
{
    to->arena = a;
    for (size_t row = 1; row < s->rows.n; row++)
        (void)names_put(to, small(a, cell(s, row, heading)), row);
}

static struct course course_of(struct package *p)
{
    struct course c = { .package = p, .units = read_sheet(p, ".au"),
                        .titles = read_sheet(p, ".des"), .tree = read_sheet(p, ".cst") };
    index_rows(p->arena, &c.units, "system_id", &c.unit_rows);
    index_rows(p->arena, &c.titles, "system_id", &c.title_rows);
    index_rows(p->arena, &c.tree, "block", &c.tree_rows);
    c.is_read = NEW_N(p->arena, bool, c.tree.rows.n + 1);
    return c;
}

static struct place place_of(const struct sheet *s, size_t row)
{
    struct place at = s->at;
    at.line = (int)row + 1;
    return at;
}

static void read_members(struct course *c, size_t row, struct package_item *parent);

/* A block has its members where it stands first, so that a circle ends. */
static void read_member(struct course *c, str id, size_t row, struct package_item *parent)
{
    struct package *p = c->package;
    if (c->items++ >= ITEMS)
        return;
    struct package_item *item = package_add_item(p, parent);
    str key = small(p->arena, id);
    ptrdiff_t unit = names_find(&c->unit_rows, key), title = names_find(&c->title_rows, key);
    item->id = id;
    item->at = place_of(&c->tree, row);
    item->title = title == NAMES_NONE ? S("") : cell(&c->titles, (size_t)title, "title");
    item->type = unit == NAMES_NONE ? S("block") : S("au");
    if (unit != NAMES_NONE) {
        item->at = place_of(&c->units, (size_t)unit);
        item->href = cell(&c->units, (size_t)unit, "file_name");
        item->mastery = cell(&c->units, (size_t)unit, "mastery_score");
        item->max_time = cell(&c->units, (size_t)unit, "max_time_allowed");
        item->parameters = cell(&c->units, (size_t)unit, "web_launch");
        item->launch_data = cell(&c->units, (size_t)unit, "core_vendor");
        return;
    }
    ptrdiff_t members = names_find(&c->tree_rows, key);
    if (members != NAMES_NONE && !c->is_read[members] && item->depth < DEPTH)
        read_members(c, (size_t)members, item);
}

/* All cells of the row but the first name members; later rows of the block go on. */
static void read_members(struct course *c, size_t row, struct package_item *parent)
{
    str block = c->tree.rows.v[row].v[0];
    c->is_read[row] = true;
    for (size_t r = row; r < c->tree.rows.n; r++) {
        const cells *line = &c->tree.rows.v[r];
        if (line->n == 0 || !str_eq_nocase(line->v[0], block))
            continue;
        for (size_t i = 1; i < line->n; i++)
            if (line->v[i].n > 0)
                read_member(c, line->v[i], r, parent);
    }
}

static void read_units(struct course *c, struct package_item *top)
{
    for (size_t row = 1; row < c->units.rows.n; row++)
        read_member(c, cell(&c->units, row, "system_id"), row, top);
}

static void read_package(struct package *p, struct diags *d)
{
    (void)d;
    str crs = bytes_of(p, files_find(p->files, p->manifest));
    struct course c = course_of(p);
    struct package_item *top = package_add_item(p, NULL);
    ptrdiff_t root = names_find(&c.tree_rows, S("root"));
    p->id = top->id = course_value(p, crs, "course_id");
    p->title = top->title = course_value(p, crs, "course_title");
    p->version = course_value(p, crs, "version");
    top->type = S("organization");
    top->at = package_place(p, p->manifest);
    if (root != NAMES_NONE)
        read_members(&c, (size_t)root, top);
    else
        read_units(&c, top);
}

/* -------------------------------------------------------------- checks */

static bool check_parts(struct package *p, struct diags *d)
{
    bool whole = true;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (!beside(p, parts[i].suffix)) {
            diag_add(d, &package_rule_E1611, package_place(p, p->manifest),
                     "There is no file %s of the same name, which holds %s (AICC CMI001).",
                     parts[i].suffix, parts[i].holds);
            whole = false;
        }
    return whole;
}

static void check_course(struct package *p, struct diags *d)
{
    if (p->id.n == 0 || p->title.n == 0)
        diag_add(d, &package_rule_E1612, package_place(p, p->manifest),
                 "[Course] does not say %s (AICC CMI001).",
                 p->id.n == 0 ? "Course_ID" : "Course_Title");
}

static void check_total(struct package *p, size_t units, struct diags *d)
{
    int64_t said;
    str total = course_value(p, bytes_of(p, files_find(p->files, p->manifest)), "total_aus");
    if (str_int(total, &said) && said != (int64_t)units)
        diag_add(d, &package_rule_W1616, package_place(p, p->manifest),
                 "Total_AUs=%lld, and the .au file has %zu (AICC CMI001).", (long long)said, units);
}

static void check_unit(struct package *p, const struct course *c, size_t row, struct diags *d)
{
    str name = cell(&c->units, row, "file_name"), id = cell(&c->units, row, "system_id"), path;
    struct place at = place_of(&c->units, row);
    if (name.n == 0)
        diag_add(d, &package_rule_E1613, at, "The assignable unit \"%s\" has no File_Name "
                 "(AICC CMI001).", package_shown(p->arena, id));
    else if (!package_is_address(name) && (!package_resolve(p->arena, S(""), name, &path)
                                           || !files_find(p->files, path)))
        diag_add(d, &package_rule_E1615, at, "There is no file \"%s\" in the package to launch.",
                 package_shown(p->arena, name));
    if (names_find(&c->title_rows, small(p->arena, id)) == NAMES_NONE)
        diag_add(d, &package_rule_E1614, at, "\"%s\" has no row in the .des file (AICC CMI001).",
                 package_shown(p->arena, id));
}

static void check_row(struct package *p, const struct course *c, size_t row, struct diags *d)
{
    const cells *line = &c->tree.rows.v[row];
    for (size_t i = 1; i < line->n; i++) {
        str key = small(p->arena, line->v[i]);
        if (key.n > 0 && names_find(&c->unit_rows, key) == NAMES_NONE
            && names_find(&c->tree_rows, key) == NAMES_NONE)
            diag_add(d, &package_rule_E1614, place_of(&c->tree, row),
                     "\"%s\" is neither in the .au file nor a block of the .cst file "
                     "(AICC CMI001).",
                     package_shown(p->arena, line->v[i]));
    }
}

static void check(struct package *p, const struct package_how *how, struct diags *d)
{
    (void)how;
    size_t units = 0;
    check_course(p, d);
    if (!check_parts(p, d))
        return;
    struct course c = course_of(p);
    for (size_t row = 1; row < c.units.rows.n; row++)
        if (c.units.rows.v[row].n > 0) {
            units++;
            check_unit(p, &c, row, d);
        }
    for (size_t row = 1; row < c.tree.rows.n; row++)
        check_row(p, &c, row, d);
    check_total(p, units, d);
}

extern const struct package_reader package_reader_aicc;

const struct package_reader package_reader_aicc = {
    .kind = PACKAGE_AICC,
    .recognise = recognise,
    .read = read_package,
    .check = check,
};
