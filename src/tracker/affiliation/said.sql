-- What was said of whom, persons together: all of them.
SELECT coalesce(l.merged_into, l.id) AS person, r.registered_at / 86400000
           - (r.registered_at % 86400000 < 0) AS on_day,
       NULL AS until_day, 1 AS dated, 0 AS by_hand, r.economy, coalesce(r.batch, 0) AS batch
FROM registration r JOIN learner l ON l.id = r.learner
WHERE r.economy IS NOT NULL AND r.registered_at IS NOT NULL
UNION ALL
SELECT coalesce(l.merged_into, l.id), CAST(julianday(s.on_day) - 2440587.5 AS INTEGER),
       CAST(julianday(s.until_day) - 2440587.5 AS INTEGER), s.dated, s.by_hand, s.economy,
       coalesce(s.batch, 0)
FROM learner_sighting s JOIN learner l ON l.id = s.learner
WHERE s.economy IS NOT NULL
ORDER BY 1
