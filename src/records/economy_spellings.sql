SELECT iif(scope = '', 'everybody', scope) AS "scope", alias_norm AS "spelling", lang, source AS "source+"
FROM economy_alias WHERE economy = ?1
ORDER BY scope <> 'admin', scope, alias_norm
