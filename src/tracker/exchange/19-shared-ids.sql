SELECT k.uid AS learner, k.key, s.issuer AS source, s.value_norm AS id
FROM shared_id s JOIN chosen_learner k ON k.id = s.learner
ORDER BY s.issuer, s.value_norm, s.learner
