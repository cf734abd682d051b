-- What facts about activities come to.
SELECT 'state', k.key, c.code, r.registered_at, r.precision, a.ident, s.completion, s.success, s.score,
       s.completed_at, s.completed_precision, s.passed_at, s.passed_precision
FROM activity_state s
JOIN registration r ON r.id = s.registration
JOIN course c ON c.id = r.course
JOIN activity a ON a.id = s.activity
LEFT JOIN learner_key k ON k.learner = r.learner
ORDER BY k.key, c.code, r.registered_at, r.precision, a.ident, s.completion, s.success, s.score
