-- title:      Starters
-- title.fr:   Apprenants ayant commencé
-- title.es:   Personas que empezaron
-- counts:     learners
-- definition: Distinct learners with at least one registration begun in the period: its
--             first result or attempt was then.
-- definition.fr: Apprenants distincts ayant commencé au moins une inscription dans la période :
--             son premier résultat ou sa première tentative date d’alors.
-- definition.es: Personas distintas con al menos una inscripción empezada en el período: su
--             primer resultado o intento es de entonces.
-- date:       the day of the first result or attempt
-- date.fr:    le jour du premier résultat ou de la première tentative
-- date.es:    el día del primer resultado o intento
-- parameters: from, to, as-of, course, zone
-- at-most:    participants, registrations, persons, registered-users
-- column:     value, learners, Starters
-- column.fr:  value, Ayant commencé
-- column.es:  value, Que empezaron
SELECT 'registration' AS entity, r.id AS key, r.learner, r.course, r.cohort, b.at, b.precision,
       (SELECT o.lang FROM learner AS l JOIN learner AS o ON o.id = coalesce(l.merged_into, l.id)
        WHERE l.id = r.learner) AS lang, b.batch, b.line
FROM (SELECT registration, min(at) AS at, precision, batch, line
      FROM (SELECT registration, at, precision, batch, line
            FROM result
            WHERE completion > 0 OR success > 0 OR score IS NOT NULL
            UNION ALL
            SELECT registration, started_at, started_precision, batch, line
            FROM attempt)
      GROUP BY registration) AS b
JOIN registration AS r ON r.id = b.registration
