-- All reference data that figures depend on, as lines; a scheme's stand behind each other.
SELECT 'economies' AS scheme,
       code || char(9) || alpha3 || char(9) || coalesce(m49, '') || char(9) || name_en || char(9) || name_fr
       || char(9) || kind || char(9) || selectable AS line,
       confidence = 'unverified' AS unverified, 0 AS uncertain, source
FROM economy
UNION ALL
SELECT g.scheme,
       g.code || char(9) || g.name || char(9) || m.economy || char(9) || m.role || char(9)
       || coalesce(m.valid_from, '') || char(9) || coalesce(m.valid_to, '') || char(9) || m.uncertain
       || char(9) || m.source || char(9) || m.confidence,
       m.confidence = 'unverified' OR m.role LIKE '%?', m.uncertain, m.source
FROM group_membership AS m
JOIN economy_group AS g ON g.id = m.grp
ORDER BY 1, 2
