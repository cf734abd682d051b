-- title:      Completers
-- title.fr:   Apprenants ayant achevé
-- title.es:   Personas que completaron
-- counts:     learners
-- definition: Distinct learners with at least one registration whose course was completed
--             for the first time in the period.
-- definition.fr: Apprenants distincts ayant au moins une inscription dont le cours a été
--             achevé pour la première fois dans la période.
-- definition.es: Personas distintas con al menos una inscripción cuyo curso se completó por
--             primera vez en el período.
-- date:       the day of completion
-- date.fr:    le jour de l’achèvement
-- date.es:    el día de la finalización
-- parameters: from, to, as-of, course, zone
-- column:     value, learners, Completers
-- column.fr:  value, Apprenants ayant achevé
-- column.es:  value, Personas que completaron
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
