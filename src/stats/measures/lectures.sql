-- title:      Lectures
-- title.fr:   Conférences
-- title.es:   Conferencias
-- counts:     initiatives
-- definition: Lectures held in the period, by themselves or within an initiative. The
--             economy is that of the host.
-- definition.fr: Conférences données dans la période, seules ou au sein d’une initiative.
--             L’économie est celle de l’hôte.
-- definition.es: Conferencias impartidas en el período, por sí solas o dentro de una
--             iniciativa. La economía es la del anfitrión.
-- date:       the day the lecture was held
-- date.fr:    le jour de la conférence
-- date.es:    el día de la conferencia
-- parameters: from, to, as-of, zone
-- column:     value, lectures, Lectures
-- column.fr:  value, Conférences
-- column.es:  value, Conferencias
SELECT 'initiative' AS entity, i.id AS key, NULL AS learner, NULL AS course, i.id AS initiative, i.code AS thing,
       i.kind, i.host AS provider, i.host_economy AS economy, 1000 * strftime('%s', i.starts_on) AS at,
       iif(i.starts_on IS NULL, NULL, 'd') AS precision, i.batch, i.line
FROM initiative AS i
WHERE i.kind = 'lecture'
