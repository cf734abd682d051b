-- What is derived, or remembered, of rows that are not there any more.
DELETE FROM registration_state WHERE registration NOT IN (SELECT id FROM registration);
DELETE FROM activity_state WHERE registration NOT IN (SELECT id FROM registration);
DELETE FROM learner_affiliation WHERE learner NOT IN (SELECT id FROM learner);
DELETE FROM duplicate_candidate
WHERE a NOT IN (SELECT id FROM learner) OR b NOT IN (SELECT id FROM learner);
