SELECT 'attempt', k.key, c.code, r.registered_at, r.precision, a.ident, x.n,
       x.started_at, x.started_precision, x.last_at, x.last_precision, x.score
FROM attempt x
JOIN registration r ON r.id = x.registration
JOIN course c ON c.id = r.course
JOIN activity a ON a.id = x.activity
LEFT JOIN learner_key k ON k.learner = r.learner
ORDER BY k.key, c.code, r.registered_at, r.precision, a.ident, x.n, x.started_at
