CREATE TEMP TABLE IF NOT EXISTS person_learner (id INTEGER PRIMARY KEY);
CREATE TEMP TABLE IF NOT EXISTS person_registration (id INTEGER PRIMARY KEY);
DELETE FROM person_learner;
DELETE FROM person_registration;
