-- Which xAPI statements said what, so that another can take one back later.

-- What one statement said, by its id (a UUID, 16 bytes): completion above 0: that result of the activity; with
-- a question: that it was answered; else: the date of registration. brought, bits: what it was the first to
-- say, 1 the registration, 2 the learner, 4 the date, 8 the result or answer. Rows never change; a
-- statement that is void is in statement_past, retired by the batch that voided it. Statements are looked for
-- by id in one reading of all, so that what an import adds lies at the end.
CREATE TABLE statement (
    registration INTEGER NOT NULL REFERENCES registration,
    id           BLOB NOT NULL CHECK (length(id) = 16),
    activity     INTEGER NOT NULL REFERENCES activity,
    at           INTEGER,
    precision    TEXT,
    completion   INTEGER NOT NULL,
    success      INTEGER NOT NULL,
    score        REAL,
    question     INTEGER REFERENCES question,
    brought      INTEGER NOT NULL,
    batch        INTEGER REFERENCES import_batch,
    line         INTEGER,
    since        INTEGER REFERENCES import_batch,
    PRIMARY KEY (registration, id)
) STRICT, WITHOUT ROWID;
CREATE TABLE statement_past (
    registration INTEGER NOT NULL, id BLOB NOT NULL, activity INTEGER NOT NULL, at INTEGER, precision TEXT,
    completion INTEGER NOT NULL, success INTEGER NOT NULL, score REAL, question INTEGER,
    brought INTEGER NOT NULL, batch INTEGER, line INTEGER, since INTEGER,
    retired_by INTEGER NOT NULL REFERENCES import_batch
) STRICT;
CREATE INDEX statement_past_registration ON statement_past (registration);

-- All there ever were; and those that are not void, while a batch has not taken out yet what it voids.
CREATE VIEW statement_ever AS
    SELECT registration, id, activity, at, precision, completion, success, score, question, brought, batch, line FROM statement
    UNION ALL
    SELECT registration, id, activity, at, precision, completion, success, score, question, brought, batch, line FROM statement_past;

CREATE VIEW statement_live AS
    SELECT * FROM statement s WHERE NOT EXISTS (SELECT 1 FROM voiding v WHERE v.id = s.id);

-- Results and answers that stand there because statements said so; others were said by somebody else first.
CREATE VIEW result_of_statement AS
    SELECT x.registration, x.activity, x.n FROM result x
    WHERE x.by_hand = 0
      AND EXISTS (SELECT 1 FROM statement_ever s
                  WHERE s.registration = x.registration AND s.batch = x.batch AND s.activity = x.activity
                    AND (s.line = x.line
                         OR s.brought & 8 AND s.at IS x.at AND s.precision IS x.precision AND s.completion = x.completion
                            AND s.success = x.success AND s.score IS x.score));
CREATE VIEW answer_of_statement AS
    SELECT x.registration, x.question, x.attempt, x.n FROM interaction x
    WHERE x.attempt = 1
      AND EXISTS (SELECT 1 FROM statement_ever s
                  WHERE s.registration = x.registration AND s.batch = x.batch AND s.question = x.question
                    AND (s.line = x.line OR s.brought & 8 AND s.at IS x.at AND s.precision IS x.precision));

-- Ids that are void, whether or not a statement with that id came yet. salt: of this row, for the
-- digests of the log; whoever erases the person destroys it with the row.
CREATE TABLE voiding (
    id    BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
    salt  BLOB,
    batch INTEGER REFERENCES import_batch,
    line  INTEGER,
    since INTEGER REFERENCES import_batch
) STRICT, WITHOUT ROWID;
CREATE TABLE voiding_past (
    id BLOB NOT NULL, salt BLOB, batch INTEGER, line INTEGER, since INTEGER,
    retired_by INTEGER NOT NULL REFERENCES import_batch
) STRICT;

-- Whose statement a void one is or was, as far as anybody could tell: for erasure. No content, and without versions.
CREATE TABLE voiding_person (
    id      BLOB PRIMARY KEY NOT NULL,
    learner INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Remarks on rows had the ids of statements that were left out.
UPDATE import_issue SET value = '' WHERE code IN ('voided', 'same-statement');
