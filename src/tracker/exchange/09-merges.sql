SELECT k.uid AS learner, k.key, i.uid AS into_learner, i.key AS into_key
FROM learner_merge m
JOIN chosen_learner k ON k.id = m.learner
JOIN chosen_learner i ON i.id = m.into_learner
ORDER BY m.learner
