SELECT alias_norm AS spelling, economy FROM economy_alias
WHERE scope = 'admin' AND EXISTS (SELECT 1 FROM chosen_all) ORDER BY alias_norm
