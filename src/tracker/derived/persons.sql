-- The status of the learners in touched_learner and of all who lead to them: the end of
-- a chain of merges is whom statistics count. Without a salt: erased.
INSERT OR IGNORE INTO touched_learner
WITH RECURSIVE led (id) AS (
    SELECT id FROM touched_learner
    UNION
    SELECT m.learner FROM learner_merge m JOIN led ON m.into_learner = led.id)
SELECT id FROM led;

WITH RECURSIVE chain (learner, at, n) AS (
    SELECT m.learner, m.into_learner, 1
    FROM learner_merge m WHERE m.learner IN (SELECT id FROM touched_learner)
    UNION ALL
    SELECT c.learner, m.into_learner, c.n + 1
    FROM chain c JOIN learner_merge m ON m.learner = c.at WHERE c.n < 1000),
ends (learner, at, n) AS (SELECT learner, at, max(n) FROM chain GROUP BY learner),
now (id, status, into_learner) AS (
    SELECT l.id, CASE WHEN e.at IS NOT NULL THEN 'merged' WHEN l.salt IS NULL THEN 'erased'
                      WHEN l.is_test THEN 'test' ELSE 'active' END, e.at
    FROM touched_learner t JOIN learner l ON l.id = t.id LEFT JOIN ends e ON e.learner = l.id)
UPDATE learner SET status = now.status, merged_into = now.into_learner
FROM now
WHERE now.id = learner.id
  AND (learner.status <> now.status OR learner.merged_into IS NOT now.into_learner);
