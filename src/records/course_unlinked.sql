SELECT a.ident, a.title, (SELECT count(*) FROM activity_state s WHERE s.activity = a.id)
FROM activity a
WHERE a.course = ?1 AND a.same_as IS NULL
  AND a.id NOT IN (SELECT activity FROM version_activity)
ORDER BY a.ident
