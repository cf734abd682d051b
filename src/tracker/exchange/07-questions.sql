SELECT c.code AS course, a.ident AS activity, q.ident AS question, q.type, q.max_mark
FROM question q
JOIN activity a ON a.id = q.activity
JOIN chosen_course c ON c.id = a.course
ORDER BY c.code, a.ident, q.ident
