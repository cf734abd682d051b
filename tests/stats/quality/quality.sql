-- Something for every check, and beside each what it must not find. Learner 1 is in Kenya; 2 in
-- no economy; 3 has only ZZ; 4 tests the platform, 5 was merged into 4, 6 into 1.
DELETE FROM group_membership;
INSERT INTO group_membership (grp, economy, role, valid_from, uncertain, source, confidence, recorded_at)
SELECT g.id, column2, column3, column4, column5, 'list', column6, 0
FROM (VALUES ('AFRIMETS', 'KE', 'full', NULL, 0, 'primary'), ('AFRIMETS', 'NA', 'full?', NULL, 0, 'secondary'),
             ('SIM', 'BR', 'full', '2019-01-01', 1, 'unverified')) AS m
JOIN economy_group AS g ON g.scheme = 'RMO' AND g.code = m.column1;
INSERT INTO import_batch (id, kind, file_name, file_sha256, parameters, actor, recorded_at, rows_read, rejected,
                          conflict)
VALUES (101, 'test', 'a.csv', '', '', '', 0, 5, 3, 2), (102, 'test', 'b.csv', '', '', '', 0, 4, 4, 0),
       (103, 'test', '', '', '', '', 0, 0, 0, 0);
UPDATE import_batch SET undone_by = 103 WHERE id = 102;
INSERT INTO import_row (batch, first_line, last_line, rows, outcome) VALUES
    (101, 2, 4, 3, 'rejected'), (101, 7, 8, 2, 'conflict'), (101, 9, 20, 12, 'unchanged'),
    (102, 2, 5, 4, 'rejected');
INSERT INTO course (id, code, title) VALUES (1, 'A', 'Edition'), (2, 'B', 'None'), (3, 'C', 'Nobody');
INSERT INTO course_version (id, course, label) VALUES (1, 1, '1.0');
INSERT INTO activity (id, course, ident) VALUES (1, 1, 'unit'), (2, 1, 'moodle:Unit'), (3, 1, 'moodle:Quiz'),
    (4, 2, 'moodle:Quiz');
UPDATE activity SET same_as = 1 WHERE id = 2;
INSERT INTO version_activity (version, activity, counts) VALUES (1, 1, 1);
INSERT INTO learner (id, status, merged_into) VALUES (1, 'active', NULL), (2, 'active', NULL),
    (3, 'erased', NULL), (4, 'test', NULL), (5, 'merged', 4), (6, 'merged', 1), (7, 'active', NULL);
INSERT INTO learner_affiliation (learner, n, economy) VALUES (1, 1, 'KE'), (3, 1, 'ZZ'), (7, 1, 'NA');
INSERT INTO duplicate_candidate (a, b, rule, score, decision, batch) VALUES
    (1, 7, 'name', 0.9, NULL, 101), (2, 7, 'name', 0.9, 'different', 101), (1, 6, 'name', 0.9, NULL, 101),
    (1, 2, 'name', 0.9, NULL, 102), (3, 7, 'name', 0.9, NULL, 101), (4, 7, 'name', 0.9, NULL, 101);
-- 1 undated; 2 completed the day before; 3 within 8 s; 4 within 10 s, but answered; 5 within 5 s of
-- a day, which says nothing; 6 within 7 s of its attempt; 7 and 8 of those who test; 9 completed, no date;
-- 10 in 11 s; 11 the evening before in UTC, on the same date.
INSERT INTO registration (id, learner, course, seq, registered_at, precision)
SELECT column1, column2, column3, column1, 1000 * strftime('%s', column4),
       iif(column4 IS NULL, NULL, iif(length(column4) > 10, 's', 'd'))
FROM (VALUES (1, 1, 1, NULL), (2, 1, 1, '2024-03-01'), (3, 1, 2, '2024-03-01T10:00:00'),
             (4, 2, 1, '2024-03-01T10:00:00'), (5, 2, 1, '2024-03-01'), (6, 6, 1, NULL), (7, 4, 1, NULL),
             (8, 5, 1, NULL), (9, 7, 1, '2024-03-01'), (10, 7, 1, '2024-03-01T10:00:00'),
             (11, 7, 1, '2024-03-01T23:00:00'));
INSERT INTO registration_state (registration, completion, success, completed_at, completed_precision)
SELECT column1, 2, 0, 1000 * strftime('%s', column2),
       iif(column2 IS NULL, NULL, iif(length(column2) > 10, 's', 'd'))
FROM (VALUES (2, '2024-02-29'), (3, '2024-03-01T10:00:08'), (4, '2024-03-01T10:00:10'),
             (5, '2024-03-01T00:00:05'), (6, '2024-03-01T10:00:07'), (8, NULL), (9, NULL),
             (10, '2024-03-01T10:00:11'), (11, '2024-03-01'));
INSERT INTO attempt (registration, activity, n, started_at, started_precision) VALUES
    (6, 1, 1, 1000 * strftime('%s', '2024-03-01T10:00:00'), 's');
INSERT INTO question (id, activity, ident) VALUES (1, 1, 'q');
INSERT INTO interaction (registration, question, attempt, n) VALUES (4, 1, 1, 1);
INSERT INTO initiative (id, code, kind, starts_on) VALUES (1, 'W-1', 'workshop', '2024-05-01'),
    (2, 'W-2', 'workshop', NULL);
