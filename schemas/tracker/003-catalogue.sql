-- Courses as they are published, what sources call them, and what learners did inside.

-- An activity that is the same as another (what a source calls it; its kin in an
-- edition) points at it: facts stay where they are, states are of the one at the end.
-- parent: the module a lesson is in. kind: see activity kinds in tracker/catalogue.h.
ALTER TABLE course ADD COLUMN since INTEGER REFERENCES import_batch;
ALTER TABLE activity ADD COLUMN kind TEXT NOT NULL DEFAULT ''
    CHECK (kind IN ('', 'course', 'module', 'lesson', 'sco', 'au', 'assessment', 'objective'));
ALTER TABLE activity ADD COLUMN parent INTEGER REFERENCES activity;
ALTER TABLE activity ADD COLUMN same_as INTEGER REFERENCES activity CHECK (same_as <> id);
ALTER TABLE activity ADD COLUMN since INTEGER REFERENCES import_batch;

CREATE TABLE course_past (
    id INTEGER NOT NULL, code TEXT NOT NULL, title TEXT NOT NULL, batch INTEGER, since INTEGER,
    retired_by INTEGER NOT NULL REFERENCES import_batch
) STRICT;
CREATE TABLE activity_past (
    id INTEGER NOT NULL, course INTEGER, ident TEXT NOT NULL, title TEXT NOT NULL, kind TEXT NOT NULL,
    parent INTEGER, same_as INTEGER, batch INTEGER, since INTEGER,
    retired_by INTEGER NOT NULL REFERENCES import_batch
) STRICT;

-- What a source calls a course: scope is the name of the source, or its kind; name_norm as titles are compared.
CREATE TABLE course_alias (
    scope     TEXT NOT NULL,
    name_norm TEXT NOT NULL,
    course    INTEGER NOT NULL REFERENCES course,
    batch     INTEGER REFERENCES import_batch,
    since     INTEGER REFERENCES import_batch,
    PRIMARY KEY (scope, name_norm)
) STRICT, WITHOUT ROWID;
CREATE TABLE course_alias_past (
    scope TEXT NOT NULL, name_norm TEXT NOT NULL, course INTEGER NOT NULL, batch INTEGER, since INTEGER,
    retired_by INTEGER NOT NULL REFERENCES import_batch
) STRICT;

-- An edition that was added from its package.
CREATE TABLE course_version (
    id             INTEGER PRIMARY KEY,
    course         INTEGER NOT NULL REFERENCES course,
    label          TEXT NOT NULL,
    package_sha256 TEXT NOT NULL DEFAULT '',
    standard       TEXT NOT NULL DEFAULT '',
    manifest_id    TEXT NOT NULL DEFAULT '',
    mastery        REAL CHECK (mastery BETWEEN 0 AND 1),
    languages      TEXT NOT NULL DEFAULT '',
    published_on   TEXT,
    supersedes     INTEGER REFERENCES course_version,
    batch          INTEGER REFERENCES import_batch,
    since          INTEGER REFERENCES import_batch,
    UNIQUE (course, label)
) STRICT;
CREATE TABLE course_version_past (
    id INTEGER NOT NULL, course INTEGER NOT NULL, label TEXT NOT NULL, package_sha256 TEXT NOT NULL,
    standard TEXT NOT NULL, manifest_id TEXT NOT NULL, mastery REAL, languages TEXT NOT NULL, published_on TEXT,
    supersedes INTEGER, batch INTEGER, since INTEGER, retired_by INTEGER NOT NULL REFERENCES import_batch
) STRICT;

-- The activities of an edition. counts 1: a registration is complete when all
-- such activities of one edition are.
CREATE TABLE version_activity (
    version  INTEGER NOT NULL REFERENCES course_version,
    activity INTEGER NOT NULL REFERENCES activity,
    counts   INTEGER NOT NULL CHECK (counts = 0 OR counts = 1),
    weight   REAL NOT NULL DEFAULT 1,
    batch    INTEGER REFERENCES import_batch,
    since    INTEGER REFERENCES import_batch,
    PRIMARY KEY (version, activity)
) STRICT, WITHOUT ROWID;
CREATE TABLE version_activity_past (
    version INTEGER NOT NULL, activity INTEGER NOT NULL, counts INTEGER NOT NULL, weight REAL NOT NULL,
    batch INTEGER, since INTEGER, retired_by INTEGER NOT NULL REFERENCES import_batch
) STRICT;

CREATE TABLE question (
    id       INTEGER PRIMARY KEY,
    activity INTEGER NOT NULL REFERENCES activity,
    ident    TEXT NOT NULL,
    type     TEXT NOT NULL DEFAULT '',
    max_mark REAL,
    batch    INTEGER REFERENCES import_batch,
    since    INTEGER REFERENCES import_batch,
    UNIQUE (activity, ident)
) STRICT;
CREATE TABLE question_past (
    id INTEGER NOT NULL, activity INTEGER NOT NULL, ident TEXT NOT NULL, type TEXT NOT NULL, max_mark REAL,
    batch INTEGER, since INTEGER, retired_by INTEGER NOT NULL REFERENCES import_batch
) STRICT;

-- Attempts as a platform counts them, n from 1.
CREATE TABLE attempt (
    registration      INTEGER NOT NULL REFERENCES registration,
    activity          INTEGER NOT NULL REFERENCES activity,
    n                 INTEGER NOT NULL,
    started_at        INTEGER,
    started_precision TEXT,
    last_at           INTEGER,
    last_precision    TEXT,
    score             REAL CHECK (score BETWEEN 0 AND 1),
    batch             INTEGER REFERENCES import_batch,
    line              INTEGER,
    since             INTEGER REFERENCES import_batch,
    PRIMARY KEY (registration, activity, n)
) STRICT, WITHOUT ROWID;
CREATE TABLE attempt_past (
    registration INTEGER NOT NULL, activity INTEGER NOT NULL, n INTEGER NOT NULL, started_at INTEGER,
    started_precision TEXT, last_at INTEGER, last_precision TEXT, score REAL, batch INTEGER, line INTEGER,
    since INTEGER, retired_by INTEGER NOT NULL REFERENCES import_batch
) STRICT;

-- Answers within an attempt; n counts those to one question. response: as the source has it.
CREATE TABLE interaction (
    registration INTEGER NOT NULL REFERENCES registration,
    question     INTEGER NOT NULL REFERENCES question,
    attempt      INTEGER NOT NULL,
    n            INTEGER NOT NULL,
    response     TEXT,
    result       TEXT,
    mark         REAL,
    latency_ms   INTEGER,
    at           INTEGER,
    precision    TEXT,
    batch        INTEGER REFERENCES import_batch,
    line         INTEGER,
    since        INTEGER REFERENCES import_batch,
    PRIMARY KEY (registration, question, attempt, n)
) STRICT, WITHOUT ROWID;
CREATE TABLE interaction_past (
    registration INTEGER NOT NULL, question INTEGER NOT NULL, attempt INTEGER NOT NULL, n INTEGER NOT NULL,
    response TEXT, result TEXT, mark REAL, latency_ms INTEGER, at INTEGER, precision TEXT,
    batch INTEGER, line INTEGER, since INTEGER, retired_by INTEGER NOT NULL REFERENCES import_batch
) STRICT;
