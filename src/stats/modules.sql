-- Every activity with the module it is in, or is; one outside of any with itself.
WITH RECURSIVE same (id, real) AS (
    SELECT id, id FROM activity WHERE same_as IS NULL
    UNION
    SELECT a.id, s.real FROM same AS s JOIN activity AS a ON a.same_as = s.id
),
up (id, at, kind, depth) AS (
    SELECT s.id, s.real, a.kind, 0 FROM same AS s JOIN activity AS a ON a.id = s.real
    UNION ALL
    SELECT u.id, a.parent, p.kind, u.depth + 1
    FROM up AS u
    JOIN activity AS a ON a.id = u.at
    JOIN activity AS p ON p.id = a.parent
    WHERE u.kind <> 'module' AND u.depth < 20
),
modules (id, module) AS (
    SELECT u.id, coalesce(max(iif(u.kind = 'module', u.at, NULL)), max(iif(u.depth = 0, u.at, NULL)))
    FROM up AS u
    GROUP BY u.id
)
SELECT m.id, c.code || ' ' || a.ident, iif(a.title = '', a.ident, a.title)
FROM modules AS m
JOIN activity AS a ON a.id = m.module
JOIN course AS c ON c.id = a.course
ORDER BY c.code || ' ' || a.ident
