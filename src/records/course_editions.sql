SELECT v.label AS "edition", v.standard, v.published_on AS "published", v.languages, v.mastery,
       p.label AS "supersedes",
       (SELECT count(*) FROM version_activity a WHERE a.version = v.id) AS "activities#",
       (SELECT count(*) FROM version_activity a WHERE a.version = v.id AND a.counts = 1) AS "that_count#",
       v.manifest_id AS "manifest+", v.package_sha256 AS "sha256+"
FROM course_version v
LEFT JOIN course_version p ON p.id = v.supersedes
WHERE v.course = ?1
ORDER BY v.id
