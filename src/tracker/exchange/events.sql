-- What chosen learners took part in, with what that is a part of.
INSERT INTO chosen_initiative
WITH RECURSIVE up (id) AS (
    SELECT initiative FROM participation JOIN chosen_learner c ON c.id = learner
    UNION SELECT i.parent FROM initiative i JOIN up ON i.id = up.id WHERE i.parent IS NOT NULL)
SELECT id, code FROM initiative WHERE id IN (SELECT id FROM up);
