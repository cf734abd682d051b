SELECT o.name AS organisation, o.type, o.economy
FROM organisation o JOIN chosen_organisation USING (id)
ORDER BY o.id
