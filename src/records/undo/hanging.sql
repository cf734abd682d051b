-- Rows of later batches that speak of a row that would go, and would stay themselves.
-- ?2 is the newest batch before all this: what came back since hangs by the batch that said it, and so does what is
-- known since a voiding.
SELECT DISTINCT iif(m.since > ?2 OR (m.batch > ?1 AND m.since IN (SELECT batch FROM voiding)), coalesce(m.batch, 0),
                    coalesce(m.since, m.batch, 0))
FROM @NAME@ m JOIN @PARENT@ p ON p.id = m.@REFERS@
WHERE coalesce(m.since, m.batch, 0) > ?1
  AND NOT EXISTS (SELECT 1 FROM undo_@NAME@ e WHERE @M_IS_E@ AND e.act IN ('go', 'swap'))
  AND (coalesce(p.since, p.batch, 0) = ?1
       AND NOT EXISTS (SELECT 1 FROM undo_@PARENT@ e WHERE e.k0 = p.id)
       OR EXISTS (SELECT 1 FROM undo_@PARENT@ e WHERE e.k0 = p.id AND e.act = 'go'))
