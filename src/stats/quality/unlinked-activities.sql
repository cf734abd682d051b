-- title:    Activities of sources that are linked to none of their course
-- title.fr: Activités des sources qui ne sont liées à aucune activité de leur cours
-- title.es: Actividades de las fuentes sin vínculo con ninguna de su curso
-- advice:   etalon courses show CODE; etalon courses link SOURCE NAME ID
SELECT 'activity' AS entity, NULL AS learner, a.course, a.ident AS what, a.batch, NULL AS line, 1 AS n
FROM activity AS a
WHERE a.id <> 0 AND a.same_as IS NULL
  AND a.course IN (SELECT course FROM course_version)
  AND a.id NOT IN (SELECT activity FROM version_activity)
ORDER BY a.course, a.ident
