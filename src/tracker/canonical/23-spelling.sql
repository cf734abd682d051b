SELECT 'spelling', alias_norm, economy FROM economy_alias WHERE scope = 'admin' ORDER BY alias_norm
