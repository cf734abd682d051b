-- Leaves alone what has no place any more: another row has its number, or what it speaks of is gone.
UPDATE OR IGNORE @NAME@ AS m SET @M_FROM_P@, since = ?2
FROM undo_@NAME@ e JOIN @NAME@_past p ON p.rowid = e.before
WHERE @M_IS_E@ AND e.act = 'swap' AND @P_REFERS@
