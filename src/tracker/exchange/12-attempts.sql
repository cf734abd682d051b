SELECT k.uid AS learner, k.key, c.code AS course, r.seq AS registration, r.registered_at, r.precision,
       iif(a.id = 0, NULL, a.ident) AS activity, iif(a.course <> r.course, ac.code, NULL) AS of_course,
       x.n AS attempt, x.started_at, x.started_precision, x.last_at, x.last_precision, x.score
FROM registration r
JOIN chosen_learner k ON k.id = r.learner
JOIN chosen_course c ON c.id = r.course
JOIN attempt x ON x.registration = r.id
JOIN activity a ON a.id = x.activity
LEFT JOIN course ac ON ac.id = a.course
ORDER BY r.learner, r.course, r.seq, x.activity, x.n
