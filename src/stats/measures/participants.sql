-- title:      Participants
-- counts:     learners
-- definition: Distinct learners with at least one registration for a course
--             made in the period.
-- date:       the day of registration
-- parameters: from, to, as-of, course, zone
-- column:     value, learners, Participants
SELECT id AS key, learner, course, registered_at AS at, precision, cohort,
       (SELECT lang FROM learner WHERE id = registration.learner) AS lang
FROM registration
