-- Those of an administrator: reference data has nobody in them.
SELECT s.code AS scheme, s.name, s.multi AS several FROM group_scheme s
WHERE EXISTS (SELECT 1 FROM chosen_all)
  AND NOT EXISTS (SELECT 1 FROM economy_group g JOIN group_membership m ON m.grp = g.id
                  WHERE g.scheme = s.code AND m.batch IS NULL)
ORDER BY s.code
