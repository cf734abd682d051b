-- The learner of the registration ?1, when void statements alone told of it, and whether one of them brought the learner.
SELECT r.learner, (SELECT max(s.brought & 2) FROM statement_ever s WHERE s.registration = ?1) FROM registration r
WHERE r.id = ?1 AND r.by_hand = 0 AND r.withdrawn = 0 AND r.registered_at IS NULL AND r.economy IS NULL AND r.cohort IS NULL
  AND EXISTS (SELECT 1 FROM statement_ever s WHERE s.registration = ?1 AND s.brought & 1)
  AND NOT EXISTS (SELECT 1 FROM statement_live s WHERE s.registration = ?1)
  AND NOT EXISTS (SELECT 1 FROM result x WHERE x.registration = ?1)
  AND NOT EXISTS (SELECT 1 FROM attempt x WHERE x.registration = ?1)
  AND NOT EXISTS (SELECT 1 FROM interaction x WHERE x.registration = ?1)
