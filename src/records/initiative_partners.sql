SELECT o.name AS "organisation", p.role, o.type, o.economy
FROM initiative_partner p JOIN organisation o ON o.id = p.organisation
WHERE p.initiative = ?1
ORDER BY p.role, o.name_norm
