-- title:    Completions on a day before the registration
-- title.fr: Achèvements datés d’un jour antérieur à l’inscription
-- title.es: Finalizaciones en un día anterior a la inscripción
-- advice:   etalon learners show PERSON; etalon override PERSON --course CODE
SELECT 'registration' AS entity, r.learner, r.course,
       date(r.registered_at / 1000, 'unixepoch') || ' > ' || date(s.completed_at / 1000, 'unixepoch') AS what,
       r.batch, r.line, 1 AS n
FROM registration_state AS s
JOIN registration AS r ON r.id = s.registration
WHERE s.completion = 2
  AND r.precision IN ('d', 's', 'f') AND s.completed_precision IN ('d', 's', 'f')
  AND date(s.completed_at / 1000, 'unixepoch') < date(r.registered_at / 1000, 'unixepoch')
ORDER BY r.id
