SELECT a.ident AS "activity", a.title, a.kind, p.ident AS "parent+",
       coalesce(v.editions, '') AS "editions",
       CASE v.counts WHEN 1 THEN 'yes' WHEN 0 THEN 'no' END AS "counts",
       (SELECT count(*) FROM activity_state s WHERE s.activity = a.id) AS "registrations#",
       (SELECT count(*) FROM activity_state s WHERE s.activity = a.id AND s.completion = 2) AS "completed#"
FROM activity a
LEFT JOIN activity p ON p.id = a.parent
LEFT JOIN (SELECT va.activity, group_concat(v.label, ', ') AS editions, max(va.counts) AS counts
           FROM version_activity va JOIN course_version v ON v.id = va.version
           GROUP BY va.activity) v ON v.activity = a.id
WHERE a.course = ?1 AND a.same_as IS NULL AND v.activity IS NOT NULL
ORDER BY a.id
