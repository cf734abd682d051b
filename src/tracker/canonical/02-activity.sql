SELECT 'activity', c.code, a.ident, a.title, a.kind, p.ident,
       CASE WHEN a.same_as = 0 THEN c.code WHEN s.course <> a.course THEN sc.code || ':' || s.ident ELSE s.ident END
FROM activity a JOIN course c ON c.id = a.course
LEFT JOIN activity p ON p.id = a.parent
LEFT JOIN activity s ON s.id = a.same_as
LEFT JOIN course sc ON sc.id = s.course
ORDER BY c.code, a.ident
