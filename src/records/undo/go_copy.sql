INSERT INTO @NAME@_past (@COPIED@, retired_by)
SELECT @COPIED@, ?2 FROM @NAME@ m
WHERE coalesce(m.since, m.batch, 0) = ?1
  AND NOT EXISTS (SELECT 1 FROM undo_@NAME@ e WHERE @M_IS_E@)
