SELECT k.uid AS learner, k.key, c.code AS course, r.seq AS registration, r.registered_at, r.precision,
       iif(a.id = 0, NULL, a.ident) AS activity, iif(a.course <> r.course, ac.code, NULL) AS of_course,
       q.ident AS question, x.attempt, x.n, x.response, x.result, x.mark, x.latency_ms,
       x.at AS happened_at, x.precision
FROM registration r
JOIN chosen_learner k ON k.id = r.learner
JOIN chosen_course c ON c.id = r.course
JOIN interaction x ON x.registration = r.id
JOIN question q ON q.id = x.question
JOIN activity a ON a.id = q.activity
LEFT JOIN course ac ON ac.id = a.course
ORDER BY r.learner, r.course, r.seq, x.question, x.attempt, x.n
