SELECT 'activity', c.code, a.ident, a.title
FROM activity a JOIN course c ON c.id = a.course
ORDER BY c.code, a.ident
