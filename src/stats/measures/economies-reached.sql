-- title:      Economies reached
-- counts:     economies
-- definition: Distinct countries and economies of the participants: of learners
--             with at least one registration for a course made in the period.
--             International organisations and unknown economies are not counted.
-- date:       the day of registration
-- parameters: from, to, as-of, course, zone
-- column:     value, economies, Economies
SELECT id AS key, learner, course, registered_at AS at, precision, cohort,
       (SELECT lang FROM learner WHERE id = registration.learner) AS lang
FROM registration
