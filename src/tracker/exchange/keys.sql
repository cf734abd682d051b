-- A learner outside: the store and the number; and the first e-mail address, else another key.
-- What a store of ours once called somebody comes last.
UPDATE chosen_learner SET
    uid = (SELECT value FROM setting WHERE name = 'store') || '-' || id,
    key = (SELECT kind || ':' || replace(replace(issuer, '%', '%25'), ':', '%3A') || ':' || value_norm
           FROM learner_identity i WHERE i.learner = chosen_learner.id
           ORDER BY issuer LIKE 'etalon:%', kind <> 'email', kind, issuer, value_norm LIMIT 1);
