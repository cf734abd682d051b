-- The last imports that are not taken back.
SELECT id, recorded_at, file_name, rows_read, inserted + updated, rejected + conflict
FROM import_batch
WHERE op = 'import' AND undone_by IS NULL
ORDER BY id DESC
LIMIT 3
