-- What the batch replaced or took away.
INSERT INTO undo_@NAME@ (@K@, before)
SELECT @KEYS@, rowid FROM @NAME@_past WHERE retired_by = ?1
