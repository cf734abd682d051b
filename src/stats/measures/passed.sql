-- title:      Passed
-- counts:     registrations
-- definition: Registrations whose course was passed for the first time in the
--             period, whenever they were made.
-- date:       the day of passing
-- parameters: from, to, as-of, course, zone
-- column:     value, registrations, Passed
SELECT r.id AS key, r.learner, r.course, s.passed_at AS at, s.passed_precision AS precision, r.cohort,
       (SELECT lang FROM learner WHERE id = r.learner) AS lang
FROM registration_state AS s
JOIN registration AS r ON r.id = s.registration
WHERE s.success = 2
