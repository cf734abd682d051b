-- Learners who do not count as themselves: merged into another, or only a test.
SELECT id, merged_into
FROM learner
WHERE status IN ('merged', 'test')
