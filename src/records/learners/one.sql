SELECT k.key, l.given, l.family, l.display, l.status, m.key AS person,
       (SELECT a.economy FROM learner_affiliation a
        WHERE a.learner = coalesce(l.merged_into, l.id) ORDER BY a.valid_from DESC LIMIT 1) AS economy,
       (SELECT count(*) FROM registration r WHERE r.learner = l.id) AS registrations
FROM learner l
LEFT JOIN learner_key k ON k.learner = l.id
LEFT JOIN learner_key m ON m.learner = l.merged_into
WHERE l.id = ?1
