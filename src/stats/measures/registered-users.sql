-- title:      Registered users
-- counts:     learners
-- definition: Distinct learners the store knows, whether they registered for a
--             course or not. No source says when they became known to a platform,
--             so all are undated.
-- date:       the as-of day
-- parameters: as-of
-- column:     value, learners, Users
SELECT id AS key, id AS learner, NULL AS course, NULL AS at, NULL AS precision, lang
FROM learner
