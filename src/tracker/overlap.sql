-- Another membership of the economy ?3 than ?1 that holds at some time from ?4 to ?5, and that one in
-- the group ?2 cannot stand beside.
SELECT g.scheme || ':' || g.code, coalesce(m.valid_from, ''), coalesce(m.valid_to, '')
FROM group_membership m
JOIN economy_group g ON g.id = m.grp
JOIN group_scheme s ON s.code = g.scheme
JOIN economy_group n ON n.id = ?2
WHERE m.economy = ?3 AND m.id <> ?1 AND (m.grp = ?2 OR (s.multi = 0 AND g.scheme = n.scheme))
  AND (m.valid_from IS NULL OR ?5 IS NULL OR m.valid_from < ?5)
  AND (?4 IS NULL OR m.valid_to IS NULL OR ?4 < m.valid_to)
LIMIT 1
