-- title:      New economies
-- title.fr:   Nouvelles économies
-- title.es:   Economías nuevas
-- firsts:     yes
-- counts:     economies
-- definition: Countries and economies reached for the first time in the period: no
--             participant before it was from there. Those reached on an unknown day only
--             count where there is no period.
-- definition.fr: Pays et économies atteints pour la première fois dans la période : aucun
--             participant n’en venait auparavant. Ceux dont le jour n’est pas connu ne
--             comptent que sans période.
-- definition.es: Países y economías alcanzados por primera vez en el período: ningún
--             participante anterior procedía de allí. Aquellos cuyo día no se conoce solo
--             cuentan cuando no hay período.
-- date:       the day of the first registration
-- date.fr:    le jour de la première inscription
-- date.es:    el día de la primera inscripción
-- parameters: from, to, as-of, course, zone
-- column:     value, economies, New economies
-- column.fr:  value, Nouvelles économies
-- column.es:  value, Economías nuevas
SELECT 'registration' AS entity, r.id AS key, r.learner, r.course, r.cohort, r.registered_at AS at,
       r.precision,
       (SELECT o.lang FROM learner AS l JOIN learner AS o ON o.id = coalesce(l.merged_into, l.id)
        WHERE l.id = r.learner) AS lang, r.batch, r.line
FROM registration AS r
