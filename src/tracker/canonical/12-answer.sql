SELECT 'answer', k.key, c.code, r.registered_at, r.precision, a.ident, q.ident, q.type, x.attempt, x.n,
       x.response, x.result, x.mark, x.latency_ms, x.at AS happened_at, x.precision
FROM interaction x
JOIN question q ON q.id = x.question
JOIN activity a ON a.id = q.activity
JOIN registration r ON r.id = x.registration
JOIN course c ON c.id = r.course
LEFT JOIN learner_key k ON k.learner = r.learner
ORDER BY k.key, c.code, r.registered_at, r.precision, a.ident, q.ident, x.attempt, x.n, x.response
