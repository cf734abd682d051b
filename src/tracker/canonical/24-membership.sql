-- Those of an administrator; of the others a store knows what its program does.
SELECT 'membership', g.scheme, g.code, m.economy, m.role, m.valid_from, m.valid_to, m.source
FROM group_membership m JOIN economy_group g ON g.id = m.grp
WHERE m.batch IS NOT NULL
ORDER BY g.scheme, g.code, m.economy, m.valid_from
