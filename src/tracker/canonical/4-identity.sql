SELECT 'identity', k.key, i.kind, i.issuer, i.value_norm
FROM learner_identity i LEFT JOIN learner_key k ON k.learner = i.learner
ORDER BY k.key, i.kind, i.issuer, i.value_norm
