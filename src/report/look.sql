-- What is in the store, and what of it wants attention: a name and how many.
SELECT 'learners', (SELECT count(*) FROM learner WHERE status <> 'merged' AND status <> 'test')
UNION ALL
SELECT 'registrations', (SELECT count(*) FROM registration)
UNION ALL
SELECT 'completed', (SELECT count(*) FROM registration_state WHERE completion = 2)
UNION ALL
SELECT 'courses', (SELECT count(*) FROM course)
UNION ALL
SELECT 'economies', (SELECT count(DISTINCT a.economy) FROM learner_affiliation AS a
                     JOIN economy AS e ON e.code = a.economy WHERE e.kind = 'economy')
UNION ALL
SELECT 'initiatives', (SELECT count(*) FROM initiative)
UNION ALL
SELECT 'participations', (SELECT count(*) FROM participation)
UNION ALL
SELECT 'unknown', (SELECT count(*) FROM learner AS l
                   WHERE l.status = 'active' AND NOT EXISTS
                   (SELECT 1 FROM learner_affiliation AS a WHERE a.learner = l.id AND a.economy <> 'ZZ'))
UNION ALL
SELECT 'duplicates', (SELECT count(*) FROM duplicate_candidate AS d
                      JOIN learner AS a ON a.id = d.a JOIN learner AS b ON b.id = d.b
                      LEFT JOIN import_batch AS i ON i.id = d.batch
                      LEFT JOIN import_batch AS decided ON decided.id = d.decided_by
                      WHERE (d.decision IS NULL OR decided.undone_by IS NOT NULL) AND i.undone_by IS NULL AND a.status = 'active' AND b.status = 'active')
UNION ALL
SELECT 'rejected', (SELECT coalesce(sum(rejected + conflict), 0) FROM import_batch WHERE undone_by IS NULL)
UNION ALL
SELECT 'undated', (SELECT count(*) FROM registration WHERE registered_at IS NULL)
UNION ALL
SELECT 'unlinked', (SELECT count(*) FROM activity WHERE course IN (SELECT course FROM course_version)
                    AND same_as IS NULL AND id NOT IN (SELECT activity FROM version_activity))
UNION ALL
SELECT 'unverified', (SELECT count(*) FROM group_membership WHERE confidence = 'unverified' OR role LIKE '%?')
