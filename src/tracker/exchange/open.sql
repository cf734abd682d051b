-- What is exported: learners (and what they are called outside), courses, initiatives,
-- organisations. The caller fills the first three.
CREATE TEMP TABLE IF NOT EXISTS chosen_learner (id INTEGER PRIMARY KEY, uid TEXT, key TEXT);
CREATE TEMP TABLE IF NOT EXISTS chosen_course (id INTEGER PRIMARY KEY, code TEXT);
CREATE TEMP TABLE IF NOT EXISTS chosen_initiative (id INTEGER PRIMARY KEY, code TEXT);
CREATE TEMP TABLE IF NOT EXISTS chosen_organisation (id INTEGER PRIMARY KEY);
-- A row, when the office's own are: spellings, groups, mappings, sources.
CREATE TEMP TABLE IF NOT EXISTS chosen_all (yes INTEGER PRIMARY KEY);
-- Courses that have to be there: the chosen, and those whose activities theirs are the same as.
CREATE TEMP VIEW IF NOT EXISTS needed_course AS
WITH RECURSIVE needed (id) AS (
    SELECT id FROM chosen_course
    UNION
    SELECT s.course FROM needed n JOIN activity a ON a.course = n.id JOIN activity s ON s.id = a.same_as
    WHERE s.id <> 0)
SELECT c.id, c.code FROM course c JOIN needed USING (id);
DELETE FROM chosen_learner;
DELETE FROM chosen_course;
DELETE FROM chosen_initiative;
DELETE FROM chosen_organisation;
DELETE FROM chosen_all;
