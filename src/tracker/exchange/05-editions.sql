SELECT c.code AS course, v.label AS edition, v.package_sha256 AS sha256, v.standard,
       v.manifest_id AS manifest, v.mastery, v.languages, v.published_on, s.label AS supersedes
FROM course_version v
JOIN chosen_course c ON c.id = v.course
LEFT JOIN course_version s ON s.id = v.supersedes
ORDER BY v.id
