WITH RECURSIVE up (id) AS (
    SELECT ?1 UNION SELECT m.into_learner FROM learner_merge m JOIN up ON m.learner = up.id),
person (id) AS (
    SELECT id FROM up UNION SELECT m.learner FROM learner_merge m JOIN person p ON m.into_learner = p.id)
INSERT INTO chosen_learner (id) SELECT id FROM person WHERE id IN (SELECT id FROM learner)
