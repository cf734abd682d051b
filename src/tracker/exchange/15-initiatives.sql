WITH RECURSIVE depth (id, n) AS (
    SELECT id, 0 FROM initiative WHERE parent IS NULL
    UNION
    SELECT i.id, d.n + 1 FROM initiative i JOIN depth d ON d.id = i.parent WHERE d.n < 1000)
SELECT i.code AS initiative, i.kind AS initiative_kind, i.title, i.programme, p.code AS parent, o.name AS organisation,
       o.economy AS organisation_economy, i.host_economy, i.mode, i.starts_on, i.ends_on
FROM initiative i
JOIN chosen_initiative USING (id)
LEFT JOIN depth d ON d.id = i.id
LEFT JOIN initiative p ON p.id = i.parent
LEFT JOIN organisation o ON o.id = i.host
ORDER BY d.n, i.code
