-- The tracker's core: reference data, people, catalogue, registrations,
-- results, and where each came from.
--
-- Instants (*_at) are milliseconds since 1970-01-01T00:00:00Z with a precision
-- beside them: y, m, d (the date as it was given, never shifted by a zone),
-- s, f (milliseconds). NULL: not known. Days (*_from, *_to) are ISO dates, half-open [from, to);
-- NULL is open. Facts name their batch and line; when we learnt a fact is the
-- recorded_at of its batch.
--
-- Checks on tables that grow say "= OR =": for IN with three values or more SQLite
-- builds a table at every insertion, which took half the time of an import.

-- Reference ----------------------------------------------------------------

CREATE TABLE economy (
    code       TEXT PRIMARY KEY CHECK (length(code) = 2),
    alpha3     TEXT NOT NULL,
    m49        TEXT,
    name_en    TEXT NOT NULL,
    name_fr    TEXT NOT NULL,
    kind       TEXT NOT NULL CHECK (kind IN ('economy', 'organisation', 'placeholder', 'unknown')),
    -- 1: may be the economy of a learner (not CARICOM, not the placeholder XQ)
    selectable INTEGER NOT NULL CHECK (selectable IN (0, 1)),
    source     TEXT NOT NULL,
    confidence TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Spellings in normal form. scope: '' for everybody, 'admin', or a kind of source.
CREATE TABLE economy_alias (
    scope      TEXT NOT NULL,
    alias_norm TEXT NOT NULL,
    economy    TEXT NOT NULL REFERENCES economy,
    lang       TEXT NOT NULL,
    source     TEXT NOT NULL,
    PRIMARY KEY (scope, alias_norm)
) STRICT, WITHOUT ROWID;

-- Spellings that are never resolved: candidates are codes with | between, or a remark.
CREATE TABLE economy_alias_ask (
    alias_norm TEXT PRIMARY KEY,
    candidates TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- RMO, BIPM, OIML, UNM49, ... multi: an economy may be in several groups at one time.
CREATE TABLE group_scheme (
    code  TEXT PRIMARY KEY,
    name  TEXT NOT NULL,
    multi INTEGER NOT NULL CHECK (multi IN (0, 1))
) STRICT, WITHOUT ROWID;

-- RMO: AFRIMETS APMP COOMET EURAMET GULFMET SIM. BIPM: member, associate,
-- covered (by an Associate that is a community). OIML: member, corresponding.
CREATE TABLE economy_group (
    id     INTEGER PRIMARY KEY,
    scheme TEXT NOT NULL REFERENCES group_scheme,
    code   TEXT NOT NULL,
    name   TEXT NOT NULL,
    UNIQUE (scheme, code)
) STRICT;

-- role: full, associate (RMO; with ? where the source is unsure), member otherwise.
-- uncertain: a date was given only as a year or a month and stands for its first day.
CREATE TABLE group_membership (
    id         INTEGER PRIMARY KEY,
    grp        INTEGER NOT NULL REFERENCES economy_group,
    economy    TEXT NOT NULL REFERENCES economy,
    role       TEXT NOT NULL,
    valid_from TEXT,
    valid_to   TEXT,
    uncertain  INTEGER NOT NULL DEFAULT 0 CHECK (uncertain IN (0, 1)),
    source     TEXT NOT NULL,
    confidence TEXT NOT NULL,
    note       TEXT NOT NULL DEFAULT '',
    recorded_at INTEGER NOT NULL,
    CHECK (valid_from < valid_to)
) STRICT;
CREATE INDEX group_membership_economy ON group_membership (economy, grp);

CREATE TRIGGER group_membership_overlap_insert BEFORE INSERT ON group_membership BEGIN
    SELECT RAISE(ABORT, 'memberships of one economy overlap')
    FROM group_membership m
    JOIN economy_group g ON g.id = m.grp
    JOIN group_scheme s ON s.code = g.scheme
    JOIN economy_group n ON n.id = NEW.grp
    WHERE m.economy = NEW.economy AND m.id IS NOT NEW.id
      AND (m.grp = NEW.grp OR (s.multi = 0 AND g.scheme = n.scheme))
      AND (m.valid_from IS NULL OR NEW.valid_to IS NULL OR m.valid_from < NEW.valid_to)
      AND (NEW.valid_from IS NULL OR m.valid_to IS NULL OR NEW.valid_from < m.valid_to);
END;

CREATE TRIGGER group_membership_overlap_update
BEFORE UPDATE OF grp, economy, valid_from, valid_to ON group_membership BEGIN
    SELECT RAISE(ABORT, 'memberships of one economy overlap')
    FROM group_membership m
    JOIN economy_group g ON g.id = m.grp
    JOIN group_scheme s ON s.code = g.scheme
    JOIN economy_group n ON n.id = NEW.grp
    WHERE m.economy = NEW.economy AND m.id <> OLD.id
      AND (m.grp = NEW.grp OR (s.multi = 0 AND g.scheme = n.scheme))
      AND (m.valid_from IS NULL OR NEW.valid_to IS NULL OR m.valid_from < NEW.valid_to)
      AND (NEW.valid_from IS NULL OR m.valid_to IS NULL OR NEW.valid_from < m.valid_to);
END;

-- Where things came from ---------------------------------------------------

CREATE TABLE import_source (
    id   INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE import_batch (
    id          INTEGER PRIMARY KEY,
    kind        TEXT NOT NULL,
    source      INTEGER REFERENCES import_source,
    file_name   TEXT NOT NULL,
    file_sha256 TEXT NOT NULL,
    parameters  TEXT NOT NULL,
    actor       TEXT NOT NULL,
    recorded_at INTEGER NOT NULL,
    rows_read   INTEGER NOT NULL DEFAULT 0,
    inserted    INTEGER NOT NULL DEFAULT 0,
    updated     INTEGER NOT NULL DEFAULT 0,
    unchanged   INTEGER NOT NULL DEFAULT 0,
    skipped     INTEGER NOT NULL DEFAULT 0,
    rejected    INTEGER NOT NULL DEFAULT 0,
    conflict    INTEGER NOT NULL DEFAULT 0,
    CHECK (rows_read = inserted + updated + unchanged + skipped + rejected + conflict)
) STRICT;

-- Rows that made no fact, as runs of lines with one outcome.
CREATE TABLE import_row (
    batch      INTEGER NOT NULL REFERENCES import_batch,
    first_line INTEGER NOT NULL,
    last_line  INTEGER NOT NULL,
    rows       INTEGER NOT NULL,
    outcome    TEXT NOT NULL CHECK (outcome IN ('unchanged', 'skipped', 'rejected', 'conflict')),
    PRIMARY KEY (batch, first_line)
) STRICT, WITHOUT ROWID;

CREATE TABLE import_issue (
    batch    INTEGER NOT NULL REFERENCES import_batch,
    line     INTEGER NOT NULL,
    n        INTEGER NOT NULL,
    col      INTEGER NOT NULL,
    code     TEXT NOT NULL,
    severity TEXT NOT NULL CHECK (severity = 'error' OR severity = 'warning'),
    field    TEXT NOT NULL,
    value    TEXT NOT NULL,
    message  TEXT NOT NULL,
    PRIMARY KEY (batch, line, n)
) STRICT, WITHOUT ROWID;

-- People -------------------------------------------------------------------

-- A merged learner points at the one who stays; statistics count that one.
CREATE TABLE learner (
    id          INTEGER PRIMARY KEY,
    given       TEXT,
    family      TEXT,
    display     TEXT,
    status      TEXT NOT NULL DEFAULT 'active'
                CHECK (status = 'active' OR status = 'merged' OR status = 'erased' OR status = 'test'),
    merged_into INTEGER REFERENCES learner,
    batch       INTEGER REFERENCES import_batch,
    line        INTEGER,
    CHECK ((status = 'merged') = (merged_into IS NOT NULL))
) STRICT;

-- issuer: name of the source within which accounts and external ids mean
-- something; '' for e-mail addresses. value_raw: as it was written, when that differs.
CREATE TABLE learner_identity (
    value_norm TEXT NOT NULL,
    kind       TEXT NOT NULL CHECK (kind = 'email' OR kind = 'account' OR kind = 'external'),
    issuer     TEXT NOT NULL,
    learner    INTEGER NOT NULL REFERENCES learner,
    value_raw  TEXT,
    batch      INTEGER REFERENCES import_batch,
    line       INTEGER,
    PRIMARY KEY (value_norm, kind, issuer)
) STRICT, WITHOUT ROWID;

-- What a learner is called where no number may be seen: the first e-mail address,
-- else the first other key.
CREATE VIEW learner_key (learner, key) AS
    SELECT learner, coalesce(min(CASE kind WHEN 'email' THEN value_norm END),
                             min(kind || ':' || issuer || ':' || value_norm))
    FROM learner_identity GROUP BY learner;

-- The economy of a learner over time; periods of one learner (retired_by NULL)
-- do not overlap. seen_from, seen_to: first and last day on which a source stated
-- it. A change retires rows and adds others, so that what we knew once can be told.
CREATE TABLE learner_affiliation (
    learner    INTEGER NOT NULL REFERENCES learner,
    n          INTEGER NOT NULL,
    economy    TEXT NOT NULL REFERENCES economy,
    valid_from TEXT,
    valid_to   TEXT,
    seen_from  TEXT,
    seen_to    TEXT,
    batch      INTEGER REFERENCES import_batch,
    line       INTEGER,
    retired_by INTEGER REFERENCES import_batch,
    PRIMARY KEY (learner, n),
    CHECK (valid_from < valid_to)
) STRICT, WITHOUT ROWID;

-- Catalogue ----------------------------------------------------------------

CREATE TABLE course (
    id    INTEGER PRIMARY KEY,
    code  TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL DEFAULT '',
    batch INTEGER REFERENCES import_batch
) STRICT;

-- Activity 0 is the course itself, whichever it is: what sources say of a
-- course as a whole is a result of activity 0.
CREATE TABLE activity (
    id     INTEGER PRIMARY KEY,
    course INTEGER REFERENCES course,
    ident  TEXT NOT NULL,
    title  TEXT NOT NULL DEFAULT '',
    batch  INTEGER REFERENCES import_batch,
    UNIQUE (course, ident),
    CHECK ((id = 0) = (course IS NULL))
) STRICT;
INSERT INTO activity (id, course, ident, title) VALUES (0, NULL, '', 'the course itself');

-- Registrations and results ------------------------------------------------

CREATE TABLE registration (
    id            INTEGER PRIMARY KEY,
    learner       INTEGER NOT NULL REFERENCES learner,
    course        INTEGER NOT NULL REFERENCES course,
    seq           INTEGER NOT NULL,
    registered_at INTEGER,
    precision     TEXT
                  CHECK (precision = 'd' OR precision = 's' OR precision = 'f' OR precision = 'm' OR precision = 'y'),
    withdrawn     INTEGER NOT NULL DEFAULT 0 CHECK (withdrawn IN (0, 1)),
    batch         INTEGER REFERENCES import_batch,
    line          INTEGER,
    CHECK ((registered_at IS NULL) = (precision IS NULL))
) STRICT;
CREATE UNIQUE INDEX registration_learner ON registration (learner, course, seq);

-- Facts, never changed: completion 1 incomplete 2 completed; success 1 failed
-- 2 passed; score 0 to 1. 0 or NULL: this fact does not say.
CREATE TABLE result (
    registration INTEGER NOT NULL REFERENCES registration,
    activity     INTEGER NOT NULL REFERENCES activity,
    n            INTEGER NOT NULL,
    at           INTEGER,
    precision    TEXT
                 CHECK (precision = 'd' OR precision = 's' OR precision = 'f' OR precision = 'm' OR precision = 'y'),
    completion   INTEGER NOT NULL DEFAULT 0 CHECK (completion BETWEEN 0 AND 2),
    success      INTEGER NOT NULL DEFAULT 0 CHECK (success BETWEEN 0 AND 2),
    score        REAL CHECK (score BETWEEN 0 AND 1),
    batch        INTEGER REFERENCES import_batch,
    line         INTEGER,
    PRIMARY KEY (registration, activity, n),
    CHECK ((at IS NULL) = (precision IS NULL))
) STRICT, WITHOUT ROWID;

-- States, derived from results: 0 not attempted / unknown, 1 incomplete /
-- failed, 2 completed / passed; the earliest known instant of each.
CREATE TABLE activity_state (
    registration  INTEGER NOT NULL REFERENCES registration,
    activity      INTEGER NOT NULL REFERENCES activity,
    completion    INTEGER NOT NULL,
    success       INTEGER NOT NULL,
    score         REAL,
    completed_at  INTEGER,
    completed_precision TEXT,
    passed_at     INTEGER,
    passed_precision TEXT,
    PRIMARY KEY (registration, activity)
) STRICT, WITHOUT ROWID;

-- One row per registration; what the course as a whole came to. A registration
-- with any result of any activity is at least incomplete.
CREATE TABLE registration_state (
    registration  INTEGER PRIMARY KEY REFERENCES registration,
    completion    INTEGER NOT NULL,
    success       INTEGER NOT NULL,
    score         REAL,
    completed_at  INTEGER,
    completed_precision TEXT,
    passed_at     INTEGER,
    passed_precision TEXT
) STRICT;

-- The program ----------------------------------------------------------------

-- The migrations this file has seen; checksum is the SHA-256 of their text.
CREATE TABLE schema_migration (
    version     INTEGER PRIMARY KEY,
    checksum    TEXT NOT NULL,
    applied_at  INTEGER NOT NULL,
    app_version TEXT NOT NULL
) STRICT;

-- The office's own choices.
CREATE TABLE setting (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
