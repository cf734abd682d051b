-- title:      Scores
-- title.fr:   Notes
-- title.es:   Notas
-- counts:     registrations
-- definition: Best scores of registrations made in the period, 1 is all: median and
--             quartiles (type 7). Those of 0 are scores like others, and counted apart as
--             well; registrations without a score are left out.
-- definition.fr: Meilleures notes des inscriptions faites dans la période, 1 étant le maximum :
--             médiane et quartiles (type 7). Les notes nulles comptent comme les autres
--             et sont aussi comptées à part ; les inscriptions sans note sont exclues.
-- definition.es: Mejores notas de las inscripciones hechas en el período; 1 es el máximo:
--             mediana y cuartiles (tipo 7). Las de 0 cuentan como las demás y se cuentan
--             también aparte; se excluyen las inscripciones sin nota.
-- date:       the day of registration
-- date.fr:    le jour de l’inscription
-- date.es:    el día de la inscripción
-- parameters: from, to, as-of, course, zone
-- at-most:    registrations
-- column:     value, share, Median
-- column.fr:  value, Médiane
-- column.es:  value, Mediana
-- column:     lower, share, Lower quartile
-- column.fr:  lower, Premier quartile
-- column.es:  lower, Primer cuartil
-- column:     upper, share, Upper quartile
-- column.fr:  upper, Troisième quartile
-- column.es:  upper, Tercer cuartil
-- column:     n, registrations, Registrations
-- column.fr:  n, Inscriptions
-- column.es:  n, Inscripciones
-- column:     zeros, registrations, Zeros
-- column.fr:  zeros, Zéros
-- column.es:  zeros, Ceros
SELECT d.*
FROM (SELECT 'registration' AS entity, r.id AS key, r.learner, r.course, r.cohort, r.registered_at AS at,
             r.precision,
             CASE WHEN ?1 IS NULL THEN s.score
                  ELSE coalesce((SELECT x.score FROM result AS x
                                 WHERE x.registration = r.id AND x.activity = 0 AND x.score IS NOT NULL
                                       AND x.by_hand = 1
                                       AND coalesce(x.at < iif(x.precision IN ('s', 'f'), ?1, ?2), 1)
                                 ORDER BY x.batch DESC, x.line DESC LIMIT 1),
                                (SELECT max(x.score) FROM result AS x
                                 WHERE x.registration = r.id AND x.activity = 0 AND x.by_hand = 0
                                       AND coalesce(x.at < iif(x.precision IN ('s', 'f'), ?1, ?2), 1)))
             END AS value,
             (SELECT o.lang FROM learner AS l JOIN learner AS o ON o.id = coalesce(l.merged_into, l.id)
              WHERE l.id = r.learner) AS lang, r.batch, r.line
      FROM registration AS r
      JOIN registration_state AS s ON s.registration = r.id
      WHERE s.score IS NOT NULL) AS d
WHERE d.value IS NOT NULL
