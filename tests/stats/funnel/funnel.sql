-- Course 1 has two editions: a1 a2 a3 a4, of one weight each (and a0, which does not count), and later a1
-- and a5. Course 2 has none. "moodle:Unit" is what a source calls a1: states are a1's.
INSERT INTO course (id, code, title) VALUES (1, 'A', 'Two editions'), (2, 'B', 'None');
INSERT INTO activity (id, course, ident) VALUES (10, 1, 'a0'), (11, 1, 'a1'), (12, 1, 'a2'), (13, 1, 'a3'),
    (14, 1, 'a4'), (15, 1, 'a5'), (16, 1, 'moodle:Unit');
UPDATE activity SET same_as = 11 WHERE id = 16;
-- a2 is a module, and a3 a lesson of it.
UPDATE activity SET kind = 'module' WHERE id = 12;
UPDATE activity SET parent = 12 WHERE id = 13;
INSERT INTO course_version (id, course, label) VALUES (1, 1, '1'), (2, 1, '2');
INSERT INTO version_activity (version, activity, counts, weight) VALUES (1, 10, 0, 1), (1, 16, 1, 1),
    (1, 12, 1, 1), (1, 13, 1, 1), (1, 14, 1, 1), (2, 11, 1, 1), (2, 15, 1, 1);

-- A registration is of the learner with its number, but 10, which is of learner 6.
INSERT INTO learner (id) VALUES (1), (2), (3), (4), (5), (6), (7), (8), (9), (11), (12), (13), (14);
INSERT INTO registration (id, learner, course, seq, registered_at, precision)
SELECT column1, iif(column1 = 10, 6, column1), column2, column1, 1000 * strftime('%s', column3), column4
FROM (VALUES (1, 1, '2024-01-01', 'd'), (2, 1, '2024-01-01', 'd'), (3, 1, '2024-01-01', 'd'),
             (4, 1, '2024-01-01', 'd'), (5, 1, '2024-01-01', 'd'), (6, 1, '2024-01-01', 's'),
             (7, 1, '2024-01-01', 'd'), (8, 2, '2024-02-01', 'd'), (9, 2, '2024-01-01', 'd'),
             (10, 1, '2024-01-01', 'd'), (11, 2, '2024-01-10', 'd'), (12, 2, NULL, NULL),
             (13, 2, '2024-03-05', 'd'), (14, 2, '2024-03-01', 'm'));
-- 1 and 10 did nothing; 2 has a0 alone and tried once; 3 has a1, which is a quarter of one edition and half of the other;
-- 4 has a2 and a3, and a score of 0. 5 completed; 6 completed and passed; 7 passed, but did not
-- complete. 9 is on the way.
INSERT INTO registration_state (registration, completion, success, score, completed_at, completed_precision)
SELECT column1, column2, column3, column4, 1000 * strftime('%s', column5), column6
FROM (VALUES (3, 1, 0, NULL, NULL, NULL), (4, 1, 0, 0.0, NULL, NULL), (5, 2, 0, 0.5, '2024-01-11', 'd'),
             (6, 2, 2, 1.0, '2024-01-03T12:00:00', 's'), (7, 1, 2, NULL, NULL, NULL),
             (8, 2, 0, 0.8, '2024-02-01', 'd'), (9, 1, 0, NULL, NULL, NULL),
             (11, 2, 0, NULL, '2024-01-14T23:00:00', 's'), (12, 2, 0, NULL, '2024-02-01', 'd'),
             (13, 2, 0, NULL, '2024-03-01', 'd'), (14, 2, 0, NULL, '2024-03-20', 'd'));
INSERT INTO attempt (registration, activity, n, started_at, started_precision)
VALUES (2, 11, 1, 1000 * strftime('%s', '2024-01-05'), 'd'), (6, 11, 1, 1000 * strftime('%s', '2024-01-02'), 'd');
INSERT INTO result (registration, activity, n, at, precision, completion)
VALUES (3, 16, 1, 1000 * strftime('%s', '2024-02-02'), 'd', 2),
       (6, 11, 1, 1000 * strftime('%s', '2024-01-03'), 'd', 2), (9, 0, 1, NULL, NULL, 1);
INSERT INTO activity_state (registration, activity, completion, success, completed_at, completed_precision)
SELECT column1, column2, 2, 0, 1000 * strftime('%s', '2024-01-02'), 'd'
FROM (VALUES (2, 10), (3, 11), (4, 12), (4, 13), (6, 11));
