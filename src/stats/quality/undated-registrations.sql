-- title:    Registrations without a date
-- title.fr: Inscriptions sans date
-- title.es: Inscripciones sin fecha
-- advice:   etalon override PERSON --course CODE --registered DAY
SELECT 'registration' AS entity, r.learner, r.course, NULL AS what, r.batch, r.line, 1 AS n
FROM registration AS r
WHERE r.registered_at IS NULL
ORDER BY r.id
