-- title:    Courses with registrations and no edition in the catalogue
-- title.fr: Cours avec inscriptions, sans édition dans le catalogue
-- title.es: Cursos con inscripciones y sin edición en el catálogo
-- advice:   etalon courses add PACKAGE
SELECT 'course' AS entity, NULL AS learner, c.id AS course, NULL AS what, c.batch, NULL AS line, 1 AS n
FROM course AS c
WHERE c.id IN (SELECT course FROM registration)
  AND c.id NOT IN (SELECT course FROM course_version)
ORDER BY c.code
