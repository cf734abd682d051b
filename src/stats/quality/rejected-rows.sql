-- title:    Rows of files that were rejected or in conflict
-- title.fr: Lignes de fichiers rejetées ou en conflit
-- title.es: Filas de archivos rechazadas o en conflicto
-- advice:   etalon batches
SELECT 'row' AS entity, NULL AS learner, NULL AS course, w.outcome AS what, w.batch,
       w.first_line AS line, w.rows AS n
FROM import_row AS w
JOIN import_batch AS b ON b.id = w.batch
WHERE w.outcome IN ('rejected', 'conflict') AND b.undone_by IS NULL
ORDER BY w.batch, w.first_line
