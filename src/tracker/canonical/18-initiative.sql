SELECT 'initiative', i.code, i.kind, i.title, i.programme, p.code, o.name, o.economy, i.host_economy, i.mode,
       i.starts_on, i.ends_on
FROM initiative i
LEFT JOIN initiative p ON p.id = i.parent
LEFT JOIN organisation o ON o.id = i.host
ORDER BY i.code
