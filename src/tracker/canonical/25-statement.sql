SELECT 'statement', k.key, c.code,
       lower(substr(hex(x.id), 1, 8) || '-' || substr(hex(x.id), 9, 4) || '-' || substr(hex(x.id), 13, 4) || '-'
             || substr(hex(x.id), 17, 4) || '-' || substr(hex(x.id), 21)) AS statement
FROM statement x
JOIN registration r ON r.id = x.registration
JOIN course c ON c.id = r.course
LEFT JOIN learner_key k ON k.learner = r.learner
ORDER BY k.key, c.code, x.id
