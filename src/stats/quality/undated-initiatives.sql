-- title:    Initiatives without a date
-- title.fr: Initiatives sans date
-- title.es: Iniciativas sin fecha
-- advice:   etalon initiatives edit CODE --from DAY
SELECT 'initiative' AS entity, NULL AS learner, NULL AS course, code AS what, batch, line, 1 AS n
FROM initiative
WHERE starts_on IS NULL
ORDER BY code
