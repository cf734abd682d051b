-- What happens outside courses: workshops, placements, lectures, summer schools, webinars.

-- A lecture is a child of its workshop.
CREATE TABLE initiative (
    id           INTEGER PRIMARY KEY,
    code         TEXT NOT NULL UNIQUE,
    kind         TEXT NOT NULL CHECK (kind IN ('workshop', 'placement', 'lecture', 'online', 'seminar', 'summer_school', 'webinar')),
    title        TEXT NOT NULL DEFAULT '',
    programme    TEXT NOT NULL DEFAULT '',
    parent       INTEGER REFERENCES initiative CHECK (parent <> id),
    host         INTEGER REFERENCES organisation,
    host_economy TEXT REFERENCES economy,
    mode         TEXT CHECK (mode IN ('in_person', 'online', 'hybrid')),
    starts_on    TEXT,
    ends_on      TEXT CHECK (ends_on >= starts_on),
    batch        INTEGER REFERENCES import_batch,
    line         INTEGER,
    since        INTEGER REFERENCES import_batch
) STRICT;
CREATE TABLE initiative_past (
    id INTEGER NOT NULL, code TEXT NOT NULL, kind TEXT NOT NULL, title TEXT NOT NULL, programme TEXT NOT NULL,
    parent INTEGER, host INTEGER, host_economy TEXT, mode TEXT, starts_on TEXT, ends_on TEXT,
    batch INTEGER, line INTEGER, since INTEGER, retired_by INTEGER NOT NULL REFERENCES import_batch
) STRICT;

CREATE TABLE initiative_partner (
    initiative   INTEGER NOT NULL REFERENCES initiative,
    organisation INTEGER NOT NULL REFERENCES organisation,
    role         TEXT NOT NULL,
    batch        INTEGER REFERENCES import_batch,
    since        INTEGER REFERENCES import_batch,
    PRIMARY KEY (initiative, organisation, role)
) STRICT, WITHOUT ROWID;
CREATE TABLE initiative_partner_past (
    initiative INTEGER NOT NULL, organisation INTEGER NOT NULL, role TEXT NOT NULL, batch INTEGER,
    since INTEGER, retired_by INTEGER NOT NULL REFERENCES import_batch
) STRICT;

-- status, from least to most: cancelled no_show invited registered attended completed.
-- economy: as the list said it. by_hand: the status was set by an override.
CREATE TABLE participation (
    initiative INTEGER NOT NULL REFERENCES initiative,
    learner    INTEGER NOT NULL REFERENCES learner,
    role       TEXT NOT NULL CHECK (role = 'participant' OR role = 'lecturer' OR role = 'organiser' OR role = 'observer'),
    status     TEXT NOT NULL CHECK (status IN ('invited', 'registered', 'attended', 'completed', 'no_show', 'cancelled')),
    economy    TEXT REFERENCES economy,
    days       REAL CHECK (days >= 0),
    by_hand    INTEGER NOT NULL DEFAULT 0 CHECK (by_hand = 0 OR by_hand = 1),
    batch      INTEGER REFERENCES import_batch,
    line       INTEGER,
    since      INTEGER REFERENCES import_batch,
    PRIMARY KEY (initiative, learner, role)
) STRICT, WITHOUT ROWID;
CREATE INDEX participation_learner ON participation (learner);
CREATE TABLE participation_past (
    initiative INTEGER NOT NULL, learner INTEGER NOT NULL, role TEXT NOT NULL, status TEXT NOT NULL,
    economy TEXT, days REAL, by_hand INTEGER NOT NULL, batch INTEGER, line INTEGER, since INTEGER,
    retired_by INTEGER NOT NULL REFERENCES import_batch
) STRICT;

-- Figures without persons; '' where the source does not part them.
CREATE TABLE headcount (
    initiative INTEGER NOT NULL REFERENCES initiative,
    economy    TEXT NOT NULL,
    gender     TEXT NOT NULL CHECK (gender IN ('', 'f', 'm', 'x', 'undisclosed')),
    channel    TEXT NOT NULL CHECK (channel IN ('in_person', 'stream', 'views')),
    n          INTEGER NOT NULL CHECK (n >= 0),
    batch      INTEGER REFERENCES import_batch,
    line       INTEGER,
    since      INTEGER REFERENCES import_batch,
    PRIMARY KEY (initiative, economy, gender, channel)
) STRICT, WITHOUT ROWID;
CREATE TABLE headcount_past (
    initiative INTEGER NOT NULL, economy TEXT NOT NULL, gender TEXT NOT NULL, channel TEXT NOT NULL,
    n INTEGER NOT NULL, batch INTEGER, line INTEGER, since INTEGER,
    retired_by INTEGER NOT NULL REFERENCES import_batch
) STRICT;

-- Reference data that an administrator changes are versions too.
ALTER TABLE economy_alias ADD COLUMN batch INTEGER REFERENCES import_batch;
ALTER TABLE economy_alias ADD COLUMN since INTEGER REFERENCES import_batch;
CREATE TABLE economy_alias_past (
    scope TEXT NOT NULL, alias_norm TEXT NOT NULL, economy TEXT NOT NULL, lang TEXT NOT NULL,
    source TEXT NOT NULL, batch INTEGER, since INTEGER, retired_by INTEGER NOT NULL REFERENCES import_batch
) STRICT;
ALTER TABLE group_membership ADD COLUMN batch INTEGER REFERENCES import_batch;
ALTER TABLE group_membership ADD COLUMN since INTEGER REFERENCES import_batch;
CREATE TABLE group_membership_past (
    id INTEGER NOT NULL, grp INTEGER NOT NULL, economy TEXT NOT NULL, role TEXT NOT NULL, valid_from TEXT,
    valid_to TEXT, uncertain INTEGER NOT NULL, source TEXT NOT NULL, confidence TEXT NOT NULL,
    note TEXT NOT NULL, recorded_at INTEGER NOT NULL, batch INTEGER, since INTEGER,
    retired_by INTEGER NOT NULL REFERENCES import_batch
) STRICT;
