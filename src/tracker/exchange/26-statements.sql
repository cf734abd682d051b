SELECT k.uid AS learner, k.key, c.code AS course, r.seq AS registration, r.registered_at, r.precision,
       iif(a.id = 0, NULL, a.ident) AS activity, iif(a.course <> r.course, ac.code, NULL) AS of_course, q.ident AS question,
       lower(substr(hex(x.id), 1, 8) || '-' || substr(hex(x.id), 9, 4) || '-' || substr(hex(x.id), 13, 4) || '-'
             || substr(hex(x.id), 17, 4) || '-' || substr(hex(x.id), 21)) AS statement,
       x.at AS happened_at, x.precision, x.completion, x.success, x.score,
       coalesce((SELECT max(s.brought & 1) + max(s.brought & 2) + max(s.brought & 4 * (s.at IS x.at AND s.completion = 0))
                 FROM statement_ever s WHERE s.registration = r.id), 0)
       + 8 * (EXISTS (SELECT 1 FROM result_of_statement o
                      JOIN result y ON y.registration = o.registration AND y.activity = o.activity AND y.n = o.n
                      WHERE o.registration = r.id AND y.activity = x.activity AND y.at IS x.at AND y.precision IS x.precision
                        AND y.completion = x.completion AND y.success = x.success AND y.score IS x.score)
              OR EXISTS (SELECT 1 FROM answer_of_statement o
                         JOIN interaction y ON y.registration = o.registration AND y.question = o.question
                              AND y.attempt = o.attempt AND y.n = o.n
                         WHERE o.registration = r.id AND y.question = x.question AND y.at IS x.at)) AS brought
FROM registration r
JOIN chosen_learner k ON k.id = r.learner
JOIN chosen_course c ON c.id = r.course
JOIN statement x ON x.registration = r.id
JOIN activity a ON a.id = x.activity
LEFT JOIN course ac ON ac.id = a.course
LEFT JOIN question q ON q.id = x.question
ORDER BY r.learner, r.course, r.seq, x.id
