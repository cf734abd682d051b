SELECT i.code AS "initiative", i.kind, i.title, i.programme, p.code AS "parent", i.mode, i.starts_on,
       i.ends_on, o.name AS "host", i.host_economy
FROM initiative i
LEFT JOIN initiative p ON p.id = i.parent
LEFT JOIN organisation o ON o.id = i.host
WHERE i.id = ?1
