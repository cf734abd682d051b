-- Lines of files that spoke of the person, and what the person is called, before it is forgotten.
CREATE TEMP TABLE IF NOT EXISTS person_line (batch INTEGER, line INTEGER, PRIMARY KEY (batch, line)) WITHOUT ROWID;
CREATE TEMP TABLE IF NOT EXISTS person_word (word TEXT PRIMARY KEY) WITHOUT ROWID;
DELETE FROM person_line;
DELETE FROM person_word;
INSERT OR IGNORE INTO person_word
SELECT value_norm FROM learner_identity WHERE learner IN (SELECT id FROM person_learner)
UNION SELECT value_raw FROM learner_identity WHERE learner IN (SELECT id FROM person_learner) AND value_raw IS NOT NULL
UNION SELECT value_norm FROM learner_identity_past WHERE learner IN (SELECT id FROM person_learner)
UNION SELECT value_raw FROM learner_identity_past WHERE learner IN (SELECT id FROM person_learner) AND value_raw IS NOT NULL
UNION SELECT value_norm FROM shared_id WHERE learner IN (SELECT id FROM person_learner)
UNION SELECT value_norm FROM shared_id_past WHERE learner IN (SELECT id FROM person_learner);
INSERT OR IGNORE INTO person_word
SELECT x FROM (SELECT given AS x FROM learner WHERE id IN (SELECT id FROM person_learner)
    UNION SELECT family FROM learner WHERE id IN (SELECT id FROM person_learner)
    UNION SELECT display FROM learner WHERE id IN (SELECT id FROM person_learner)
    UNION SELECT given FROM learner_past WHERE id IN (SELECT id FROM person_learner)
    UNION SELECT family FROM learner_past WHERE id IN (SELECT id FROM person_learner)
    UNION SELECT display FROM learner_past WHERE id IN (SELECT id FROM person_learner))
WHERE length(x) > 1
