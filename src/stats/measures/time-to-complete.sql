-- title:      Time to complete
-- title.fr:   Durée jusqu’à l’achèvement
-- title.es:   Tiempo hasta completar
-- zeros:      left out
-- counts:     registrations
-- definition: Days from the registration to the first completion of registrations completed
--             in the period: median and quartiles (type 7). With two times it is exact,
--             else whole days between the two dates. Those of 0 are left out and counted
--             apart, as nobody completes a course in no time; those without both days, or
--             with the later before the earlier, are left out.
-- definition.fr: Jours de l’inscription au premier achèvement, pour les inscriptions achevées
--             dans la période : médiane et quartiles (type 7). Si l’heure des deux est connue,
--             la durée est exacte ; sinon, ce sont les jours entiers entre les deux dates. Les durées nulles
--             sont exclues et comptées à part ; celles dont un jour manque ou dont
--             l’achèvement précède l’inscription sont exclues.
-- definition.es: Días desde la inscripción hasta la primera finalización, de las inscripciones
--             completadas en el período: mediana y cuartiles (tipo 7). Si se conoce la
--             hora de ambas, es exacto; si no, días enteros entre las dos fechas. Las de 0 se excluyen y se
--             cuentan aparte; se excluyen las que no tienen ambos días o cuya finalización
--             precede a la inscripción.
-- date:       the day of completion
-- date.fr:    le jour de l’achèvement
-- date.es:    el día de la finalización
-- parameters: from, to, as-of, course, zone
-- at-most:    completions, registrations
-- column:     value, number, Median, days
-- column.fr:  value, Médiane, jours
-- column.es:  value, Mediana, días
-- column:     lower, number, Lower quartile
-- column.fr:  lower, Premier quartile
-- column.es:  lower, Primer cuartil
-- column:     upper, number, Upper quartile
-- column.fr:  upper, Troisième quartile
-- column.es:  upper, Tercer cuartil
-- column:     n, registrations, Registrations
-- column.fr:  n, Inscriptions
-- column.es:  n, Inscripciones
-- column:     zeros, registrations, Zeros
-- column.fr:  zeros, Zéros
-- column.es:  zeros, Ceros
SELECT d.*
FROM (SELECT 'registration' AS entity, r.id AS key, r.learner, r.course, r.cohort, s.completed_at AS at,
             s.completed_precision AS precision,
             iif(r.precision <> 'd' AND s.completed_precision <> 'd',
                 (s.completed_at - r.registered_at) / 86400000.0,
                 julianday(date(s.completed_at / 1000, 'unixepoch'))
                 - julianday(date(r.registered_at / 1000, 'unixepoch'))) AS value,
             (SELECT o.lang FROM learner AS l JOIN learner AS o ON o.id = coalesce(l.merged_into, l.id)
              WHERE l.id = r.learner) AS lang, r.batch, r.line
      FROM registration AS r
      JOIN registration_state AS s ON s.registration = r.id
      WHERE s.completion = 2 AND r.precision IN ('d', 's', 'f')
            AND s.completed_precision IN ('d', 's', 'f')) AS d
WHERE d.value >= 0
