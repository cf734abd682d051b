-- title:      Courses available
-- title.fr:   Cours disponibles
-- title.es:   Cursos disponibles
-- counts:     courses
-- definition: Courses in the catalogue by the as-of day, by the day an edition was
--             published; where no edition says one, undated. A course in several languages
--             or editions counts once.
-- definition.fr: Cours du catalogue à la date d’observation, selon le jour de publication
--             d’une édition ; sans indication, sans date. Un cours en plusieurs langues ou
--             éditions compte une fois.
-- definition.es: Cursos del catálogo en la fecha de referencia, según el día en que se publicó
--             una edición; si ninguna lo indica, sin fecha. Un curso en varios idiomas o
--             ediciones cuenta una vez.
-- date:       the day an edition was published
-- date.fr:    le jour de publication d’une édition
-- date.es:    el día en que se publicó una edición
-- parameters: as-of, course
-- column:     value, courses, Courses
-- column.fr:  value, Cours
-- column.es:  value, Cursos
SELECT 'course' AS entity, c.id AS key, NULL AS learner, c.id AS course, v.id AS version, g.value AS lang,
       1000 * strftime('%s', v.published_on) AS at, iif(v.published_on IS NULL, NULL, 'd') AS precision,
       coalesce(v.batch, c.batch) AS batch, NULL AS line
FROM course AS c
LEFT JOIN course_version AS v ON v.course = c.id
LEFT JOIN json_each('["' || replace(v.languages, ', ', '","') || '"]') AS g
