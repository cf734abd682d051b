SELECT 'participation', i.code, k.key, p.role, p.status, p.economy, p.days, p.by_hand
FROM participation p
JOIN initiative i ON i.id = p.initiative
LEFT JOIN learner_key k ON k.learner = p.learner
ORDER BY i.code, k.key, p.role, p.status
