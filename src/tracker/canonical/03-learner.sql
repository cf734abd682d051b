SELECT 'learner', k.key, l.given, l.family, l.display, l.status, m.key, l.gender, l.lang,
       l.registered_at AS joined_at, l.registered_precision, l.by_hand
FROM learner l
LEFT JOIN learner_key k ON k.learner = l.id
LEFT JOIN learner_key m ON m.learner = l.merged_into
ORDER BY k.key, l.given, l.family, l.display
