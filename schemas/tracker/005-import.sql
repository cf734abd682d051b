-- How files are read.

-- A mapping file as it was used; a changed one of the same name is the next version.
CREATE TABLE import_mapping (
    id      INTEGER PRIMARY KEY,
    name    TEXT NOT NULL,
    version INTEGER NOT NULL,
    spec    TEXT NOT NULL,
    sha256  TEXT NOT NULL,
    batch   INTEGER REFERENCES import_batch,
    UNIQUE (name, version)
) STRICT;

-- zone: of times without one, in files of this source.
ALTER TABLE import_source ADD COLUMN zone TEXT;
ALTER TABLE import_source ADD COLUMN mapping TEXT;

-- Pairs of learners that may be one person; a < b. decision: NULL open, else
-- 'different' (an administrator said so) or 'merged', and by which batch. A pair stays when
-- the import that brought its learners is taken back, so that what was known can be told.
CREATE TABLE duplicate_candidate (
    a        INTEGER NOT NULL,
    b        INTEGER NOT NULL,
    rule     TEXT NOT NULL,
    score    REAL NOT NULL,
    decision TEXT CHECK (decision = 'different' OR decision = 'merged'),
    batch    INTEGER REFERENCES import_batch,
    decided_by INTEGER REFERENCES import_batch,
    PRIMARY KEY (a, b),
    CHECK (a < b)
) STRICT, WITHOUT ROWID;
