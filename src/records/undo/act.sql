-- go, swap: the row is as the batch left it (an undo may have brought it back since), or says what it said, as far as that
-- is not void.
-- restore: it is still away. keep: a later batch said otherwise. gone: it is away already.
UPDATE undo_@NAME@ AS e SET act = CASE
    WHEN EXISTS (SELECT 1 FROM @NAME@ m LEFT JOIN @NAME@_past p ON p.rowid = e.after
                 WHERE @M_IS_E@
                   AND (?1 IN (coalesce(m.since, m.batch, 0), m.batch) OR (p.rowid IS NOT NULL AND @M_AS_P@)))
    THEN CASE WHEN e.before IS NULL THEN 'go' ELSE 'swap' END
    WHEN EXISTS (SELECT 1 FROM @NAME@ m WHERE @M_IS_E@) THEN 'keep'
    WHEN e.after IS NULL THEN 'restore'
    WHEN e.before IS NULL THEN 'gone'
    ELSE 'keep' END
