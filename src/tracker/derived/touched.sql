CREATE TEMP TABLE IF NOT EXISTS touched_registration (id INTEGER PRIMARY KEY);
CREATE TEMP TABLE IF NOT EXISTS touched_learner (id INTEGER PRIMARY KEY);
DELETE FROM touched_registration;
DELETE FROM touched_learner;
