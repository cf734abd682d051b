SELECT l.scope AS source, l.name_norm AS name, c.code AS course
FROM course_alias l JOIN chosen_course c ON c.id = l.course
ORDER BY l.scope, l.name_norm
