-- title:      Participants
-- title.fr:   Participants
-- title.es:   Participantes
-- counts:     learners
-- definition: Distinct learners with at least one registration for a course made in the
--             period.
-- definition.fr: Apprenants distincts ayant au moins une inscription à un cours faite dans la
--             période.
-- definition.es: Personas distintas con al menos una inscripción a un curso hecha en el
--             período.
-- date:       the day of registration
-- date.fr:    le jour de l’inscription
-- date.es:    el día de la inscripción
-- parameters: from, to, as-of, course, zone
-- column:     value, learners, Participants
-- column.fr:  value, Participants
-- column.es:  value, Participantes
SELECT 'registration' AS entity, r.id AS key, r.learner, r.course, r.cohort, r.registered_at AS at,
       r.precision, s.completion = 2 AS ended, s.completed_at AS ended_at,
       s.completed_precision AS ended_precision,
       (SELECT o.lang FROM learner AS l JOIN learner AS o ON o.id = coalesce(l.merged_into, l.id)
        WHERE l.id = r.learner) AS lang, r.batch, r.line
FROM registration AS r
LEFT JOIN registration_state AS s ON s.registration = r.id
