SELECT l.id, l.given, l.family,
       (SELECT a.economy FROM learner_affiliation a WHERE a.learner = l.id ORDER BY a.valid_from DESC LIMIT 1),
       (SELECT min(i.value_norm) FROM learner_identity i WHERE i.learner = l.id AND i.kind = 'email')
FROM learner l WHERE l.status = 'active'
