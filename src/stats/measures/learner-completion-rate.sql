-- title:      Completion rate by learner
-- counts:     learners
-- definition: Of the distinct learners with a registration made in the period,
--             the share who completed at least one of these registrations by the
--             as-of day (without one: by now). With a horizon, within so many
--             days, counting only registrations for which these days are over.
-- date:       the day of registration
-- parameters: from, to, as-of, course, zone, within
-- column:     value, share, Completion rate
-- column:     numerator, learners, Completers
-- column:     denominator, learners, Participants
SELECT r.id AS key, r.learner, r.course, r.registered_at AS at, r.precision,
       s.completion = 2 AS done, s.completed_at AS done_at,
       s.completed_precision AS done_precision, r.cohort,
       (SELECT lang FROM learner WHERE id = r.learner) AS lang
FROM registration AS r
LEFT JOIN registration_state AS s ON s.registration = r.id
