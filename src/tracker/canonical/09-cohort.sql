-- What else is known of registrations.
SELECT 'cohort', k.key, c.code, r.registered_at, r.precision, r.cohort, r.by_hand
FROM registration r
JOIN course c ON c.id = r.course
LEFT JOIN learner_key k ON k.learner = r.learner
WHERE r.cohort IS NOT NULL OR r.by_hand <> 0
ORDER BY k.key, c.code, r.registered_at, r.precision, r.cohort, r.by_hand
