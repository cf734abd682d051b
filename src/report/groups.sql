SELECT g.code, g.name FROM economy_group AS g WHERE g.scheme = :scheme
UNION ALL
SELECT c.code, coalesce(nullif(c.title, ''), c.code) FROM course AS c WHERE :scheme = 'courses'
ORDER BY 1
