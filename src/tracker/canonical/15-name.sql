SELECT 'name', l.scope, l.name_norm, c.code
FROM course_alias l JOIN course c ON c.id = l.course
ORDER BY l.scope, l.name_norm
