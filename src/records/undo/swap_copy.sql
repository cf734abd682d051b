INSERT INTO @NAME@_past (@COPIED@, retired_by)
SELECT @M_COPIED@, ?2 FROM undo_@NAME@ e JOIN @NAME@ m ON @M_IS_E@ WHERE e.act = 'swap'
