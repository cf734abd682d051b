SELECT iif(x.by_hand, 'override', 'result'), k.key, c.code, r.registered_at, r.precision, a.ident,
       x.at AS happened_at, x.precision, x.completion, x.success, x.score
FROM result x
JOIN registration r ON r.id = x.registration
JOIN course c ON c.id = r.course
JOIN activity a ON a.id = x.activity
LEFT JOIN learner_key k ON k.learner = r.learner
ORDER BY x.by_hand, k.key, c.code, r.registered_at, r.precision, a.ident, x.at, x.precision,
         x.completion, x.success, x.score
