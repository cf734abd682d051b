-- Imports that stand and came after the oldest batch that is undone, and that batch itself.
SELECT id, file_name FROM import_batch
WHERE op = 'import' AND id >= ?1 AND (undone_by IS NULL OR id = ?2) ORDER BY id
