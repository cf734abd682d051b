-- title:    Memberships whose dates are known to the month or year only
-- title.fr: Appartenances dont les dates ne sont connues qu’au mois ou à l’année près
-- title.es: Pertenencias cuyas fechas solo se conocen por mes o año
-- advice:   etalon economies show CODE; etalon economies load FILE
SELECT 'membership' AS entity, NULL AS learner, NULL AS course,
       m.economy || ' ' || g.scheme || ':' || g.code || ' ' || coalesce(m.valid_from, '') || '/'
       || coalesce(m.valid_to, '') AS what,
       m.batch, NULL AS line, 1 AS n
FROM group_membership AS m
JOIN economy_group AS g ON g.id = m.grp
WHERE m.uncertain
ORDER BY g.id, m.economy, m.valid_from
