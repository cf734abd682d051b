-- What was said of one person, the learner ?1 at the end of a chain and all who lead to it.
SELECT ?1, r.registered_at / 86400000 - (r.registered_at % 86400000 < 0), NULL, 1, 0, r.economy,
       coalesce(r.batch, 0)
FROM registration r
WHERE r.learner IN (SELECT ?1 UNION ALL SELECT id FROM learner WHERE merged_into = ?1)
  AND r.economy IS NOT NULL AND r.registered_at IS NOT NULL
UNION ALL
SELECT ?1, CAST(julianday(s.on_day) - 2440587.5 AS INTEGER),
       CAST(julianday(s.until_day) - 2440587.5 AS INTEGER), s.dated, s.by_hand, s.economy,
       coalesce(s.batch, 0)
FROM learner_sighting s
WHERE s.learner IN (SELECT ?1 UNION ALL SELECT id FROM learner WHERE merged_into = ?1)
  AND s.economy IS NOT NULL
