-- Every economy; counted: as a country or economy of the world.
SELECT code, name_en, kind = 'economy' AS counted, name_fr
FROM economy
ORDER BY code
