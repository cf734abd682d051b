-- title:      Persons on- and offline
-- title.fr:   Personnes en ligne et hors ligne
-- title.es:   Personas en línea y presencialmente
-- counts:     learners
-- definition: Distinct persons who registered for a course in the period, or attended or
--             completed an initiative that began in it, in whatever role. Head-counts
--             without persons are not in it: see headcounts.
-- definition.fr: Personnes distinctes inscrites à un cours dans la période, ou ayant assisté à
--             une initiative commencée dans celle-ci, ou l’ayant achevée, quel que soit le
--             rôle. Les effectifs anonymes n’y sont pas : voir headcounts.
-- definition.es: Personas distintas que se inscribieron en un curso en el período, o que
--             asistieron a una iniciativa que empezó en él o la completaron, en cualquier
--             papel. No incluye los recuentos anónimos: véase headcounts.
-- date:       the day of registration, or the day the initiative began
-- date.fr:    le jour de l’inscription, ou le premier jour de l’initiative
-- date.es:    el día de la inscripción, o el primer día de la iniciativa
-- parameters: from, to, as-of, zone
-- column:     value, persons, Persons
-- column.fr:  value, Personnes
-- column.es:  value, Personas
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
