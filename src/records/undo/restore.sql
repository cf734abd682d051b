INSERT OR IGNORE INTO @NAME@ (@COPIED@)
SELECT @P_COPIED_BUT_SINCE@, ?2
FROM undo_@NAME@ e JOIN @NAME@_past p ON p.rowid = e.before
WHERE e.act = 'restore' AND @P_REFERS@
