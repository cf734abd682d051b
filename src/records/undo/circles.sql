WITH RECURSIVE led (start, at, n) AS (
    SELECT learner, into_learner, 1 FROM learner_merge
    UNION ALL
    SELECT l.start, m.into_learner, l.n + 1
    FROM led l JOIN learner_merge m ON m.learner = l.at WHERE l.n < 1000 AND l.at <> l.start)
SELECT count(*) FROM led WHERE at = start
