WITH RECURSIVE chain (learner, at, n) AS (
    SELECT learner, into_learner, 1 FROM learner_merge
    UNION ALL
    SELECT c.learner, m.into_learner, c.n + 1
    FROM chain c JOIN learner_merge m ON m.learner = c.at WHERE c.n < 1000),
ends (learner, at, n) AS (SELECT learner, at, max(n) FROM chain GROUP BY learner)
SELECT count(*)
FROM learner l LEFT JOIN ends e ON e.learner = l.id
WHERE l.merged_into IS NOT e.at
   OR l.status <> CASE WHEN e.at IS NOT NULL THEN 'merged' WHEN l.salt IS NULL THEN 'erased'
                       WHEN l.is_test THEN 'test' ELSE 'active' END
