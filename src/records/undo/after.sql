-- What the batch left and a later one changed.
INSERT INTO undo_@NAME@ (@K@, after)
SELECT @KEYS@, rowid FROM @NAME@_past WHERE coalesce(since, batch, 0) = ?1 AND retired_by > ?1
ON CONFLICT DO UPDATE SET after = excluded.after
