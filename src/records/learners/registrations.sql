SELECT c.code AS course, r.registered_at, r.precision, iif(r.withdrawn, 'yes', '') AS withdrawn,
       CASE s.completion WHEN 2 THEN 'completed' WHEN 1 THEN 'incomplete' ELSE 'not attempted' END AS completion,
       CASE s.success WHEN 2 THEN 'passed' WHEN 1 THEN 'failed' ELSE '' END AS success,
       s.score, s.completed_at, s.completed_precision
FROM registration r JOIN course c ON c.id = r.course
LEFT JOIN registration_state s ON s.registration = r.id
WHERE r.learner IN (SELECT id FROM person_learner)
ORDER BY c.code, r.registered_at, r.id
