-- The batch that brought the same bytes in the same way, when all they said is in the store:
-- not one that was undone, nor one that came after a batch that was undone later (what
-- that batch had said already was not stored again), or that voided statements, nor one with rows that were refused. A list of
-- everybody (?5) says who is gone, too: what came behind it may have opened that again.
SELECT max(b.id)
FROM import_batch b
WHERE b.file_sha256 = ?1 AND b.kind = ?2 AND b.parameters = ?3 AND b.source IS ?4
  AND b.op = 'import' AND b.undone_by IS NULL AND b.rejected = 0 AND b.conflict = 0
  AND NOT EXISTS (SELECT 1 FROM import_batch u
                  WHERE u.op = 'undo' AND u.id > b.id
                    AND (u.target < b.id OR u.id IN (SELECT retired_by FROM voiding_past)))
  AND NOT (?5 AND EXISTS (SELECT 1 FROM import_batch l WHERE l.id > b.id))
