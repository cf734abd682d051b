-- title:      Head-counts
-- title.fr:   Effectifs anonymes
-- title.es:   Recuentos anónimos
-- counts:     heads
-- definition: Figures without persons, as organisers of initiatives that began in the
--             period gave them: who was in the room or followed the stream. Persons may be
--             in them that are known by name as well, and more than once: they are never
--             added to persons.
-- definition.fr: Chiffres sans personnes, tels que donnés par les organisateurs d’initiatives
--             commencées dans la période : présents dans la salle ou suivant la diffusion.
--             Des personnes connues par leur nom peuvent y figurer, et plusieurs fois : ils
--             ne s’ajoutent jamais aux personnes.
-- definition.es: Cifras sin personas, como las dieron los organizadores de iniciativas que
--             empezaron en el período: quienes estaban en la sala o seguían la transmisión.
--             Puede haber en ellas personas conocidas por su nombre, y más de una vez:
--             nunca se suman a las personas.
-- date:       the day the initiative began
-- date.fr:    le premier jour de l’initiative
-- date.es:    el primer día de la iniciativa
-- parameters: from, to, as-of, zone
-- column:     value, heads, Head-count
-- column.fr:  value, Effectif
-- column.es:  value, Recuento
SELECT 'headcount' AS entity, h.initiative AS key, NULL AS learner, NULL AS course, h.initiative,
       i.code || ' ' || h.channel || iif(h.gender = '', '', ' ' || h.gender) AS thing, i.kind,
       i.host AS provider, nullif(h.economy, '') AS economy, h.n,
       1000 * strftime('%s', i.starts_on) AS at, iif(i.starts_on IS NULL, NULL, 'd') AS precision, h.batch,
       h.line
FROM headcount AS h
JOIN initiative AS i ON i.id = h.initiative
WHERE h.channel <> 'views'
