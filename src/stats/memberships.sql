-- The memberships in the groups of a scheme that count: all, or of RMOs without
-- those of associate members (an Associate of the CGPM is a status of its own), or
-- of any scheme those of full members only.
SELECT m.economy, m.grp, m.valid_from, m.valid_to,
       m.confidence = 'unverified' OR m.role LIKE '%?' AS unverified
FROM group_membership AS m
JOIN economy_group AS g ON g.id = m.grp
WHERE g.scheme = :scheme COLLATE NOCASE
  AND (:associates OR g.scheme NOT IN ('RMO', 'RMOSUB') OR m.role NOT IN ('associate', 'associate?'))
  AND (NOT :members_only OR m.role IN ('full', 'full?', 'member', 'member?'))
ORDER BY m.economy, m.grp
