-- Whoever is spoken of (a parent, what is the same) stands before who speaks.
WITH RECURSIVE depth (id, n) AS (
    SELECT id, 0 FROM activity WHERE parent IS NULL AND coalesce(same_as, 0) = 0
    UNION
    SELECT a.id, d.n + 1 FROM activity a JOIN depth d ON d.id = a.parent OR d.id = a.same_as
    WHERE d.n < 1000)
SELECT c.code AS course, a.ident AS activity, a.title, a.kind AS activity_kind, p.ident AS parent,
       s.ident AS same_as, CASE WHEN s.course <> a.course THEN sc.code WHEN s.id = 0 THEN c.code END AS same_course
FROM activity a
JOIN needed_course c ON c.id = a.course
LEFT JOIN (SELECT id, max(n) AS n FROM depth GROUP BY id) d ON d.id = a.id
LEFT JOIN activity p ON p.id = a.parent
LEFT JOIN activity s ON s.id = a.same_as
LEFT JOIN course sc ON sc.id = s.course
WHERE a.id <> 0
ORDER BY d.n, c.code, a.ident
