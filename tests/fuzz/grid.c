/*
 * Any file: it is refused with a sentence, or each of its tables gives rows that keep
 * their promises, and the same ones when it is read again. The first byte says what the
 * rest is: a file (JSON, XML, a zip ...), or one part of a spreadsheet whose other parts
 * are as they should be.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "grid/grid.h"
#include "zip/crc.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define must(ok) must_(ok, __LINE__)
static void must_(bool ok, int line)
{
    if (!ok && fprintf(stderr, "line %d\n", line))
        abort();
}

/* ------------------------------------------------------------ a spreadsheet around a part */

struct part { const char *name; str text; };

static void put16(struct buf *b, size_t n)
{
    buf_byte(b, (char)(n & 0xFF));
    buf_byte(b, (char)(n >> 8 & 0xFF));
}

static void put32(struct buf *b, size_t n)
{
    put16(b, n & 0xFFFF);
    put16(b, n >> 16);
}

static void put_sizes(struct buf *b, const struct part *p)
{
    put32(b, zip_crc(0, p->text));
    put32(b, p->text.n);
    put32(b, p->text.n);
    put16(b, strlen(p->name));
    put16(b, 0);
}

/* All stored. */
static str archive_of(struct arena *a, const struct part *parts, size_t n)
{
    struct buf b = buf_new(a), directory = buf_new(a);
    for (size_t i = 0; i < n; i++) {
        put32(&directory, 0x02014b50);
        put16(&directory, 20);
        put16(&directory, 20);
        buf_fill(&directory, 0, 8);
        put_sizes(&directory, &parts[i]);
        buf_fill(&directory, 0, 10);
        put32(&directory, b.n);
        buf_puts(&directory, parts[i].name);
        put32(&b, 0x04034b50);
        put16(&b, 20);
        buf_fill(&b, 0, 8);
        put_sizes(&b, &parts[i]);
        buf_puts(&b, parts[i].name);
        buf_put(&b, parts[i].text);
    }
    size_t at = b.n;
    buf_put(&b, buf_str(&directory));
    put32(&b, 0x06054b50);
    put32(&b, 0);
    put16(&b, n);
    put16(&b, n);
    put32(&b, directory.n);
    put32(&b, at);
    put16(&b, 0);
    return buf_str(&b);
}

enum { PARTS = 6, WORKBOOK = 1, SHEET = 3, TEXTS = 4, STYLES = 5 };

static str spreadsheet(struct arena *a, int which, str text)
{
    struct part parts[PARTS] = {
        { "[Content_Types].xml", S("<Types/>") },
        { "xl/workbook.xml", S("<workbook xmlns:r='r'><sheets><sheet name='S' r:id='s'/></sheets></workbook>") },
        { "xl/_rels/workbook.xml.rels", S("<Relationships><Relationship Id='s' Type='/worksheet' "
          "Target='sheet.xml'/><Relationship Id='t' Type='/sharedStrings' Target='texts.xml'/><Relationship "
          "Id='y' Type='/styles' Target='styles.xml'/></Relationships>") },
        { "xl/sheet.xml", S("<worksheet><sheetData><row><c t='s'><v>0</v></c><c s='1'><v>1</v></c></row>"
          "</sheetData></worksheet>") },
        { "xl/texts.xml", S("<sst><si><t>email</t></si><si><t>a@example.org</t></si></sst>") },
        { "xl/styles.xml", S("<styleSheet><cellXfs><xf/><xf numFmtId='14'/></cellXfs></styleSheet>") },
    };
    parts[which].text = text;
    return archive_of(a, parts, PARTS);
}

static str document(struct arena *a, str text)
{
    struct part parts[] = { { "mimetype", S("application/vnd.oasis.opendocument.spreadsheet") },
                            { "content.xml", text } };
    return archive_of(a, parts, 2);
}

static str file_of(struct arena *a, int what, str text)
{
    switch (what) {
    case 1:  return spreadsheet(a, SHEET, text);
    case 2:  return spreadsheet(a, TEXTS, text);
    case 3:  return spreadsheet(a, STYLES, text);
    case 4:  return spreadsheet(a, WORKBOOK, text);
    case 5:  return document(a, text);
    default: return text;
    }
}

/* ------------------------------------------------------------ what rows promise */

static uint64_t digest_row(const struct grid *g, const struct row *row, size_t width, int64_t before)
{
    uint64_t digest = (uint64_t)row->number;
    must(row->number > before);
    must(row->trouble != NULL || row->n == width);
    must(row->trouble == NULL || (row->why.n > 0 && str_utf8_bad(row->why) == row->why.n));
    for (size_t i = 0; i < row->n && !row->torn; i++) {
        must(str_utf8_bad(row->fields[i]) == row->fields[i].n);
        digest = digest * 31 + str_hash(row->fields[i]);
        if (row->trouble == NULL) {
            struct place at = grid_place(g, row, (int)i);
            must(at.line >= 0 && at.column >= 1);
        }
    }
    return digest;
}

static uint64_t digest_table(struct grid *g, size_t table, size_t skip)
{
    struct err e = { 0 };
    struct row row;
    uint64_t digest = 7;
    size_t width = 0;
    int64_t before = -1;
    enum grid_step step = grid_begin(g, table, skip, &e) ? GRID_ROW : GRID_FAILED;
    for (int n = 0; n < 5000 && step != GRID_FAILED; n++) {
        step = grid_next(g, &row, &e);
        if (step != GRID_ROW)
            break;
        if (width == 0 && row.trouble == NULL)
            width = row.n;
        digest = digest * 1099511628211u + digest_row(g, &row, width, before);
        before = row.number;
    }
    must(step != GRID_FAILED || (e.kind != ERR_NONE && e.text[0] != 0));
    return digest + (uint64_t)step;
}

static void read_file(struct arena *a, const char *path)
{
    struct err e = { 0 };
    struct input *in = input_open(a, path, NULL, &e);
    struct grid *g = in != NULL ? grid_open(a, in, NULL, &e) : NULL;
    must(g != NULL || (e.kind != ERR_NONE && e.text[0] != 0));
    for (size_t t = 0; g != NULL && t < grid_tables(g) && t < 5; t++) {
        uint64_t first = digest_table(g, t, 0);
        (void)digest_table(g, t, 2);
        must(first == digest_table(g, t, 0));
    }
    grid_close(g);
    input_close(in);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static int fd = -1;
    char path[64] = "etalon-fuzz-XXXXXX";
    if (size < 1)
        return 0;
    if (fd < 0) {
        fd = mkstemp(path);
        must(fd >= 0);
        unlink(path);
    }
    struct arena *a = arena_new();
    str file = file_of(a, data[0] % 8, (str){ (const char *)data + 1, size - 1 });
    must(ftruncate(fd, 0) == 0 && pwrite(fd, file.p, file.n, 0) == (ssize_t)file.n);
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    read_file(a, path);
    arena_free(a);
    return 0;
}
