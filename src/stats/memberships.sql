-- The memberships in the groups of a scheme that count: all, or of RMOs without
-- those of associate members. (An Associate of the CGPM is a status of its own.)
SELECT m.economy, m.grp, m.valid_from, m.valid_to,
       m.confidence = 'unverified' OR m.role LIKE '%?' AS unverified
FROM group_membership AS m
JOIN economy_group AS g ON g.id = m.grp
WHERE g.scheme = :scheme
  AND (:associates OR g.scheme <> 'RMO' OR m.role NOT IN ('associate', 'associate?'))
ORDER BY m.economy, m.grp
