-- title:      Passed
-- title.fr:   Réussites
-- title.es:   Aprobados
-- counts:     registrations
-- definition: Registrations whose course was passed for the first time in the period,
--             whenever they were made.
-- definition.fr: Inscriptions dont le cours a été réussi pour la première fois dans la
--             période, quelle que soit leur date.
-- definition.es: Inscripciones cuyo curso se aprobó por primera vez en el período, cualquiera
--             que sea su fecha.
-- date:       the day of passing
-- date.fr:    le jour de la réussite
-- date.es:    el día de la aprobación
-- parameters: from, to, as-of, course, zone
-- at-most:    registrations
-- column:     value, registrations, Passed
-- column.fr:  value, Réussites
-- column.es:  value, Aprobados
SELECT 'registration' AS entity, r.id AS key, r.learner, r.course, r.cohort, s.passed_at AS at,
       s.passed_precision AS precision,
       (SELECT o.lang FROM learner AS l JOIN learner AS o ON o.id = coalesce(l.merged_into, l.id)
        WHERE l.id = r.learner) AS lang,
       coalesce((SELECT x.batch FROM result AS x
                 WHERE x.registration = r.id AND x.success = 2 AND x.at IS s.passed_at
                 ORDER BY x.activity, x.n LIMIT 1), r.batch) AS batch,
       coalesce((SELECT x.line FROM result AS x
                 WHERE x.registration = r.id AND x.success = 2 AND x.at IS s.passed_at
                 ORDER BY x.activity, x.n LIMIT 1), r.line) AS line
FROM registration_state AS s
JOIN registration AS r ON r.id = s.registration
WHERE s.success = 2
