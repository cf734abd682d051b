-- Where each learner was and is, as we know it now.
SELECT learner, economy, valid_from, valid_to
FROM learner_affiliation
ORDER BY learner
