-- title:      Completers
-- counts:     learners
-- definition: Distinct learners with at least one registration whose course was
--             completed for the first time in the period.
-- date:       the day of completion
-- parameters: from, to, as-of, course, zone
-- column:     value, learners, Completers
SELECT r.id AS key, r.learner, r.course, s.completed_at AS at, s.completed_precision AS precision, r.cohort,
       (SELECT lang FROM learner WHERE id = r.learner) AS lang
FROM registration_state AS s
JOIN registration AS r ON r.id = s.registration
WHERE s.completion = 2
