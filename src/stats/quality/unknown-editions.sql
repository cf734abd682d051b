-- title:    Courses with registrations and no edition in the catalogue
-- title.fr: Cours avec inscriptions, sans édition dans le catalogue
-- title.es: Cursos con inscripciones y sin edición en el catálogo
-- advice:   etalon courses add PACKAGE
SELECT 'course' AS entity, NULL AS learner, c.id AS course, NULL AS what, c.batch, NULL AS line, 1 AS n
FROM course AS c
WHERE EXISTS (SELECT 1 FROM registration AS r
              JOIN learner AS l ON l.id = r.learner
              JOIN learner AS o ON o.id = coalesce(l.merged_into, l.id)
              WHERE r.course = c.id AND o.status <> 'test')
  AND c.id NOT IN (SELECT course FROM course_version)
ORDER BY c.code
