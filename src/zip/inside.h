/*
 * inside: what the files that read archives know of each other.
 *
 * An archive is read in steps, each a file: ends (where is the directory),
 * directory (what does it say), local (do the entries say the same, do they lie
 * where nothing else lies), names (what will they do where they are unpacked).
 */
#pragma once

#include "zip/archive.h"

enum archive_rule {
#define RULE(id, grade, title, advice) ARCHIVE_##id,
#include "zip/rules.def"
#undef RULE
    ARCHIVE_RULES,
};

enum {
    SIG_LOCAL = 0x04034b50, SIG_CENTRAL = 0x02014b50, SIG_END = 0x06054b50,
    SIG_END64 = 0x06064b50, SIG_LOCATOR = 0x07064b50, SIG_SIGNED = 0x05054b50,
    SIG_DESCRIPTOR = 0x08074b50,

    LOCAL_BYTES = 30, CENTRAL_BYTES = 46, END_BYTES = 22, END64_BYTES = 56, LOCATOR_BYTES = 20,

    FLAG_ENCRYPTED = 1 << 0, FLAG_DESCRIPTOR = 1 << 3, FLAG_PATCH = 1 << 5, FLAG_STRONG = 1 << 6,
    FLAG_UTF8 = 1 << 11, FLAG_MASKED = 1 << 13,

    METHOD_STORED = 0, METHOD_DEFLATED = 8,
};

/* What one rule has to say of the whole archive: once, of the first place. */
enum { MORE = 3 };

struct tally {
    size_t n;
    str text;
    struct place at;
    str more[MORE];                       /* the names of the next */
};

struct archive {
    struct arena *arena;
    str path;
    int fd;                               /* -1: bytes */
    bool borrowed;                        /* the file is somebody else's to close */
    str bytes;
    uint64_t size;

    uint64_t shift;                       /* what stands before the first byte of the archive */
    uint64_t directory, directory_size;   /* where it is in the file, up to the end records, */
    uint64_t directory_said;              /* and how many bytes it is said to have */
    uint64_t end;                         /* where these begin */
    uint64_t said;                        /* how many entries the end record says */
    uint64_t displaced;                   /* how far its end record is from where its locator says */
    bool is_zip64;

    struct archive_entry *entries;
    size_t n;
    uint32_t *by_name;                    /* indexes of the entries, equal names in order */
};

struct tallies {
    struct arena *arena;                  /* of the sentences */
    const struct archive *z;
    struct tally of[ARCHIVE_RULES];
};

/* The bytes [at, at + n) of the file; all lie in it. */
MUST bool archive_bytes_at(const struct archive *z, uint64_t at, void *to, size_t n, struct err *e);

/* A rule is broken: by an entry, whose name comes before the words, or by the whole
 * (NULL). With two entries the name of the other comes behind them. */
void archive_note(struct tallies *t, enum archive_rule rule, const struct archive_entry *entry,
                  const char *format, ...) __attribute__((format(printf, 4, 5)));
void archive_note_two(struct tallies *t, enum archive_rule rule, const struct archive_entry *entry,
                      const char *words, str other);
/* The same, and the entry is not to be read; nothing when it is not anyway. */
#define archive_refuse(t, rule, entry, ...)                                  \
    (archive_mark((entry), (rule)) ? archive_note((t), (rule), (entry), __VA_ARGS__) : (void)0)
bool archive_mark(struct archive_entry *entry, enum archive_rule rule);   /* false: it is already */
void archive_tell(struct tallies *t, struct diags *d);

const struct rule *archive_rule(enum archive_rule rule);

/* "NAME: it cannot be read: WHY"; false. */
bool archive_fails(const struct archive *z, const struct archive_entry *entry, const char *why,
                   struct err *e);

/* What drives a terminal, or turns the direction in which a name is read. */
bool archive_is_control(uint32_t c);

/* The steps; false and e set when nothing can be made of it. */
MUST bool archive_find_end(struct archive *z, struct tallies *t, struct err *e);
MUST bool archive_read_directory(struct archive *z, struct tallies *t, struct err *e);
MUST bool archive_read_locals(struct archive *z, struct tallies *t, struct err *e);
void archive_check_names(struct archive *z, struct tallies *t);

/* Whose name it is: the first in directory order, else NULL. */
const struct archive_entry *archive_named(const struct archive *z, str name);

static inline unsigned long long ull(uint64_t n) { return n; }        /* for %llu */

static inline uint16_t le16(const unsigned char *p) { return (uint16_t)(p[0] | p[1] << 8); }
static inline uint32_t le32(const unsigned char *p)
{ return le16(p) | (uint32_t)le16(p + 2) << 16; }
static inline uint64_t le64(const unsigned char *p)
{ return le32(p) | (uint64_t)le32(p + 4) << 32; }

/* The extra field of this number in [p, p + n); its bytes, or p NULL [4.5]. */
str archive_extra(str fields, uint16_t number);
bool archive_extra_fits(str fields);      /* one follows the other; up to 3 bytes may be left */
