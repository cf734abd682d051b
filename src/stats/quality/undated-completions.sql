-- title:    Completions without a date
-- title.fr: Achèvements sans date
-- title.es: Finalizaciones sin fecha
-- advice:   etalon override PERSON --course CODE --completion completed --at DAY
SELECT 'registration' AS entity, r.learner, r.course, NULL AS what, r.batch, r.line, 1 AS n
FROM registration_state AS s
JOIN registration AS r ON r.id = s.registration
WHERE s.completion = 2 AND s.completed_at IS NULL
ORDER BY r.id
