-- Activities, what is the same as another under its name.
WITH RECURSIVE same (id, real) AS (
    SELECT id, id FROM activity WHERE same_as IS NULL
    UNION
    SELECT a.id, s.real FROM same AS s JOIN activity AS a ON a.same_as = s.id
)
SELECT s.id, c.code || ' ' || a.ident, iif(a.title = '', a.ident, a.title)
FROM same AS s
JOIN activity AS a ON a.id = s.real
JOIN course AS c ON c.id = a.course
ORDER BY c.code || ' ' || a.ident
