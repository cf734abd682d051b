SELECT g.scheme, g.code AS "group", m.role, m.valid_from AS "from", m.valid_to AS "to",
       iif(m.uncertain, 'day uncertain', '') AS "dates", m.source AS "source+", m.confidence, m.note AS "note+"
FROM group_membership m JOIN economy_group g ON g.id = m.grp
WHERE m.economy = ?1
ORDER BY g.scheme, m.valid_from, g.code
