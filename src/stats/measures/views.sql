-- title:      Views of recordings
-- title.fr:   Visionnages
-- title.es:   Visualizaciones
-- counts:     heads
-- definition: Views of recordings of initiatives that began in the period, as their
--             organisers gave them. One person may be many views.
-- definition.fr: Visionnages des enregistrements d’initiatives commencées dans la période,
--             tels que donnés par leurs organisateurs. Une personne peut compter plusieurs
--             fois.
-- definition.es: Visualizaciones de grabaciones de iniciativas que empezaron en el período,
--             como las dieron sus organizadores. Una persona puede contar muchas veces.
-- date:       the day the initiative began
-- date.fr:    le premier jour de l’initiative
-- date.es:    el primer día de la iniciativa
-- parameters: from, to, as-of, zone
-- column:     value, heads, Views
-- column.fr:  value, Visionnages
-- column.es:  value, Visualizaciones
SELECT 'headcount' AS entity, h.initiative AS key, NULL AS learner, NULL AS course, h.initiative,
       i.code || ' ' || h.channel || iif(h.gender = '', '', ' ' || h.gender) AS thing, i.kind,
       i.host AS provider, nullif(h.economy, '') AS economy, h.n,
       1000 * strftime('%s', i.starts_on) AS at, iif(i.starts_on IS NULL, NULL, 'd') AS precision, h.batch,
       h.line
FROM headcount AS h
JOIN initiative AS i ON i.id = h.initiative
WHERE h.channel = 'views'
