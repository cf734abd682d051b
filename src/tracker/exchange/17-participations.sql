SELECT k.uid AS learner, k.key, i.code AS initiative, p.role, p.status, p.economy, p.days, p.by_hand
FROM participation p
JOIN chosen_learner k ON k.id = p.learner
JOIN chosen_initiative i ON i.id = p.initiative
ORDER BY i.code, p.learner, p.role
