-- title:      Economies reached
-- title.fr:   Économies atteintes
-- title.es:   Economías alcanzadas
-- counts:     economies
-- definition: Distinct countries and economies of the participants: of learners with at
--             least one registration for a course made in the period. International
--             organisations and unknown economies are not counted.
-- definition.fr: Pays et économies distincts des participants : des apprenants ayant au moins
--             une inscription à un cours faite dans la période. Les organisations
--             internationales et les économies inconnues ne sont pas comptées.
-- definition.es: Países y economías distintos de los participantes: de quienes tienen al menos
--             una inscripción a un curso hecha en el período. No se cuentan las
--             organizaciones internacionales ni las economías desconocidas.
-- date:       the day of registration
-- date.fr:    le jour de l’inscription
-- date.es:    el día de la inscripción
-- parameters: from, to, as-of, course, zone
-- column:     value, economies, Economies
-- column.fr:  value, Économies
-- column.es:  value, Economías
SELECT 'registration' AS entity, r.id AS key, r.learner, r.course, r.cohort, r.registered_at AS at,
       r.precision,
       (SELECT o.lang FROM learner AS l JOIN learner AS o ON o.id = coalesce(l.merged_into, l.id)
        WHERE l.id = r.learner) AS lang, r.batch, r.line
FROM registration AS r
