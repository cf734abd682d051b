-- title:      Completion rate by learner
-- title.fr:   Taux d’achèvement par apprenant
-- title.es:   Tasa de finalización por persona
-- counts:     learners
-- definition: Of the distinct learners with a registration made in the period, the share
--             who completed at least one of these registrations by the as-of day (without
--             one: by now). With a horizon, within so many days, counting only
--             registrations for which these days are over.
-- definition.fr: Part des apprenants distincts ayant une inscription faite dans la période qui
--             en ont achevé au moins une à la date d’observation (sans date : à ce jour).
--             Avec un délai, en tant de jours, en ne comptant que les inscriptions pour
--             lesquelles ces jours sont écoulés.
-- definition.es: De las personas distintas con una inscripción hecha en el período, la
--             proporción que completó al menos una de ellas hasta la fecha de referencia
--             (si no se da: hasta ahora). Con un plazo, en tantos días, contando solo las
--             inscripciones para las que ese plazo ya ha pasado.
-- date:       the day of registration
-- date.fr:    le jour de l’inscription
-- date.es:    el día de la inscripción
-- parameters: from, to, as-of, course, zone, within
-- column:     value, share, Completion rate
-- column.fr:  value, Taux d’achèvement
-- column.es:  value, Tasa de finalización
-- column:     numerator, learners, Completers
-- column.fr:  numerator, Ayant achevé
-- column.es:  numerator, Que completaron
-- column:     denominator, learners, Participants
-- column.fr:  denominator, Participants
-- column.es:  denominator, Participantes
SELECT 'registration' AS entity, r.id AS key, r.learner, r.course, r.cohort, r.registered_at AS at,
       r.precision, s.completion = 2 AS done, s.completed_at AS done_at,
       s.completed_precision AS done_precision,
       (SELECT o.lang FROM learner AS l JOIN learner AS o ON o.id = coalesce(l.merged_into, l.id)
        WHERE l.id = r.learner) AS lang, r.batch, r.line
FROM registration AS r
LEFT JOIN registration_state AS s ON s.registration = r.id
