-- Initiatives.
SELECT id, code, title
FROM initiative
ORDER BY code
