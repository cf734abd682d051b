SELECT 'economy', k.key, a.economy, a.valid_from, a.valid_to
FROM learner_affiliation a LEFT JOIN learner_key k ON k.learner = a.learner
ORDER BY k.key, a.valid_from, a.economy
