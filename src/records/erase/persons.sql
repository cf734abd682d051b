UPDATE learner SET given = NULL, family = NULL, display = NULL, lang = NULL, salt = NULL
WHERE id IN (SELECT id FROM person_learner);
UPDATE learner_past SET given = NULL, family = NULL, display = NULL, lang = NULL, salt = NULL
WHERE id IN (SELECT id FROM person_learner);
UPDATE learner_sighting SET organisation = NULL WHERE learner IN (SELECT id FROM person_learner);
UPDATE learner_sighting_past SET organisation = NULL WHERE learner IN (SELECT id FROM person_learner);
UPDATE interaction SET response = NULL WHERE registration IN (SELECT id FROM person_registration);
UPDATE interaction_past SET response = NULL WHERE registration IN (SELECT id FROM person_registration);
DELETE FROM learner_identity WHERE learner IN (SELECT id FROM person_learner);
DELETE FROM learner_identity_past WHERE learner IN (SELECT id FROM person_learner);
DELETE FROM shared_id WHERE learner IN (SELECT id FROM person_learner);
DELETE FROM shared_id_past WHERE learner IN (SELECT id FROM person_learner);
DELETE FROM statement WHERE registration IN (SELECT id FROM person_registration);
DELETE FROM statement_past WHERE registration IN (SELECT id FROM person_registration);
DELETE FROM voiding WHERE id IN (SELECT id FROM person_voiding);
DELETE FROM voiding_past WHERE id IN (SELECT id FROM person_voiding);
DELETE FROM voiding_person WHERE id IN (SELECT id FROM person_voiding);
DELETE FROM duplicate_candidate
WHERE a IN (SELECT id FROM person_learner) OR b IN (SELECT id FROM person_learner);
UPDATE registration SET digest = NULL WHERE learner IN (SELECT id FROM person_learner);
INSERT OR IGNORE INTO touched_learner SELECT id FROM person_learner;
