-- What is exported: learners (and what they are called outside), courses, initiatives,
-- organisations. The caller fills the first three.
CREATE TEMP TABLE IF NOT EXISTS chosen_learner (id INTEGER PRIMARY KEY, uid TEXT, key TEXT);
CREATE TEMP TABLE IF NOT EXISTS chosen_course (id INTEGER PRIMARY KEY, code TEXT);
CREATE TEMP TABLE IF NOT EXISTS chosen_initiative (id INTEGER PRIMARY KEY, code TEXT);
CREATE TEMP TABLE IF NOT EXISTS chosen_organisation (id INTEGER PRIMARY KEY);
DELETE FROM chosen_learner;
DELETE FROM chosen_course;
DELETE FROM chosen_initiative;
DELETE FROM chosen_organisation;
