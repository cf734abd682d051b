-- title:      Registrations
-- title.fr:   Inscriptions
-- title.es:   Inscripciones
-- counts:     registrations
-- definition: Registrations for a course made in the period. A learner who registers for
--             two courses, or twice for one, counts twice.
-- definition.fr: Inscriptions à un cours faites dans la période. Qui s’inscrit à deux cours,
--             ou deux fois au même, compte deux fois.
-- definition.es: Inscripciones a un curso hechas en el período. Quien se inscribe en dos
--             cursos, o dos veces en uno, cuenta dos veces.
-- date:       the day of registration
-- date.fr:    le jour de l’inscription
-- date.es:    el día de la inscripción
-- parameters: from, to, as-of, course, zone
-- column:     value, registrations, Registrations
-- column.fr:  value, Inscriptions
-- column.es:  value, Inscripciones
SELECT 'registration' AS entity, r.id AS key, r.learner, r.course, r.cohort, r.registered_at AS at,
       r.precision, s.completion = 2 AS ended, s.completed_at AS ended_at,
       s.completed_precision AS ended_precision,
       (SELECT o.lang FROM learner AS l JOIN learner AS o ON o.id = coalesce(l.merged_into, l.id)
        WHERE l.id = r.learner) AS lang, r.batch, r.line
FROM registration AS r
LEFT JOIN registration_state AS s ON s.registration = r.id
