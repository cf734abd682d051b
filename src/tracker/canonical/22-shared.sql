SELECT 'shared id', s.issuer, s.value_norm, k.key
FROM shared_id s LEFT JOIN learner_key k ON k.learner = s.learner
ORDER BY s.issuer, s.value_norm, k.key
