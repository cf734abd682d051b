-- title:      Completion rate
-- counts:     registrations
-- definition: Of the registrations made in the period, the share that were
--             completed by the as-of day (without one: by now). With a horizon,
--             the share completed within so many days, of those registrations
--             for which these days are over. Registrations that were withdrawn
--             stay in the denominator.
-- date:       the day of registration
-- parameters: from, to, as-of, course, zone, within
-- column:     value, share, Completion rate
-- column:     numerator, registrations, Completed
-- column:     denominator, registrations, Registrations
SELECT r.id AS key, r.learner, r.course, r.registered_at AS at, r.precision,
       s.completion = 2 AS done, s.completed_at AS done_at,
       s.completed_precision AS done_precision, r.cohort,
       (SELECT lang FROM learner WHERE id = r.learner) AS lang
FROM registration AS r
LEFT JOIN registration_state AS s ON s.registration = r.id
