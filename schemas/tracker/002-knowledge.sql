-- What was known when, and by whose doing.
--
-- Every change of the store is a batch: an import, and equally an override, a
-- merge, an undo. Rows of tables with a table NAME_past are versions: a row came
-- to be known with batch coalesce(since, batch) and is known as long as it
-- stands in NAME; when a batch replaces it or takes it back, it goes to NAME_past with
-- retired_by, that batch. So what was known at the end of batch k is
--     NAME       where coalesce(since, batch, 0) <= k
--     NAME_past  where coalesce(since, batch, 0) <= k < retired_by
-- and of each key there is at most one such row. batch, line: who said it. since: when that is not
-- when we came to know this version (an undo brought it back). Numbers of
-- learners and registrations are never used again, not even when all of them are in NAME_past.
--
-- All other tables are derived from these (states, affiliations, a
-- learner's status and merged_into) or are the office's own (settings).

-- Batches --------------------------------------------------------------------

-- op: import, undo, override, merge, unmerge, erase, edit (catalogue, initiatives,
-- economies, a learner's data). reason: what the actor said. target: the batch that
-- an undo takes back. undone_by: the undo that took this one back.
ALTER TABLE import_batch ADD COLUMN op TEXT NOT NULL DEFAULT 'import'
    CHECK (op IN ('import', 'undo', 'override', 'merge', 'unmerge', 'erase', 'edit'));
ALTER TABLE import_batch ADD COLUMN reason TEXT NOT NULL DEFAULT '';
ALTER TABLE import_batch ADD COLUMN target INTEGER REFERENCES import_batch;
ALTER TABLE import_batch ADD COLUMN undone_by INTEGER REFERENCES import_batch;
ALTER TABLE import_batch ADD COLUMN encoding TEXT NOT NULL DEFAULT '';
ALTER TABLE import_batch ADD COLUMN format TEXT NOT NULL DEFAULT '';
ALTER TABLE import_batch ADD COLUMN mapping TEXT NOT NULL DEFAULT '';
CREATE INDEX import_batch_file ON import_batch (file_sha256);

-- One entry a batch, in a chain: hash is the SHA-256 of prev_hash and the other
-- columns; digest sums (modulo 2^256, so that order does not matter) the SHA-256 of every
-- row the batch brought and of every row it retired.
CREATE TABLE change_log (
    batch     INTEGER PRIMARY KEY REFERENCES import_batch,
    at        INTEGER NOT NULL,
    op        TEXT NOT NULL,
    actor     TEXT NOT NULL,
    summary   TEXT NOT NULL,
    digest    TEXT NOT NULL,
    prev_hash TEXT NOT NULL,
    hash      TEXT NOT NULL
) STRICT;

-- What the rows of erased learners added to the digest of a batch: their salts
-- are gone, so that nothing can be guessed back from it, and the chain still adds up.
CREATE TABLE change_log_erased (
    batch      INTEGER NOT NULL REFERENCES import_batch,
    erased_by  INTEGER NOT NULL REFERENCES import_batch,
    digest     TEXT NOT NULL,
    PRIMARY KEY (batch, erased_by)
) STRICT, WITHOUT ROWID;

-- People ---------------------------------------------------------------------

-- by_hand: fields that an override set and no import changes, bits as in tracker/fields.h.
-- salt: goes into the digests of this learner's rows, in all versions the same, destroyed with
-- an erasure: rows of a learner without one are in no digest.
-- registered_at: on the platform, as a source said it; never the time of import.
ALTER TABLE learner ADD COLUMN gender TEXT
    CHECK (gender = 'f' OR gender = 'm' OR gender = 'x' OR gender = 'undisclosed');
ALTER TABLE learner ADD COLUMN lang TEXT;
ALTER TABLE learner ADD COLUMN registered_at INTEGER;
ALTER TABLE learner ADD COLUMN registered_precision TEXT;
ALTER TABLE learner ADD COLUMN is_test INTEGER NOT NULL DEFAULT 0 CHECK (is_test = 0 OR is_test = 1);
ALTER TABLE learner ADD COLUMN by_hand INTEGER NOT NULL DEFAULT 0;
ALTER TABLE learner ADD COLUMN salt BLOB;
ALTER TABLE learner ADD COLUMN since INTEGER REFERENCES import_batch;

-- status and merged_into are derived and have no past.
CREATE TABLE learner_past (
    id INTEGER NOT NULL, given TEXT, family TEXT, display TEXT, gender TEXT, lang TEXT,
    registered_at INTEGER, registered_precision TEXT, is_test INTEGER NOT NULL, by_hand INTEGER NOT NULL,
    salt BLOB, batch INTEGER, line INTEGER, since INTEGER, retired_by INTEGER NOT NULL REFERENCES import_batch
) STRICT;
CREATE INDEX learner_past_id ON learner_past (id);

ALTER TABLE learner_identity ADD COLUMN since INTEGER REFERENCES import_batch;
CREATE INDEX learner_identity_learner ON learner_identity (learner);
CREATE TABLE learner_identity_past (
    value_norm TEXT NOT NULL, kind TEXT NOT NULL, issuer TEXT NOT NULL, learner INTEGER NOT NULL,
    value_raw TEXT, batch INTEGER, line INTEGER, since INTEGER,
    retired_by INTEGER NOT NULL REFERENCES import_batch
) STRICT;
CREATE INDEX learner_identity_past_learner ON learner_identity_past (learner);

-- Ids of a source that several people came with, and who: such an id identifies nobody. At most some
-- of them (tracker/shared.h); when all of them are one person, the id is that person's.
CREATE TABLE shared_id (
    value_norm TEXT NOT NULL,
    issuer     TEXT NOT NULL,
    learner    INTEGER NOT NULL REFERENCES learner,
    batch      INTEGER REFERENCES import_batch,
    line       INTEGER,
    since      INTEGER REFERENCES import_batch,
    PRIMARY KEY (value_norm, issuer, learner)
) STRICT, WITHOUT ROWID;
CREATE INDEX shared_id_learner ON shared_id (learner);
CREATE TABLE shared_id_past (
    value_norm TEXT NOT NULL, issuer TEXT NOT NULL, learner INTEGER NOT NULL, batch INTEGER, line INTEGER,
    since INTEGER, retired_by INTEGER NOT NULL REFERENCES import_batch
) STRICT;

-- The first schema only told of them, on the line that brought the learner.
INSERT OR IGNORE INTO shared_id (value_norm, issuer, learner, batch, line)
    SELECT i.value, s.name, k.learner, i.batch, i.line
    FROM import_issue i
    JOIN import_batch b ON b.id = i.batch
    JOIN import_source s ON s.id = b.source
    JOIN learner_identity k ON k.batch = i.batch AND k.line = i.line
    WHERE i.code = 'shared-id';

-- What a learner is called where no number may be seen: the first e-mail address, else the
-- first other key, else the uid, of the store the learner came from.
DROP VIEW learner_key;
CREATE VIEW learner_key (learner, key) AS
    SELECT l.id, coalesce(min(CASE i.kind WHEN 'email' THEN i.value_norm END),
                          min(CASE WHEN i.issuer NOT LIKE 'etalon:%'
                                   THEN i.kind || ':' || i.issuer || ':' || i.value_norm END),
                          min(substr(i.issuer, 8) || '-' || i.value_norm),
                          (SELECT value FROM setting WHERE name = 'store') || '-' || l.id)
    FROM learner l LEFT JOIN learner_identity i ON i.learner = l.id GROUP BY l.id;

-- Merges that hold. Learners keep what is theirs; whoever asks for a person
-- takes the learner at the end of the chain and all that lead to it.
CREATE TABLE learner_merge (
    learner INTEGER PRIMARY KEY REFERENCES learner,
    into_learner INTEGER NOT NULL REFERENCES learner,
    batch   INTEGER REFERENCES import_batch,
    since   INTEGER REFERENCES import_batch,
    CHECK (learner <> into_learner)
) STRICT;
CREATE TABLE learner_merge_past (
    learner INTEGER NOT NULL, into_learner INTEGER NOT NULL, batch INTEGER, since INTEGER,
    retired_by INTEGER NOT NULL REFERENCES import_batch
) STRICT;
INSERT INTO learner_merge (learner, into_learner, batch)
    SELECT id, merged_into, NULL FROM learner WHERE merged_into IS NOT NULL;

-- Keys of persons who were erased, as HMAC-SHA-256 under the store's own secret:
-- a later import with one of them brings nobody back.
CREATE TABLE erased_key (
    hmac  BLOB PRIMARY KEY,
    batch INTEGER NOT NULL REFERENCES import_batch
) STRICT, WITHOUT ROWID;

-- name_norm: as spellings of economies are normalised.
CREATE TABLE organisation (
    id        INTEGER PRIMARY KEY,
    name_norm TEXT NOT NULL,
    name      TEXT NOT NULL,
    type      TEXT NOT NULL DEFAULT 'other'
              CHECK (type IN ('NMI', 'DI', 'LM-authority', 'RMO', 'IO', 'other')),
    economy   TEXT REFERENCES economy,
    batch     INTEGER REFERENCES import_batch,
    since     INTEGER REFERENCES import_batch
) STRICT;
CREATE UNIQUE INDEX organisation_name ON organisation (name_norm, coalesce(economy, ''));
CREATE TABLE organisation_past (
    id INTEGER NOT NULL, name_norm TEXT NOT NULL, name TEXT NOT NULL, type TEXT NOT NULL,
    economy TEXT, batch INTEGER, since INTEGER, retired_by INTEGER NOT NULL REFERENCES import_batch
) STRICT;

-- What was said about where a learner was, apart from registrations (which say it for the day
-- of registration): "on that day, this economy, this organisation". dated 0: a
-- file without dates said it, on_day is when it was imported. by_hand 1: holds from
-- on_day to before until_day (NULL: for good) whatever imports say of days between.
CREATE TABLE learner_sighting (
    learner      INTEGER NOT NULL REFERENCES learner,
    n            INTEGER NOT NULL,
    on_day       TEXT NOT NULL,
    until_day    TEXT,
    dated        INTEGER NOT NULL CHECK (dated = 0 OR dated = 1),
    by_hand      INTEGER NOT NULL DEFAULT 0 CHECK (by_hand = 0 OR by_hand = 1),
    economy      TEXT REFERENCES economy,
    organisation INTEGER REFERENCES organisation,
    batch        INTEGER REFERENCES import_batch,
    line         INTEGER,
    since        INTEGER REFERENCES import_batch,
    PRIMARY KEY (learner, n)
) STRICT, WITHOUT ROWID;
CREATE TABLE learner_sighting_past (
    learner INTEGER NOT NULL, n INTEGER NOT NULL, on_day TEXT NOT NULL, until_day TEXT,
    dated INTEGER NOT NULL, by_hand INTEGER NOT NULL, economy TEXT, organisation INTEGER,
    batch INTEGER, line INTEGER, since INTEGER, retired_by INTEGER NOT NULL REFERENCES import_batch
) STRICT;
CREATE INDEX learner_sighting_past_learner ON learner_sighting_past (learner);

-- The first schema kept periods with the first and the last day on which a source had stated them:
-- these are what was said. Periods themselves are derived now (tracker/affiliation.h).
INSERT INTO learner_sighting (learner, n, on_day, dated, economy, batch, line)
    SELECT learner, 2 * n - 1, coalesce(seen_from, valid_from, '1990-01-01'), 1, economy, batch, line
    FROM learner_affiliation WHERE retired_by IS NULL
    UNION ALL
    SELECT learner, 2 * n, seen_to, 1, economy, batch, line
    FROM learner_affiliation
    WHERE retired_by IS NULL AND seen_to > coalesce(seen_from, valid_from, '1990-01-01');
INSERT INTO learner_sighting_past (learner, n, on_day, dated, by_hand, economy, batch, line, retired_by)
    SELECT learner, 2 * n - 1, coalesce(seen_from, valid_from, '1990-01-01'), 1, 0, economy, batch,
           line, retired_by
    FROM learner_affiliation WHERE retired_by IS NOT NULL;
DROP TABLE learner_affiliation;
CREATE TABLE learner_affiliation (
    learner    INTEGER NOT NULL REFERENCES learner,
    n          INTEGER NOT NULL,
    economy    TEXT NOT NULL REFERENCES economy,
    valid_from TEXT,
    valid_to   TEXT,
    PRIMARY KEY (learner, n),
    CHECK (valid_from < valid_to)
) STRICT, WITHOUT ROWID;
CREATE INDEX learner_merged ON learner (merged_into) WHERE merged_into IS NOT NULL;

-- Registrations and results ----------------------------------------------------

-- economy: where the learner was, as the row said that told of the registration.
-- source_key: what the platform calls the registration (xAPI: a UUID); others of the learner in
-- the course are other registrations.
-- by_hand: bits as in tracker/fields.h. digest: of the last row that was found to say
-- nothing new about it, a shortcut for the next import and not content; NULL: none.
ALTER TABLE registration ADD COLUMN economy TEXT REFERENCES economy;
ALTER TABLE registration ADD COLUMN cohort TEXT;
ALTER TABLE registration ADD COLUMN source_key TEXT;
ALTER TABLE registration ADD COLUMN by_hand INTEGER NOT NULL DEFAULT 0;
ALTER TABLE registration ADD COLUMN digest INTEGER;
ALTER TABLE registration ADD COLUMN since INTEGER REFERENCES import_batch;
CREATE TABLE registration_past (
    id INTEGER NOT NULL, learner INTEGER NOT NULL, course INTEGER NOT NULL, seq INTEGER NOT NULL,
    registered_at INTEGER, precision TEXT, withdrawn INTEGER NOT NULL, economy TEXT, cohort TEXT,
    source_key TEXT, by_hand INTEGER NOT NULL, batch INTEGER, line INTEGER, since INTEGER,
    retired_by INTEGER NOT NULL REFERENCES import_batch
) STRICT;
CREATE INDEX registration_past_id ON registration_past (id);
CREATE INDEX registration_past_learner ON registration_past (learner, course);

-- by_hand 1: an override. What the newest override of an activity says (completion, success,
-- score, each where it is not 0 or NULL) is the state, whatever other facts say; completion
-- or success -1 there means "back to not attempted, unknown".
CREATE TABLE result_new (
    registration INTEGER NOT NULL REFERENCES registration,
    activity     INTEGER NOT NULL REFERENCES activity,
    n            INTEGER NOT NULL,
    at           INTEGER,
    precision    TEXT
                 CHECK (precision = 'd' OR precision = 's' OR precision = 'f' OR precision = 'm' OR precision = 'y'),
    completion   INTEGER NOT NULL DEFAULT 0 CHECK (completion BETWEEN -1 AND 2),
    success      INTEGER NOT NULL DEFAULT 0 CHECK (success BETWEEN -1 AND 2),
    score        REAL CHECK (score BETWEEN 0 AND 1),
    by_hand      INTEGER NOT NULL DEFAULT 0 CHECK (by_hand = 0 OR by_hand = 1),
    batch        INTEGER REFERENCES import_batch,
    line         INTEGER,
    since        INTEGER REFERENCES import_batch,
    PRIMARY KEY (registration, activity, n),
    CHECK ((at IS NULL) = (precision IS NULL)),
    CHECK (by_hand = 1 OR (completion >= 0 AND success >= 0))
) STRICT, WITHOUT ROWID;
INSERT INTO result_new (registration, activity, n, at, precision, completion, success, score, batch, line)
    SELECT registration, activity, n, at, precision, completion, success, score, batch, line FROM result;
DROP TABLE result;
ALTER TABLE result_new RENAME TO result;
CREATE TABLE result_past (
    registration INTEGER NOT NULL, activity INTEGER NOT NULL, n INTEGER NOT NULL, at INTEGER,
    precision TEXT, completion INTEGER NOT NULL, success INTEGER NOT NULL, score REAL,
    by_hand INTEGER NOT NULL, batch INTEGER, line INTEGER, since INTEGER,
    retired_by INTEGER NOT NULL REFERENCES import_batch
) STRICT;
CREATE INDEX result_past_registration ON result_past (registration);
