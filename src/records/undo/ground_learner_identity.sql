-- The keys that went with learners that come back.
INSERT INTO undo_learner_identity (k0, k1, k2, before)
SELECT i.value_norm, i.kind, i.issuer, max(i.rowid)
FROM undo_learner e JOIN learner_past l ON l.rowid = e.before
JOIN learner_identity_past i ON i.learner = l.id AND i.retired_by = l.retired_by
WHERE e.act = 'restore'
GROUP BY i.value_norm, i.kind, i.issuer
ON CONFLICT DO UPDATE SET before = coalesce(before, excluded.before), after = NULL
