SELECT i.code AS initiative, o.name AS organisation, o.economy AS organisation_economy, p.role
FROM initiative_partner p
JOIN chosen_initiative i ON i.id = p.initiative
JOIN organisation o ON o.id = p.organisation
ORDER BY i.code, o.id, p.role
