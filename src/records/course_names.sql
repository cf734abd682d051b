SELECT scope AS "source", name_norm AS "name", c.code AS "is"
FROM course_alias l JOIN course c ON c.id = l.course
WHERE l.course = ?1
UNION ALL
SELECT substr(a.ident, 1, instr(a.ident, ':') - 1), substr(a.ident, instr(a.ident, ':') + 1),
       iif(b.id = 0, c.code, b.ident)
FROM activity a JOIN activity b ON b.id = a.same_as JOIN course c ON c.id = a.course
WHERE a.course = ?1
ORDER BY 3, 1, 2
