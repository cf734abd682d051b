SELECT c.code AS course, v.label AS edition, a.ident AS activity, x.counts, x.weight
FROM version_activity x
JOIN course_version v ON v.id = x.version
JOIN chosen_course c ON c.id = v.course
JOIN activity a ON a.id = x.activity
ORDER BY v.id, a.ident
