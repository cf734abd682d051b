/*
 * In: the first bytes of a picture. Out: its width and height. Formats:
 * PNG (ISO/IEC 15948, clause 11.2.2), GIF 89a (clause 18), JPEG (ITU-T T.81,
 * clause B.2.2), WebP (RFC 9649, clause 2), SVG 2 (clause 8.6).
 */
#include "render/image.h"

#include <stdio.h>
#include <string.h>

#include "xml/xml.h"

enum { HEAD = 64, PIXELS_MOST = 100000 };

typedef const unsigned char *bytes;

static int big16(bytes p)    { return p[0] << 8 | p[1]; }
static int little16(bytes p) { return p[1] << 8 | p[0]; }
static int little24(bytes p) { return p[2] << 16 | p[1] << 8 | p[0]; }
static int big32(bytes p)    { return p[0] > 0x7f ? -1 : p[0] << 24 | p[1] << 16 | big16(p + 2); }

static bool read_png(FILE *f, bytes head, struct image_size *out)
{
    (void)f;
    *out = (struct image_size){ big32(head + 16), big32(head + 20) };
    return memcmp(head, "\x89PNG\r\n\x1a\n", 8) == 0 && memcmp(head + 12, "IHDR", 4) == 0;
}

static bool read_gif(FILE *f, bytes head, struct image_size *out)
{
    (void)f;
    *out = (struct image_size){ little16(head + 6), little16(head + 8) };
    return memcmp(head, "GIF8", 4) == 0;
}

/* Lossy, lossless or with an extended header. */
static bool read_webp(FILE *f, bytes head, struct image_size *out)
{
    (void)f;
    if (memcmp(head, "RIFF", 4) != 0 || memcmp(head + 8, "WEBPVP8", 7) != 0)
        return false;
    int bits = little24(head + 21) | head[24] << 24;
    switch (head[15]) {
    case ' ':
        *out = (struct image_size){ little16(head + 26) & 0x3fff, little16(head + 28) & 0x3fff };
        return true;
    case 'L':
        *out = (struct image_size){ (bits & 0x3fff) + 1, (bits >> 14 & 0x3fff) + 1 };
        return true;
    case 'X':
        *out = (struct image_size){ little24(head + 24) + 1, little24(head + 27) + 1 };
        return true;
    default:
        return false;
    }
}

/* From segment to segment until one begins a frame. */
static bool read_jpeg(FILE *f, bytes head, struct image_size *out)
{
    unsigned char at[9];
    long where = 2;
    if (memcmp(head, "\xff\xd8", 2) != 0)
        return false;
    while (fseek(f, where, SEEK_SET) == 0 && fread(at, 1, sizeof at, f) == sizeof at) {
        if (at[0] != 0xff)
            return false;
        bool frame = at[1] >= 0xc0 && at[1] <= 0xcf && at[1] != 0xc4 && at[1] != 0xc8
                     && at[1] != 0xcc;
        if (frame) {
            *out = (struct image_size){ big16(at + 7), big16(at + 5) };
            return true;
        }
        where += at[1] == 0xff ? 1 : 2 + big16(at + 2);
    }
    return false;
}

static const struct { const char *type; bool (*read)(FILE *, bytes, struct image_size *); }
formats[] = {
    { "image/png", read_png }, { "image/gif", read_gif },
    { "image/webp", read_webp }, { "image/jpeg", read_jpeg },
};

static bool read_raster(const char *disk, str type, struct image_size *out)
{
    unsigned char head[HEAD] = { 0 };
    FILE *f = fopen(disk, "rb");
    bool ok = false;
    if (f == NULL)
        return false;
    (void)!fread(head, 1, HEAD, f);
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
        if (str_eq(type, str_of(formats[i].type)))
            ok = formats[i].read(f, head, out);
    fclose(f);
    return ok;
}

static bool next_number(str *rest, double *out)
{
    size_t n = 0;
    while (rest->n > 0 && strchr(" ,\t\r\n", rest->p[0]))
        *rest = str_from(*rest, 1);
    while (n < rest->n && !strchr(" ,\t\r\n", rest->p[n]))
        n++;
    bool ok = str_real(str_head(*rest, n), out);
    *rest = str_from(*rest, n);
    return ok;
}

/* viewBox="left top width height" */
static bool read_box(str box, struct image_size *out)
{
    double n[4];
    for (int i = 0; i < 4; i++)
        if (!next_number(&box, &n[i]))
            return false;
    if (!(n[2] >= 1 && n[2] <= PIXELS_MOST && n[3] >= 1 && n[3] <= PIXELS_MOST))
        return false;
    *out = (struct image_size){ (int)(n[2] + 0.5), (int)(n[3] + 0.5) };
    return true;
}

static bool read_svg(struct arena *a, const char *disk, struct image_size *out)
{
    struct diags ignored = { .arena = a };
    struct err e = { 0 };
    struct xml *x = xml_load(disk, NULL, &ignored, &e);
    const struct xml_node *root = x ? xml_root(x) : NULL;
    bool ok = root != NULL && read_box(xml_attr(root, "viewBox"), out);
    xml_free(x);
    return ok;
}

bool image_size(struct arena *a, const char *disk, str type, struct image_size *out)
{
    bool ok = str_eq(type, S("image/svg+xml")) ? read_svg(a, disk, out)
                                               : read_raster(disk, type, out);
    return ok && out->width > 0 && out->width <= PIXELS_MOST && out->height > 0
           && out->height <= PIXELS_MOST;
}
