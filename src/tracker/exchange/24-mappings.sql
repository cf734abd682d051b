SELECT name AS mapping, version, spec AS text FROM import_mapping
WHERE EXISTS (SELECT 1 FROM chosen_all) ORDER BY name, version
