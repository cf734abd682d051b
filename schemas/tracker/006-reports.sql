-- Reports that were written down or asked to be kept: what was asked, of which
-- knowledge, and the digest of what came of it, so that it can be made again.
--
-- A run is no knowledge about learners: it belongs to no batch and has no versions, is not
-- exported and not part of the canonical content. A backup keeps it.

-- The texts that reports were made of; sha256 is theirs.
CREATE TABLE report_text (
    sha256 TEXT PRIMARY KEY,
    text   TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- name: of the report or its file. options, parameters: NAME=VALUE, one a line. part: of a format that
-- holds one table, which; else 0. known_as_of: as it was asked; batch: the last one that was known.
-- store: the head of its log; reference: SCHEME DIGEST, one a line (vintage.h); definitions: SHA-256 of the
-- measures and their words. output: where it went, empty: standard output.
CREATE TABLE report_run (
    id            INTEGER PRIMARY KEY,
    at            INTEGER NOT NULL,
    actor         TEXT NOT NULL,
    name          TEXT NOT NULL,
    text_sha256   TEXT NOT NULL REFERENCES report_text,
    options       TEXT NOT NULL,
    parameters    TEXT NOT NULL,
    lang          TEXT NOT NULL,
    as_of         TEXT,
    known_as_of   INTEGER,
    batch         INTEGER NOT NULL,
    store         TEXT NOT NULL,
    reference     TEXT NOT NULL,
    definitions   TEXT NOT NULL,
    program       TEXT NOT NULL,
    icu           TEXT NOT NULL,
    tzdata        TEXT NOT NULL,
    format        TEXT NOT NULL,
    part          INTEGER NOT NULL,
    output        TEXT NOT NULL,
    output_sha256 TEXT NOT NULL CHECK (length(output_sha256) = 64)
) STRICT;
