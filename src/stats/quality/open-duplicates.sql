-- title:    Pairs that imports found may be one person, undecided
-- title.fr: Paires signalées par les imports, peut-être une même personne, à trancher
-- title.es: Pares señalados por las importaciones, quizá una misma persona, sin decidir
-- advice:   etalon learners duplicates
SELECT 'pair' AS entity, a.id AS learner, NULL AS course,
       'with ' || (SELECT value FROM setting WHERE name = 'store') || '-' || b.id || ' (' || d.rule || ')' AS what,
       d.batch, NULL AS line, 1 AS n
FROM duplicate_candidate AS d
JOIN learner AS one ON one.id = d.a
JOIN learner AS other ON other.id = d.b
JOIN learner AS a ON a.id = coalesce(one.merged_into, one.id)
JOIN learner AS b ON b.id = coalesce(other.merged_into, other.id)
LEFT JOIN import_batch AS i ON i.id = d.batch
LEFT JOIN import_batch AS decided ON decided.id = d.decided_by
WHERE (d.decision IS NULL OR decided.undone_by IS NOT NULL) AND i.undone_by IS NULL
  AND a.status = 'active' AND b.status = 'active' AND a.id <> b.id
ORDER BY d.a, d.b
