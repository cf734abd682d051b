SELECT course FROM activity WHERE since = ?1 AND course IS NOT NULL
UNION SELECT course FROM activity_past WHERE retired_by = ?1 AND course IS NOT NULL
UNION SELECT course FROM course_version WHERE since = ?1
UNION SELECT course FROM course_version_past WHERE retired_by = ?1
UNION SELECT v.course FROM version_activity a JOIN course_version v ON v.id = a.version WHERE a.since = ?1
UNION SELECT v.course FROM version_activity_past a JOIN course_version v ON v.id = a.version WHERE a.retired_by = ?1
