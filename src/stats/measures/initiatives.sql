-- title:      Initiatives
-- title.fr:   Initiatives
-- title.es:   Iniciativas
-- counts:     initiatives
-- definition: Workshops, placements, online events, seminars, summer schools and webinars
--             that began in the period. Lectures are parts of them and counted apart: see
--             lectures. The economy is that of the host.
-- definition.fr: Ateliers, stages, événements en ligne, séminaires, écoles d’été et webinaires
--             commencés dans la période. Les conférences en font partie et sont comptées à
--             part : voir lectures. L’économie est celle de l’hôte.
-- definition.es: Talleres, estancias, actos en línea, seminarios, escuelas de verano y
--             seminarios web que empezaron en el período. Las conferencias son partes de
--             ellas y se cuentan aparte: véase lectures. La economía es la del anfitrión.
-- date:       the day the initiative began
-- date.fr:    le premier jour de l’initiative
-- date.es:    el primer día de la iniciativa
-- parameters: from, to, as-of, zone
-- column:     value, initiatives, Initiatives
-- column.fr:  value, Initiatives
-- column.es:  value, Iniciativas
SELECT 'initiative' AS entity, i.id AS key, NULL AS learner, NULL AS course, i.id AS initiative, i.code AS thing,
       i.kind, i.host AS provider, i.host_economy AS economy, 1000 * strftime('%s', i.starts_on) AS at,
       iif(i.starts_on IS NULL, NULL, 'd') AS precision, i.batch, i.line
FROM initiative AS i
WHERE i.kind <> 'lecture'
