SELECT k.uid AS learner, k.key, c.code AS course, r.seq AS registration, r.registered_at, r.precision,
       iif(a.id = 0, NULL, a.ident) AS activity, iif(a.course <> r.course, ac.code, NULL) AS of_course,
       x.n, x.at AS happened_at, x.precision, x.completion, x.success, x.score, x.by_hand
FROM registration r
JOIN chosen_learner k ON k.id = r.learner
JOIN chosen_course c ON c.id = r.course
JOIN result x ON x.registration = r.id
JOIN activity a ON a.id = x.activity
LEFT JOIN course ac ON ac.id = a.course
ORDER BY r.learner, r.course, r.seq, x.by_hand, x.batch, x.line, x.activity, x.n
