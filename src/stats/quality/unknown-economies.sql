-- title:    Persons of no known economy
-- title.fr: Personnes dont l’économie n’est pas connue
-- title.es: Personas cuya economía no se conoce
-- advice:   etalon override PERSON --country CODE --from DAY
SELECT 'learner' AS entity, l.id AS learner, NULL AS course, NULL AS what, l.batch, l.line, 1 AS n
FROM learner AS l
WHERE l.status IN ('active', 'erased')
  AND NOT EXISTS (SELECT 1 FROM learner_affiliation AS f
                  WHERE f.learner = l.id AND f.economy <> 'ZZ')
ORDER BY l.id
