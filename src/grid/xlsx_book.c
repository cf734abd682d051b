/*
 * In: the archive. Out: the sheets with their parts. A part names others by relations
 * that stand in a part beside it (ECMA-376 part 2, 9.3).
 */
#include "grid/xlsx.h"

#include "base/fs.h"

/* ------------------------------------------------------------ relations */

struct relation { str id, type, target; };

struct relations {
    struct arena *arena;
    str folder;                           /* that targets are relative to */
    VEC(struct relation) list;
};

static void on_relation(void *self, str name, const struct xml_attributes *attributes)
{
    struct relations *r = self;
    if (!str_eq(name, S("Relationship")) || r->list.n == XLSX_SHEETS + 1000
        || str_eq(xml_attribute(attributes, "TargetMode"), S("External")))
        return;
    str target = xml_attribute(attributes, "Target"), inside;
    str path = str_starts(target, S("/")) ? str_from(target, 1)
             : str_cat(r->arena, r->folder, target);
    if (!fs_inside(r->arena, path, &inside))
        return;
    *vec_push(r->arena, &r->list) = (struct relation){
        .id = str_dup(r->arena, xml_attribute(attributes, "Id")),
        .type = str_dup(r->arena, xml_attribute(attributes, "Type")), .target = inside,
    };
}

static void ignore_text(void *self, str text)
{
    (void)self, (void)text;
}

static void ignore_close(void *self, str name)
{
    (void)self, (void)name;
}

/* Those of the part "xl/workbook.xml" stand in "xl/_rels/workbook.xml.rels". */
static bool read_relations(struct grid *g, str part, struct relations *out, struct err *e)
{
    size_t slash = part.n;
    while (slash > 0 && part.p[slash - 1] != '/')
        slash--;
    str folder = str_head(part, slash);
    str path = str_cat(g->arena, folder, S("_rels/"), str_from(part, slash), S(".rels"));
    *out = (struct relations){ .arena = g->arena, .folder = folder };
    const struct archive_entry *entry = archive_find(g->zip, path);
    struct xml_listener l = { out, on_relation, ignore_text, ignore_close };
    return entry == NULL || office_read(g, entry, &l, false, e);
}

/* Types end alike in both editions of the standard. */
static const struct relation *of_type(const struct relations *r, str type)
{
    for (size_t i = 0; i < r->list.n; i++)
        if (str_ends(r->list.v[i].type, type))
            return &r->list.v[i];
    return NULL;
}

static const struct archive_entry *entry_of_type(const struct grid *g, const struct relations *r, str type)
{
    const struct relation *found = of_type(r, type);
    return found != NULL ? archive_find(g->zip, found->target) : NULL;
}

/* ------------------------------------------------------------ the workbook */

static bool is_yes(str s)
{
    return str_eq(s, S("1")) || str_eq(s, S("true"));
}

static void on_workbook(void *self, str name, const struct xml_attributes *attributes)
{
    struct xlsx_book *b = self;
    struct arena *a = b->grid->arena;
    if (str_eq(name, S("workbookPr")))
        b->from_1904 = is_yes(xml_attribute(attributes, "date1904"));
    else if (str_eq(name, S("sheet")) && b->sheets.n < XLSX_SHEETS)
        *vec_push(a, &b->sheets) = (struct xlsx_sheet){
            .name = str_dup(a, xml_attribute(attributes, "name")),
            .relation = str_dup(a, xml_attribute(attributes, "id")),
            .hidden = str_ends(xml_attribute(attributes, "state"), S("idden")),
        };
}

static void find_sheets(struct xlsx_book *b, const struct relations *r)
{
    for (size_t i = 0; i < b->sheets.n; i++)
        for (size_t k = 0; k < r->list.n; k++)
            if (str_eq(b->sheets.v[i].relation, r->list.v[k].id)
                && str_ends(r->list.v[k].type, S("/worksheet")))
                b->sheets.v[i].entry = archive_find(b->grid->zip, r->list.v[k].target);
}

struct xlsx_book *xlsx_book_open(struct grid *g, struct err *e)
{
    struct xlsx_book *b = NEW(g->arena, struct xlsx_book);
    struct relations of_package, of_workbook;
    struct xml_listener l = { b, on_workbook, ignore_text, ignore_close };
    b->grid = g;
    if (!read_relations(g, S(""), &of_package, e))
        return NULL;
    const struct relation *found = of_type(&of_package, S("/officeDocument"));
    str part = found != NULL ? found->target : S("xl/workbook.xml");
    const struct archive_entry *entry = archive_find(g->zip, part);
    if (entry == NULL) {
        (void)err_set(e, ERR_INPUT, "%s has no workbook in it; open it in a spreadsheet program and "
                      "save it as XLSX", input_path(g->in));
        return NULL;
    }
    if (!office_read(g, entry, &l, false, e) || !read_relations(g, part, &of_workbook, e))
        return NULL;
    find_sheets(b, &of_workbook);
    b->texts = entry_of_type(g, &of_workbook, S("/sharedStrings"));
    b->styles = entry_of_type(g, &of_workbook, S("/styles"));
    return b;
}

/* ------------------------------------------------------------ shared texts */

struct texts {
    struct xlsx_book *book;
    struct buf text;                      /* of the entry that is open */
    bool in_entry, in_text, in_sound;     /* rPh: how it is pronounced, no part of it */
    size_t bytes;
    bool full;
};

void xlsx_unescape(struct buf *text)
{
    str rest = buf_str(text);
    size_t to = 0, at;
    if (str_find(rest, S("_x")) == rest.n)
        return;
    char *p = text->p;
    for (at = 0; at < text->n; ) {
        uint32_t c = 0;
        bool escape = at + 7 <= text->n && p[at] == '_' && p[at + 1] == 'x' && p[at + 6] == '_';
        for (size_t i = 2; i < 6 && escape; i++) {
            char d = p[at + i];
            int digit = d >= '0' && d <= '9' ? d - '0' : d >= 'A' && d <= 'F' ? d - 'A' + 10
                      : d >= 'a' && d <= 'f' ? d - 'a' + 10 : -1;
            escape = digit >= 0;
            c = c * 16 + (uint32_t)(digit & 15);
        }
        if (escape && c != 0 && c < 0x80) {               /* others need no escape: left as they are */
            p[to++] = (char)c;
            at += 7;
        } else {
            p[to++] = p[at++];
        }
    }
    text->n = to;
}

static void texts_open(void *self, str name, const struct xml_attributes *attributes)
{
    struct texts *t = self;
    (void)attributes;
    if (str_eq(name, S("si"))) {
        t->in_entry = true;
        buf_clear(&t->text);
    } else if (str_eq(name, S("rPh"))) {
        t->in_sound = true;
    } else if (str_eq(name, S("t"))) {
        t->in_text = t->in_entry && !t->in_sound;
    }
}

static void texts_text(void *self, str text)
{
    struct texts *t = self;
    if (t->in_text && t->text.n <= GRID_FIELD_BYTES)
        buf_put(&t->text, text);
}

static void texts_close(void *self, str name)
{
    struct texts *t = self;
    struct xlsx_book *b = t->book;
    struct arena *a = b->grid->arena;
    if (str_eq(name, S("t"))) {
        t->in_text = false;
    } else if (str_eq(name, S("rPh"))) {
        t->in_sound = false;
    } else if (str_eq(name, S("si"))) {
        t->in_entry = false;
        xlsx_unescape(&t->text);
        t->bytes += t->text.n;
        t->full |= t->bytes > XLSX_TEXT_BYTES || b->text.n == XLSX_TEXTS;
        if (!t->full)
            *vec_push(a, &b->text) = str_dup(a, buf_str(&t->text));
    }
}

static bool load_texts(struct xlsx_book *b, struct err *e)
{
    struct texts t = { .book = b, .text = buf_new(b->grid->arena) };
    struct xml_listener l = { &t, texts_open, texts_text, texts_close };
    if (b->texts == NULL)
        return true;
    if (!office_read(b->grid, b->texts, &l, false, e))
        return false;
    return !t.full || err_set(e, ERR_INPUT, "%s has more than %d MB of different texts; save the sheet "
                              "as \"CSV UTF-8\", which may be as large as you like",
                              input_path(b->grid->in), XLSX_TEXT_BYTES / 1024 / 1024);
}

/* ------------------------------------------------------------ styles */

struct own_format { int64_t id; unsigned char kind; };

struct styles {
    struct xlsx_book *book;
    bool in_cells;                        /* cellXfs; cellStyleXfs are other ones */
    VEC(struct own_format) formats;
};

static enum value_kind kind_of(const struct styles *s, int64_t id)
{
    for (size_t i = 0; i < s->formats.n; i++)
        if (s->formats.v[i].id == id)
            return s->formats.v[i].kind;
    return value_kind_of_builtin(id);
}

static void styles_open(void *self, str name, const struct xml_attributes *attributes)
{
    struct styles *s = self;
    struct xlsx_book *b = s->book;
    int64_t id = 0;
    if (str_eq(name, S("cellXfs"))) {
        s->in_cells = true;
    } else if (str_eq(name, S("numFmt")) && s->formats.n < XLSX_STYLES
               && str_int(xml_attribute(attributes, "numFmtId"), &id)) {
        enum value_kind kind = value_kind_of_format(xml_attribute(attributes, "formatCode"));
        *vec_push(b->grid->arena, &s->formats) = (struct own_format){ id, (unsigned char)kind };
    } else if (str_eq(name, S("xf")) && s->in_cells && b->style.n < XLSX_STYLES) {
        bool known = str_int(xml_attribute(attributes, "numFmtId"), &id);
        *vec_push(b->grid->arena, &b->style) = (unsigned char)(known ? kind_of(s, id) : VALUE_NUMBER);
    }
}

static void styles_close(void *self, str name)
{
    struct styles *s = self;
    if (str_eq(name, S("cellXfs")))
        s->in_cells = false;
}

static bool load_styles(struct xlsx_book *b, struct err *e)
{
    struct styles s = { .book = b };
    struct xml_listener l = { &s, styles_open, ignore_text, styles_close };
    return b->styles == NULL || office_read(b->grid, b->styles, &l, false, e);
}

bool xlsx_book_load(struct xlsx_book *b, struct err *e)
{
    if (b->loaded)
        return true;
    b->text.n = b->style.n = 0;
    b->loaded = load_texts(b, e) && load_styles(b, e);
    return b->loaded;
}
