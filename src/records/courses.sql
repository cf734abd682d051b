SELECT c.code AS "course", c.title,
       (SELECT label FROM course_version v WHERE v.course = c.id ORDER BY v.id DESC LIMIT 1) AS "edition",
       (SELECT languages FROM course_version v WHERE v.course = c.id ORDER BY v.id DESC LIMIT 1) AS "languages+",
       (SELECT count(*) FROM course_version v WHERE v.course = c.id) AS "editions#",
       (SELECT count(*) FROM activity a WHERE a.course = c.id AND a.same_as IS NULL) AS "activities#",
       coalesce(r.n, 0) AS "registrations#", coalesce(r.completed, 0) AS "completed#"
FROM course c
LEFT JOIN (SELECT r.course, count(*) AS n, sum(s.completion = 2) AS completed
           FROM registration r JOIN registration_state s ON s.registration = r.id
           GROUP BY r.course) r ON r.course = c.id
ORDER BY c.code
