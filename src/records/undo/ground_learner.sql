-- The learners of registrations that come back, likewise.
INSERT INTO undo_learner (k0, before)
SELECT id, rowid FROM (
    SELECT id, rowid, row_number() OVER (PARTITION BY id ORDER BY retired_by DESC) AS last FROM learner_past
    WHERE id NOT IN (SELECT id FROM learner)
      AND id IN (SELECT r.learner FROM registration_past r JOIN statement_past s ON s.registration = r.id
                 WHERE s.retired_by = ?1))
WHERE last = 1
ON CONFLICT DO UPDATE SET before = coalesce(before, excluded.before), after = NULL
