-- The groups of a scheme; one row of nothing for a scheme without any.
SELECT g.id, g.code, g.name
FROM group_scheme AS s
LEFT JOIN economy_group AS g ON g.scheme = s.code
WHERE s.code = :scheme COLLATE NOCASE
ORDER BY g.id
