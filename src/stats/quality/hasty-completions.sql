-- title:    Completions within 10 seconds of the start, without an answer
-- title.fr: Achèvements moins de 10 secondes après le début, sans réponse
-- title.es: Finalizaciones en menos de 10 segundos desde el inicio, sin respuestas
-- advice:   etalon learners show PERSON; etalon override PERSON --course CODE
SELECT 'registration' AS entity, r.learner, r.course,
       round((s.completed_at - coalesce(a.started_at, r.registered_at)) / 1000.0, 3) || ' s' AS what,
       r.batch, r.line, 1 AS n
FROM registration_state AS s
JOIN registration AS r ON r.id = s.registration
LEFT JOIN (SELECT registration, min(started_at) AS started_at
           FROM attempt
           WHERE started_precision IN ('s', 'f')
           GROUP BY registration) AS a ON a.registration = r.id
WHERE s.completion = 2 AND s.completed_precision IN ('s', 'f')
  AND (a.started_at IS NOT NULL OR r.precision IN ('s', 'f'))
  AND s.completed_at - coalesce(a.started_at, r.registered_at) BETWEEN 0 AND 10000
  AND NOT EXISTS (SELECT 1 FROM interaction AS i WHERE i.registration = r.id)
ORDER BY r.id
