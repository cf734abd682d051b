-- title:      Activities completed
-- title.fr:   Activités achevées
-- title.es:   Actividades completadas
-- counts:     registrations
-- definition: Activities (modules, lessons, tests) of registrations that were completed for
--             the first time in the period: one per registration and activity. The course
--             as a whole is not among them: see completions.
-- definition.fr: Activités (modules, leçons, tests) achevées pour la première fois dans la
--             période : une par inscription et par activité. Le cours entier
--             n’en fait pas partie : voir completions.
-- definition.es: Actividades (módulos, lecciones, pruebas) completadas por primera vez en el
--             período: una por inscripción y actividad. El curso entero
--             no está entre ellas: véase completions.
-- date:       the day of completion
-- date.fr:    le jour de l’achèvement
-- date.es:    el día de la finalización
-- parameters: from, to, as-of, course, zone
-- column:     value, activities, Activities
-- column.fr:  value, Activités
-- column.es:  value, Actividades
SELECT 'activity' AS entity, r.id AS key, r.learner, r.course, s.activity, r.cohort, a.ident AS thing,
       s.completed_at AS at, s.completed_precision AS precision,
       (SELECT o.lang FROM learner AS l JOIN learner AS o ON o.id = coalesce(l.merged_into, l.id)
        WHERE l.id = r.learner) AS lang,
       coalesce((SELECT x.batch FROM result AS x
                 WHERE x.registration = r.id AND x.activity = s.activity AND x.completion = 2
                       AND x.at IS s.completed_at
                 ORDER BY x.n LIMIT 1), r.batch) AS batch,
       coalesce((SELECT x.line FROM result AS x
                 WHERE x.registration = r.id AND x.activity = s.activity AND x.completion = 2
                       AND x.at IS s.completed_at
                 ORDER BY x.n LIMIT 1), r.line) AS line
FROM activity_state AS s
JOIN registration AS r ON r.id = s.registration
JOIN activity AS a ON a.id = s.activity
WHERE s.completion = 2 AND s.activity <> 0
