/*
 * ICU is asked once per stretch of constant offset; the stretches are kept in
 * order and everything else is arithmetic on them, so that a million local
 * times cost a binary search each.
 */
#include "intl/zone.h"

#include <string.h>
#include <unicode/ucal.h>
#include <unicode/ustring.h>

#include "base/buf.h"

struct stretch { instant from, to; int32_t offset; };   /* [from, to) */

struct zone {
    struct arena *arena;
    str name;
    UCalendar *calendar;
    VEC(struct stretch) stretches;        /* ordered, not overlapping, with gaps */
    size_t last;                          /* where the last answer was */
};

enum { NAME_MOST = 64, NEAR_MOST = 3 };

/* Names ICU has from before the IANA data: each is several places' own. */
static bool is_abbreviation(str name)
{
    static const char *const good[] = { "UTC", "GMT", "CET", "EET", "MET", "WET" };
    if (name.n != 3)
        return false;
    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        if (str_eq(name, str_of(good[i])))
            return false;
    return true;
}

static bool to_wide(str name, UChar *out)
{
    if (name.n == 0 || name.n >= NAME_MOST || str_utf8_bad(name) != name.n)
        return false;
    UErrorCode code = U_ZERO_ERROR;
    u_strFromUTF8(out, NAME_MOST, NULL, name.p, (int32_t)name.n, &code);
    return U_SUCCESS(code);
}

static bool is_known(str name)
{
    UChar id[NAME_MOST], canonical[NAME_MOST];
    UBool is_system = false;
    UErrorCode code = U_ZERO_ERROR;
    if (!to_wide(name, id) || is_abbreviation(name) || str_starts(name, S("SystemV/"))
        || str_eq(name, S("Etc/Unknown")))
        return false;
    ucal_getCanonicalTimeZoneID(id, -1, canonical, NAME_MOST, &is_system, &code);
    return U_SUCCESS(code) && is_system;
}

static str lower_ascii(struct arena *a, str s)
{
    char *p = arena_get(a, s.n + 1);
    for (size_t i = 0; i < s.n; i++)
        p[i] = s.p[i] >= 'A' && s.p[i] <= 'Z' ? (char)(s.p[i] + ('a' - 'A'))
               : s.p[i] == ' ' ? '_' : s.p[i];
    return (str){ p, s.n };
}

static str city(str name)
{
    for (size_t i = name.n; i > 0; i--)
        if (name.p[i - 1] == '/')
            return str_from(name, i);
    return name;
}

/* How far a name is from what was typed: by the whole, or by the city alone. */
static int farness(str typed, str name)
{
    enum { MOST = 3 };
    int whole = str_distance(typed, name, MOST);
    int part = str_distance(city(typed), city(name), MOST);
    return whole < part + 1 ? whole : part + 1;
}

struct near { int far[NEAR_MOST]; str name[NEAR_MOST]; };

static void near_insert(struct near *best, int far, str name)
{
    for (int i = 0; i < NEAR_MOST; i++) {
        if (best->name[i].p != NULL && best->far[i] <= far)
            continue;
        for (int j = NEAR_MOST - 1; j > i; j--) {
            best->far[j] = best->far[j - 1];
            best->name[j] = best->name[j - 1];
        }
        best->far[i] = far;
        best->name[i] = name;
        return;
    }
}

static struct near near_names(struct arena *a, str typed)
{
    struct near best = { 0 };
    UErrorCode code = U_ZERO_ERROR;
    UEnumeration *all = ucal_openTimeZoneIDEnumeration(UCAL_ZONE_TYPE_ANY, NULL, NULL, &code);
    typed = lower_ascii(a, typed);
    const char *id;
    int32_t n;
    while (U_SUCCESS(code) && (id = uenum_next(all, &n, &code)) != NULL) {
        str name = str_dup(a, (str){ id, (size_t)n });
        int far = farness(typed, lower_ascii(a, name));
        if (far <= 2 && 3 * far < (int)typed.n && is_known(name))
            near_insert(&best, far, name);
    }
    uenum_close(all);
    return best;
}

static bool unknown_zone(struct arena *a, const char *name, struct err *e)
{
    struct near best = near_names(a, str_of(name));
    struct buf b = buf_new(a);
    for (int i = 0; i < NEAR_MOST && best.name[i].p != NULL; i++)
        buf_printf(&b, "%s" STR_FMT, i == 0 ? "did you mean " : " or ", STR_ARG(best.name[i]));
    if (b.n > 0)
        buf_byte(&b, '?');
    else
        buf_puts(&b, "write it as the IANA time zone data do, for example Europe/Paris");
    return err_set(e, ERR_INPUT, "there is no time zone \"%.60s\"; " STR_FMT, name,
                   STR_ARG(buf_str(&b)));
}

struct zone *zone_open(struct arena *a, const char *name, struct err *e)
{
    UChar id[NAME_MOST];
    UErrorCode code = U_ZERO_ERROR;
    if (!is_known(str_of(name)) || !to_wide(str_of(name), id))
        return (void)unknown_zone(a, name, e), NULL;
    struct zone *z = NEW(a, struct zone);
    z->arena = a;
    z->name = str_dup(a, str_of(name));
    z->calendar = ucal_open(id, -1, "", UCAL_GREGORIAN, &code);
    if (U_FAILURE(code)) {
        (void)err_set(e, ERR_SYSTEM, "cannot open the time zone %s: %s", name, u_errorName(code));
        return NULL;
    }
    return z;
}

void zone_close(struct zone *z)
{
    if (z != NULL)
        ucal_close(z->calendar);
}

str zone_name(const struct zone *z)
{
    return z->name;
}

static struct stretch ask(const struct zone *z, instant t)
{
    UErrorCode code = U_ZERO_ERROR;
    UDate edge;
    struct stretch s = { INT64_MIN, INT64_MAX, 0 };
    ucal_setMillis(z->calendar, (UDate)t, &code);
    s.offset = ucal_get(z->calendar, UCAL_ZONE_OFFSET, &code)
             + ucal_get(z->calendar, UCAL_DST_OFFSET, &code);
    if (ucal_getTimeZoneTransitionDate(z->calendar, UCAL_TZ_TRANSITION_PREVIOUS_INCLUSIVE,
                                       &edge, &code))
        s.from = (instant)edge;
    if (ucal_getTimeZoneTransitionDate(z->calendar, UCAL_TZ_TRANSITION_NEXT, &edge, &code))
        s.to = (instant)edge;
    return s;
}

/* The first stretch that ends behind t. */
static size_t find(const struct zone *z, instant t)
{
    size_t low = 0, high = z->stretches.n;
    while (low < high) {
        size_t mid = (low + high) / 2;
        if (z->stretches.v[mid].to <= t)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

static const struct stretch *stretch_at(struct zone *z, instant t)
{
    const struct stretch *v = z->stretches.v;
    if (z->last < z->stretches.n && v[z->last].from <= t && t < v[z->last].to)
        return &v[z->last];
    size_t i = z->last = find(z, t);
    if (i == z->stretches.n || v[i].from > t) {
        struct stretch s = ask(z, t);
        (void)*vec_push(z->arena, &z->stretches);
        memmove(&z->stretches.v[i + 1], &z->stretches.v[i],
                (z->stretches.n - 1 - i) * sizeof s);
        z->stretches.v[i] = s;
    }
    return &z->stretches.v[i];
}

int32_t zone_offset(struct zone *z, instant t)
{
    return stretch_at(z, t)->offset;
}

/* Offsets are below a day, so the one before and the one behind a change are
 * those a day to either side; a reading fits when its offset holds then. */
enum zone_fit zone_instant(struct zone *z, instant local, instant *first, instant *second)
{
    instant before = local - zone_offset(z, local - DAY_MS);
    instant behind = local - zone_offset(z, local + DAY_MS);
    bool fits_before = before + zone_offset(z, before) == local;
    bool fits_behind = behind + zone_offset(z, behind) == local;
    *first = fits_before ? before : behind;
    *second = fits_behind ? behind : before;
    if (!fits_before && !fits_behind)
        return ZONE_SKIPPED;
    return fits_before && fits_behind && before != behind ? ZONE_TWICE : ZONE_EXACT;
}

day zone_day(struct zone *z, instant t)
{
    return date_of_instant(t + zone_offset(z, t));
}

str zone_data_version(struct arena *a)
{
    UErrorCode code = U_ZERO_ERROR;
    const char *version = ucal_getTZDataVersion(&code);
    return U_SUCCESS(code) ? str_dup(a, str_of(version)) : S("");
}
