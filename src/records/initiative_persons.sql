SELECT k.key AS "learner", coalesce(trim(coalesce(l.given, '') || ' ' || coalesce(l.family, '')), '') AS "name",
       p.role, p.status, p.economy, p.days, iif(p.by_hand, 'by hand', '') AS "set",
       b.file_name AS "file+", p.line AS "line+"
FROM participation p
JOIN learner l ON l.id = p.learner
LEFT JOIN learner_key k ON k.learner = p.learner
LEFT JOIN import_batch b ON b.id = p.batch
WHERE p.initiative = ?1
ORDER BY p.role, k.key
