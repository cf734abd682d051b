SELECT a.economy, e.name_en AS name, a.valid_from AS "from", a.valid_to AS until
FROM learner_affiliation a JOIN economy e ON e.code = a.economy
WHERE a.learner = ?1 ORDER BY a.valid_from, a.n
