INSERT OR IGNORE INTO touched_learner
SELECT l.id FROM (
    SELECT id FROM learner WHERE since = ?1
    UNION SELECT learner FROM learner_sighting WHERE since = ?1
    UNION SELECT learner FROM learner_merge WHERE since = ?1
    UNION SELECT into_learner FROM learner_merge WHERE since = ?1
    UNION SELECT learner FROM registration WHERE since = ?1) x
JOIN learner l ON l.id = x.id
