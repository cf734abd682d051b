-- title:      Economies reached on- and offline
-- title.fr:   Économies atteintes en ligne et hors ligne
-- title.es:   Economías alcanzadas en línea y presencialmente
-- counts:     economies
-- definition: Distinct countries and economies of the persons who registered for a course
--             in the period, or attended or completed an initiative that began in it.
--             International organisations and unknown economies are not counted.
-- definition.fr: Pays et économies distincts des personnes inscrites à un cours dans la
--             période, ou ayant assisté à une initiative commencée dans celle-ci, ou
--             l’ayant achevée. Les organisations internationales et les économies inconnues
--             ne sont pas comptées.
-- definition.es: Países y economías distintos de las personas que se inscribieron en un curso
--             en el período, o que asistieron a una iniciativa que empezó en él o la
--             completaron. No se cuentan las organizaciones internacionales ni las
--             economías desconocidas.
-- date:       the day of registration, or the day the initiative began
-- date.fr:    le jour de l’inscription, ou le premier jour de l’initiative
-- date.es:    el día de la inscripción, o el primer día de la iniciativa
-- parameters: from, to, as-of, zone
-- column:     value, economies, Economies
-- column.fr:  value, Économies
-- column.es:  value, Economías
SELECT 'registration' AS entity, r.id AS key, r.learner, r.course, NULL AS initiative, NULL AS thing,
       NULL AS kind, NULL AS provider, NULL AS economy, r.registered_at AS at, r.precision,
       (SELECT o.lang FROM learner AS l JOIN learner AS o ON o.id = coalesce(l.merged_into, l.id)
        WHERE l.id = r.learner) AS lang, r.batch, r.line
FROM registration AS r
UNION ALL
SELECT 'participation', p.initiative, p.learner, NULL, p.initiative, i.code, i.kind, i.host, p.economy,
       1000 * strftime('%s', i.starts_on), iif(i.starts_on IS NULL, NULL, 'd'),
       (SELECT o.lang FROM learner AS l JOIN learner AS o ON o.id = coalesce(l.merged_into, l.id)
        WHERE l.id = p.learner), p.batch, p.line
FROM participation AS p
JOIN initiative AS i ON i.id = p.initiative
WHERE p.status IN ('attended', 'completed')
