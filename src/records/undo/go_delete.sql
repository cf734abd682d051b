DELETE FROM @NAME@ AS m
WHERE coalesce(m.since, m.batch, 0) = ?1
  AND NOT EXISTS (SELECT 1 FROM undo_@NAME@ e WHERE @M_IS_E@)
