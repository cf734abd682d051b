SELECT k.uid AS learner, k.key, c.code AS course, r.seq AS registration, r.registered_at, r.precision,
       r.withdrawn, r.economy, r.cohort, r.source_key, r.by_hand
FROM registration r
JOIN chosen_learner k ON k.id = r.learner
JOIN chosen_course c ON c.id = r.course
ORDER BY r.learner, r.course, r.seq
