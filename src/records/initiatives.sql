-- ?1 kind, ?2 programme, ?3 from, ?4 to ('' for all)
SELECT i.code AS "initiative", i.kind, i.title, i.programme AS "programme+", p.code AS "parent+",
       i.starts_on, i.ends_on, i.mode AS "mode+", o.name AS "host+", i.host_economy AS "host_economy",
       (SELECT count(DISTINCT learner) FROM participation a WHERE a.initiative = i.id
        AND a.status NOT IN ('cancelled', 'no_show')) AS "persons#",
       (SELECT coalesce(sum(n), 0) FROM headcount h WHERE h.initiative = i.id AND h.channel <> 'views') AS "counted#"
FROM initiative i
LEFT JOIN initiative p ON p.id = i.parent
LEFT JOIN organisation o ON o.id = i.host
WHERE (?1 = '' OR i.kind = ?1) AND (?2 = '' OR i.programme = ?2)
  AND (?3 = '' OR coalesce(i.ends_on, i.starts_on) >= ?3) AND (?4 = '' OR i.starts_on <= ?4)
ORDER BY i.starts_on, i.code
