SELECT name AS source, zone, mapping FROM import_source
WHERE (zone IS NOT NULL OR mapping IS NOT NULL) AND EXISTS (SELECT 1 FROM chosen_all) ORDER BY name
