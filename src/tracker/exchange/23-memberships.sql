-- Those an administrator stated or ended; the others are reference data.
SELECT g.scheme, g.code AS "group", m.economy, m.role, m.valid_from, m.valid_to, m.uncertain, m.source,
       m.confidence, m.note
FROM group_membership m JOIN economy_group g ON g.id = m.grp
WHERE m.batch IS NOT NULL AND EXISTS (SELECT 1 FROM chosen_all)
ORDER BY m.valid_to IS NULL, g.scheme, g.code, m.economy, m.valid_from
