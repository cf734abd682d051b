-- The keys of the learner ?1, when void statements alone told of him or her; ?2: one of them that is not in the past yet brought
-- the learner.
SELECT i.value_norm, i.kind, i.issuer FROM learner l JOIN learner_identity i ON i.learner = l.id
WHERE l.id = ?1 AND l.salt IS NOT NULL AND l.by_hand = 0 AND l.is_test = 0 AND l.given IS NULL AND l.family IS NULL
  AND l.gender IS NULL AND l.lang IS NULL AND l.registered_at IS NULL
  AND (?2 OR EXISTS (SELECT 1 FROM registration_past r JOIN statement_past s ON s.registration = r.id
              WHERE r.learner = ?1 AND s.brought & 2))
  AND NOT EXISTS (SELECT 1 FROM learner_identity x WHERE x.learner = ?1 AND x.kind = 'external')
  AND NOT EXISTS (SELECT 1 FROM registration x WHERE x.learner = ?1)
  AND NOT EXISTS (SELECT 1 FROM participation x WHERE x.learner = ?1)
  AND NOT EXISTS (SELECT 1 FROM learner_sighting x WHERE x.learner = ?1)
  AND NOT EXISTS (SELECT 1 FROM shared_id x WHERE x.learner = ?1)
  AND NOT EXISTS (SELECT 1 FROM learner_merge x WHERE x.learner = ?1 OR x.into_learner = ?1)
