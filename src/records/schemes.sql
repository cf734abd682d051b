SELECT s.code AS "scheme", s.name, iif(s.multi, 'several', 'one') AS "at_one_time", g.code AS "group",
       g.name AS "group_name+", count(m.id) AS "economies#"
FROM group_scheme s
LEFT JOIN economy_group g ON g.scheme = s.code
LEFT JOIN group_membership m ON m.grp = g.id
     AND (m.valid_from IS NULL OR m.valid_from <= ?1) AND (m.valid_to IS NULL OR m.valid_to > ?1)
GROUP BY s.code, g.id
ORDER BY s.code, g.code
