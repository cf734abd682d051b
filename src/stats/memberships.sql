-- The memberships in the groups of a scheme that count: all, or without those
-- of associate members.
SELECT m.economy, m.grp, m.valid_from, m.valid_to,
       m.confidence = 'unverified' OR m.role LIKE '%?' AS unverified
FROM group_membership AS m
JOIN economy_group AS g ON g.id = m.grp
WHERE g.scheme = :scheme
  AND (:associates OR m.role NOT IN ('associate', 'associate?'))
ORDER BY m.economy, m.grp
