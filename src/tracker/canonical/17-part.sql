SELECT 'part', c.code, v.label, a.ident, x.counts, x.weight
FROM version_activity x
JOIN course_version v ON v.id = x.version
JOIN course c ON c.id = v.course
JOIN activity a ON a.id = x.activity
ORDER BY c.code, v.label, a.ident
