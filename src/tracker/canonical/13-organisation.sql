SELECT 'organisation', name, type, economy FROM organisation ORDER BY name_norm, economy
