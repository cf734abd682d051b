SELECT c.code AS course, c.title
FROM course c JOIN needed_course USING (id)
ORDER BY c.code
