-- A test of three questions, taken by five persons: 111 110 100 101 000. What must make no
-- difference: learner 2 tried again and had it all; learner 3 began once before and did not
-- finish; learner 4 tried again where the test has another name, and counts from 1 again;
-- learner 6 is learner 1, who tried again under another address; learner 7 tests the
-- platform; learner 5 answered nothing to the third question. A second test, "entry",
-- scores no attempt: its attempts are all finished; its question can bring 4.
INSERT INTO course (id, code, title) VALUES (1, 'NMS', 'National Metrology Systems');
INSERT INTO activity (id, course, ident, title, kind) VALUES
    (1, 1, 'final', 'Final test', 'assessment'), (2, 1, 'entry', 'Entry test', 'assessment');
INSERT INTO activity (id, course, ident, title, same_as) VALUES (3, 1, 'moodle:Final test', '', 1);
INSERT INTO question (id, activity, ident, max_mark) VALUES
    (1, 1, 'q1', NULL), (2, 1, 'q2', NULL), (3, 1, 'q3', 1), (4, 2, 'e1', 4),
    (5, 3, 'q1', NULL), (6, 3, 'q2', NULL), (7, 3, 'q3', NULL);
INSERT INTO learner (id, status, merged_into) VALUES
    (1, 'active', NULL), (2, 'active', NULL), (3, 'active', NULL), (4, 'active', NULL),
    (5, 'active', NULL), (6, 'merged', 1), (7, 'test', NULL);
INSERT INTO registration (id, learner, course, seq) SELECT id, id, 1, 1 FROM learner;
INSERT INTO attempt (registration, activity, n, started_at, started_precision, score)
SELECT column1, column2, column3, 1000 * strftime('%s', column4), 'd', column5
FROM (VALUES (1, 1, 1, '2024-02-01', 1.0), (2, 1, 1, '2024-02-02', 0.7), (2, 1, 2, '2024-02-03', 1.0),
             (3, 1, 1, '2024-02-03', NULL), (3, 1, 2, '2024-02-04', 0.3), (4, 3, 1, '2024-03-31', 0.7),
             (4, 1, 1, '2024-04-15', 0.0),
             (5, 1, 1, '2024-04-01', 0.0), (6, 1, 1, '2024-05-01', 0.0), (7, 1, 1, '2024-01-01', 0.0),
             (1, 2, 1, '2024-01-10', NULL), (2, 2, 1, '2024-01-10', NULL));
INSERT INTO interaction (registration, question, attempt, n, result, mark)
SELECT column1, column2, column3, 1, column4, column5
FROM (VALUES (1, 1, 1, 'correct', NULL), (1, 2, 1, 'correct', NULL), (1, 3, 1, 'correct', NULL),
             (2, 1, 1, NULL, 1), (2, 2, 1, NULL, 1), (2, 3, 1, NULL, 0),
             (2, 1, 2, 'correct', NULL), (2, 2, 2, 'correct', NULL), (2, 3, 2, 'correct', NULL),
             (3, 1, 1, 'incorrect', NULL), (3, 3, 1, 'correct', NULL),
             (3, 1, 2, 'correct', NULL), (3, 2, 2, 'incorrect', NULL), (3, 3, 2, 'neutral', NULL),
             (4, 5, 1, 'correct', NULL), (4, 6, 1, '0.0', NULL), (4, 7, 1, '1.0', NULL),
             (4, 1, 1, 'incorrect', NULL), (4, 2, 1, 'correct', NULL), (4, 3, 1, 'incorrect', NULL),
             (5, 1, 1, 'incorrect', NULL), (5, 2, 1, 'incorrect', NULL), (5, 3, 1, NULL, NULL),
             (6, 1, 1, 'incorrect', NULL), (6, 2, 1, 'incorrect', NULL), (6, 3, 1, 'incorrect', NULL),
             (7, 1, 1, 'incorrect', NULL), (7, 2, 1, 'correct', NULL), (7, 3, 1, 'correct', NULL),
             (1, 4, 1, NULL, 3), (2, 4, 1, NULL, 1));
