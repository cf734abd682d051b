-- Files of imports that stand and came after the oldest batch that is undone, and of that batch itself;
-- each once, though its sheets are batches, and none that had no rows.
SELECT min(id), file_name FROM import_batch
WHERE op = 'import' AND id >= ?1 AND (undone_by IS NULL OR id = ?2) AND rows_read > 0
GROUP BY file_name, file_sha256 ORDER BY 1
