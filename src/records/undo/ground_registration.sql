-- Registrations of statements that come back, which are not there any more, as they last were.
INSERT INTO undo_registration (k0, before)
SELECT id, rowid FROM (
    SELECT id, rowid, row_number() OVER (PARTITION BY id ORDER BY retired_by DESC) AS last FROM registration_past
    WHERE id IN (SELECT registration FROM statement_past WHERE retired_by = ?1) AND id NOT IN (SELECT id FROM registration))
WHERE last = 1
ON CONFLICT DO UPDATE SET before = coalesce(before, excluded.before), after = NULL
