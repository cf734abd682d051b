-- title:    Memberships of economies that no source confirms
-- title.fr: Appartenances d’économies qu’aucune source ne confirme
-- title.es: Pertenencias de economías que ninguna fuente confirma
-- advice:   etalon economies show CODE; etalon economies load FILE
SELECT 'membership' AS entity, NULL AS learner, NULL AS course,
       m.economy || ' ' || g.scheme || ':' || g.code || ' ' || m.role || ' (' || m.source || ')' AS what,
       m.batch, NULL AS line, 1 AS n
FROM group_membership AS m
JOIN economy_group AS g ON g.id = m.grp
WHERE m.confidence = 'unverified' OR m.role LIKE '%?'
ORDER BY g.id, m.economy, m.valid_from
