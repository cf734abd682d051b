-- title:      Registrations
-- counts:     registrations
-- definition: Registrations for a course made in the period. A learner who
--             registers for two courses, or twice for one, counts twice.
-- date:       the day of registration
-- parameters: from, to, as-of, course, zone
-- column:     value, registrations, Registrations
SELECT id AS key, learner, course, registered_at AS at, precision, cohort,
       (SELECT lang FROM learner WHERE id = registration.learner) AS lang
FROM registration
