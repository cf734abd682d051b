-- title:      Coverage
-- title.fr:   Couverture
-- title.es:   Cobertura
-- base:       economies
-- counts:     economies
-- definition: Of the countries and economies that are in a group on the as-of day (without
--             one: on the last day of the period, else today), the share that was reached in the
--             period: at least one learner from there registered for a course. By economy,
--             those that were not reached stand there with 0.
-- definition.fr: Parmi les pays et économies qui font partie d’un groupe à la date
--             d’observation (sans date : au dernier jour de la période, sinon aujourd’hui), part
--             de ceux qui ont été atteints dans la période : au moins un apprenant de ce
--             pays s’est inscrit à un cours. Par économie, celles qui n’ont pas été atteintes
--             figurent avec 0.
-- definition.es: De los países y economías que están en un grupo en la fecha de referencia (si no
--             se da: el último día del período o, si no, hoy), la proporción alcanzada en el
--             período: al menos una persona de allí se inscribió en un curso. Por economía,
--             las que no se alcanzaron figuran con 0.
-- date:       the day of registration
-- date.fr:    le jour de l’inscription
-- date.es:    el día de la inscripción
-- parameters: from, to, as-of, course, zone
-- column:     value, share, Coverage
-- column.fr:  value, Couverture
-- column.es:  value, Cobertura
-- column:     numerator, economies, Reached
-- column.fr:  numerator, Atteintes
-- column.es:  numerator, Alcanzadas
-- column:     denominator, economies, Economies
-- column.fr:  denominator, Économies
-- column.es:  denominator, Economías
SELECT 'registration' AS entity, r.id AS key, NULL AS thing, r.learner, r.course, NULL AS economy,
       r.registered_at AS at, r.precision, 1 AS done, NULL AS done_at, NULL AS done_precision, r.batch, r.line
FROM registration AS r
UNION ALL
SELECT 'economy', NULL, e.code, NULL, NULL, e.code, NULL, NULL, 0, NULL, NULL, NULL, NULL
FROM economy AS e
