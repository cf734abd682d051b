SELECT 'partner', i.code, o.name, o.economy, p.role
FROM initiative_partner p
JOIN initiative i ON i.id = p.initiative
JOIN organisation o ON o.id = p.organisation
ORDER BY i.code, o.name_norm, o.economy, p.role
