SELECT g.scheme, g.code AS "group", g.name AS group_name FROM economy_group g
WHERE EXISTS (SELECT 1 FROM chosen_all)
  AND NOT EXISTS (SELECT 1 FROM group_membership m WHERE m.grp = g.id AND m.batch IS NULL)
ORDER BY g.scheme, g.code
