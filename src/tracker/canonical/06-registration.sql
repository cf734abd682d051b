SELECT 'registration', k.key, c.code, r.registered_at, r.precision, r.withdrawn,
       s.completion, s.success, s.score, s.completed_at, s.completed_precision,
       s.passed_at, s.passed_precision, r.source_key
FROM registration r
JOIN course c ON c.id = r.course
JOIN registration_state s ON s.registration = r.id
LEFT JOIN learner_key k ON k.learner = r.learner
ORDER BY k.key, c.code, r.registered_at, r.precision, r.source_key
