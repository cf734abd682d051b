-- ?1 scheme ('' for all), ?2 group ('' for any), ?3 day
WITH now AS (
    SELECT m.economy, g.scheme, g.code, m.role
    FROM group_membership m JOIN economy_group g ON g.id = m.grp
    WHERE (m.valid_from IS NULL OR m.valid_from <= ?3) AND (m.valid_to IS NULL OR m.valid_to > ?3))
SELECT e.code AS "economy", e.name_en AS "name", e.name_fr AS "name_fr-", e.alpha3 AS "alpha3+",
       e.m49 AS "m49+", e.kind AS "kind+",
       (SELECT group_concat(code || iif(role = 'full', '', ' (' || role || ')'), ', ')
        FROM (SELECT code, role FROM now WHERE economy = e.code AND scheme = 'RMO' ORDER BY code)) AS "rmo",
       (SELECT code FROM now WHERE economy = e.code AND scheme = 'BIPM') AS "bipm",
       (SELECT code FROM now WHERE economy = e.code AND scheme = 'OIML') AS "oiml",
       (SELECT code FROM now WHERE economy = e.code AND scheme = 'UNM49SUB') AS "region"
FROM economy e
WHERE ?1 = '' OR EXISTS (SELECT 1 FROM now WHERE economy = e.code AND scheme = ?1 AND (?2 = '' OR code = ?2))
ORDER BY e.code
