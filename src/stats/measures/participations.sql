-- title:      Participations
-- title.fr:   Participations
-- title.es:   Participaciones
-- counts:     participations
-- definition: Who took part in initiatives that began in the period (workshops, placements,
--             seminars, lectures): one participation per person and initiative, in whatever
--             role, when the person attended or completed it.
-- definition.fr: Participations aux initiatives commencées dans la période (ateliers, stages,
--             séminaires, conférences) : une par personne et par initiative, quel que soit
--             le rôle, lorsque la personne y a assisté ou l’a achevée.
-- definition.es: Participaciones en iniciativas que empezaron en el período (talleres,
--             estancias, seminarios, conferencias): una por persona e iniciativa, en
--             cualquier papel, cuando la persona asistió o la completó.
-- date:       the day the initiative began
-- date.fr:    le premier jour de l’initiative
-- date.es:    el primer día de la iniciativa
-- parameters: from, to, as-of, zone
-- column:     value, participations, Participations
-- column.fr:  value, Participations
-- column.es:  value, Participaciones
SELECT 'participation' AS entity, p.initiative AS key, p.person AS learner, NULL AS course, p.initiative,
       i.code AS thing, i.kind, i.host AS provider, p.economy, 1000 * strftime('%s', i.starts_on) AS at,
       iif(i.starts_on IS NULL, NULL, 'd') AS precision,
       (SELECT lang FROM learner WHERE id = p.person) AS lang, p.batch, p.line
FROM (SELECT a.initiative, coalesce(l.merged_into, l.id) AS person, a.economy, a.batch, a.line,
             row_number() OVER (PARTITION BY a.initiative, coalesce(l.merged_into, l.id)
                                ORDER BY a.economy IS NULL, a.learner, a.role) AS nth
      FROM participation AS a
      JOIN learner AS l ON l.id = a.learner
      WHERE a.status IN ('attended', 'completed')) AS p
JOIN initiative AS i ON i.id = p.initiative
WHERE p.nth = 1
