-- What the batch says, and is known since a statement that said it too was voided.
INSERT INTO undo_@NAME@ (@K@, act)
SELECT @KEYS@, 'go' FROM @NAME@ WHERE batch = ?1 AND since > ?1
ON CONFLICT DO NOTHING
