INSERT OR IGNORE INTO touched_learner
SELECT l.id FROM (
    SELECT id FROM learner_past WHERE retired_by = ?1
    UNION SELECT learner FROM learner_sighting_past WHERE retired_by = ?1
    UNION SELECT learner FROM learner_merge_past WHERE retired_by = ?1
    UNION SELECT into_learner FROM learner_merge_past WHERE retired_by = ?1
    UNION SELECT learner FROM registration_past WHERE retired_by = ?1) x
JOIN learner l ON l.id = x.id
