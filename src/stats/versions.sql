-- The editions of courses.
SELECT v.id, c.code || ' ' || v.label, v.label
FROM course_version AS v
JOIN course AS c ON c.id = v.course
ORDER BY c.code || ' ' || v.label
