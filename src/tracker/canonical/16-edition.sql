SELECT 'edition', c.code, v.label, v.package_sha256, v.standard, v.manifest_id, v.mastery, v.languages,
       v.published_on, s.label
FROM course_version v
JOIN course c ON c.id = v.course
LEFT JOIN course_version s ON s.id = v.supersedes
ORDER BY c.code, v.label
