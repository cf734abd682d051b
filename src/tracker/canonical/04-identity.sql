-- What another store calls a learner is content only of whoever has no other key.
SELECT 'identity', k.key, i.kind, i.issuer, i.value_norm
FROM learner_identity i LEFT JOIN learner_key k ON k.learner = i.learner
WHERE i.issuer NOT LIKE 'etalon:%'
ORDER BY k.key, i.kind, i.issuer, i.value_norm
