-- title:      Completion rate
-- title.fr:   Taux d’achèvement
-- title.es:   Tasa de finalización
-- counts:     registrations
-- definition: Of the registrations made in the period, the share that were completed by the
--             as-of day (without one: by now). With a horizon, the share completed within
--             so many days, of those registrations for which these days are over.
--             Registrations that were withdrawn stay in the denominator.
-- definition.fr: Part des inscriptions faites dans la période dont le cours était achevé à la
--             date d’observation (sans date : à ce jour). Avec un délai, part achevée en
--             tant de jours, parmi les inscriptions pour lesquelles ces jours sont écoulés.
--             Les inscriptions dont l’apprenant s’est retiré restent au dénominateur.
-- definition.es: De las inscripciones hechas en el período, la proporción completada hasta la
--             fecha de referencia (si no se da: hasta ahora). Con un plazo, la proporción
--             completada en tantos días, entre las inscripciones para las que ese plazo ya
--             ha pasado. Las inscripciones retiradas permanecen en el denominador.
-- date:       the day of registration
-- date.fr:    le jour de l’inscription
-- date.es:    el día de la inscripción
-- parameters: from, to, as-of, course, zone, within
-- same:       registrations, completions
-- column:     value, share, Completion rate
-- column.fr:  value, Taux d’achèvement
-- column.es:  value, Tasa de finalización
-- column:     numerator, registrations, Completed
-- column.fr:  numerator, Achevées
-- column.es:  numerator, Completadas
-- column:     denominator, registrations, Registrations
-- column.fr:  denominator, Inscriptions
-- column.es:  denominator, Inscripciones
SELECT 'registration' AS entity, r.id AS key, r.learner, r.course, r.cohort, r.registered_at AS at,
       r.precision, s.completion = 2 AS done, s.completed_at AS done_at,
       s.completed_precision AS done_precision,
       (SELECT o.lang FROM learner AS l JOIN learner AS o ON o.id = coalesce(l.merged_into, l.id)
        WHERE l.id = r.learner) AS lang, r.batch, r.line
FROM registration AS r
LEFT JOIN registration_state AS s ON s.registration = r.id
