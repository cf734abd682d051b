-- Activities, what is the same as another under its name.
WITH RECURSIVE same (id, is) AS (
    SELECT id, id FROM activity WHERE same_as IS NULL
    UNION
    SELECT a.id, s.is FROM same AS s JOIN activity AS a ON a.same_as = s.id
)
SELECT s.id, c.code || ' ' || a.ident, iif(a.title = '', a.ident, a.title)
FROM same AS s
JOIN activity AS a ON a.id = s.is
JOIN course AS c ON c.id = a.course
ORDER BY c.code || ' ' || a.ident
