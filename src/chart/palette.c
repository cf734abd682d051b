/* Colours into the style sheet. */
#include "chart/palette.h"

#include <assert.h>

#include "base/asset.h"

static const struct palette_colour colours[] = {
#define COLOUR(name, css, light, dark) [CHART_COLOUR_##name] = { css, light, dark },
#include "chart/palette.def"
#undef COLOUR
};

struct palette_colour palette_of(enum chart_colour c)
{
    return colours[c];
}

static str style_sheet(void)
{
    struct asset a;
    bool found = asset_find(S("chart/chart.css"), &a);
    assert(found);
    (void)found;
    return a.bytes;
}

static void put_colour(struct buf *b, uint32_t rgb)
{
    buf_printf(b, "#%06x", (unsigned)rgb);
}

static uint32_t light_of(str name)
{
    for (size_t i = 0; i < CHART_COLOURS; i++)
        if (str_eq(str_of(colours[i].css), name))
            return colours[i].light;
    assert(false && "chart.css names a colour that palette.def has not");
    return 0;
}

void palette_put_standalone(struct buf *b)
{
    str begin = S("var(--chart-"), rest = style_sheet();
    for (;;) {
        size_t at = str_find(rest, begin);
        buf_put(b, str_head(rest, at));
        if (at == rest.n)
            return;
        rest = str_from(rest, at + begin.n);
        put_colour(b, light_of(str_cut(&rest, ')')));
    }
}

static void put_properties(struct buf *b, bool dark)
{
    buf_put(b, S(":root{"));
    for (size_t i = 0; i < CHART_COLOURS; i++) {
        buf_printf(b, "--chart-%s:", colours[i].css);
        put_colour(b, dark ? colours[i].dark : colours[i].light);
        buf_byte(b, ';');
    }
    buf_put(b, S("}\n"));
}

void palette_put_embedded(struct buf *b)
{
    put_properties(b, false);
    buf_put(b, S("@media screen and (prefers-color-scheme:dark){"));
    put_properties(b, true);
    buf_put(b, S("}\n"));
    buf_put(b, style_sheet());
}
