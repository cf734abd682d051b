-- title:      Registered users
-- title.fr:   Utilisateurs inscrits
-- title.es:   Usuarios registrados
-- counts:     learners
-- definition: Distinct learners the store knows, whether they registered for a course or
--             not, by the day they registered on the platform. Whose day no source says is
--             undated, and counted where there is no period.
-- definition.fr: Apprenants distincts connus de la base, inscrits à un cours ou non, selon le
--             jour de leur inscription sur la plateforme. Ceux dont aucune source ne donne
--             ce jour sont sans date et comptés lorsqu’il n’y a pas de période.
-- definition.es: Personas distintas que la base conoce, inscritas en un curso o no, según el
--             día en que se registraron en la plataforma. Aquellas cuyo día no indica
--             ninguna fuente no tienen fecha y se cuentan cuando no hay período.
-- date:       the day of registration on the platform
-- date.fr:    le jour de l’inscription sur la plateforme
-- date.es:    el día del registro en la plataforma
-- parameters: from, to, as-of, zone
-- column:     value, learners, Users
-- column.fr:  value, Utilisateurs
-- column.es:  value, Usuarios
SELECT 'learner' AS entity, l.id AS key, l.id AS learner, NULL AS course, l.registered_at AS at,
       l.registered_precision AS precision,
       (SELECT o.lang FROM learner AS o WHERE o.id = coalesce(l.merged_into, l.id)) AS lang, l.batch, l.line
FROM learner AS l
