-- title:      Completions
-- title.fr:   Achèvements
-- title.es:   Finalizaciones
-- counts:     registrations
-- definition: Registrations whose course was completed for the first time in the period,
--             whenever they were made. Divided by the registrations of the same period they
--             are not a rate: see completion-rate.
-- definition.fr: Inscriptions dont le cours a été achevé pour la première fois dans la
--             période, quelle que soit leur date. Divisées par les inscriptions de la même
--             période, elles ne forment pas un taux : voir completion-rate.
-- definition.es: Inscripciones cuyo curso se completó por primera vez en el período,
--             cualquiera que sea su fecha. Divididas por las inscripciones del mismo
--             período no son una tasa: véase completion-rate.
-- date:       the day of completion
-- date.fr:    le jour de l’achèvement
-- date.es:    el día de la finalización
-- parameters: from, to, as-of, course, zone
-- at-most:    registrations
-- column:     value, registrations, Completions
-- column.fr:  value, Achèvements
-- column.es:  value, Finalizaciones
SELECT 'registration' AS entity, r.id AS key, r.learner, r.course, r.cohort, s.completed_at AS at,
       s.completed_precision AS precision,
       (SELECT o.lang FROM learner AS l JOIN learner AS o ON o.id = coalesce(l.merged_into, l.id)
        WHERE l.id = r.learner) AS lang,
       coalesce((SELECT x.batch FROM result AS x
                 WHERE x.registration = r.id AND x.completion = 2 AND x.at IS s.completed_at
                 ORDER BY x.activity, x.n LIMIT 1), r.batch) AS batch,
       coalesce((SELECT x.line FROM result AS x
                 WHERE x.registration = r.id AND x.completion = 2 AND x.at IS s.completed_at
                 ORDER BY x.activity, x.n LIMIT 1), r.line) AS line
FROM registration_state AS s
JOIN registration AS r ON r.id = s.registration
WHERE s.completion = 2
