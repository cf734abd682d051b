-- Open registrations before ?3 that a file of the kind ?1 from the source ?2 ever told of.
WITH told (batch) AS (
    SELECT b.id FROM import_batch b LEFT JOIN import_source s ON s.id = b.source
    WHERE b.op = 'import' AND coalesce(s.name, '') = ?2 AND (?2 <> '' OR b.kind = ?1))
SELECT id, learner, course, seq, registered_at, precision, withdrawn, economy, cohort, by_hand,
       batch, digest, source_key
FROM registration r
WHERE withdrawn = 0 AND id < ?3
  AND (batch IN told
       OR EXISTS (SELECT 1 FROM registration_past p WHERE p.id = r.id AND p.batch IN told))
