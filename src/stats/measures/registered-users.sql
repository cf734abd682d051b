-- title:      Registered users
-- title.fr:   Utilisateurs inscrits
-- title.es:   Usuarios registrados
-- counts:     learners
-- definition: Distinct learners the store knows, whether they registered for a course or
--             not, by the day they registered on the platform, with several accounts the first of
--             these days. Whose day no source says is undated, and counted where there is
--             no period.
-- definition.fr: Apprenants distincts connus de la base, inscrits à un cours ou non, selon le
--             jour de leur inscription sur la plateforme, le premier s’ils ont plusieurs
--             comptes. Ceux dont aucune source ne donne
--             ce jour sont sans date et comptés lorsqu’il n’y a pas de période.
-- definition.es: Personas distintas que la base conoce, inscritas en un curso o no, según el
--             día en que se registraron en la plataforma, el primero si tienen varias
--             cuentas. Aquellas cuyo día no indica
--             ninguna fuente no tienen fecha y se cuentan cuando no hay período.
-- date:       the day of registration on the platform
-- date.fr:    le jour de l’inscription sur la plateforme
-- date.es:    el día del registro en la plataforma
-- parameters: from, to, as-of, zone
-- column:     value, learners, Users
-- column.fr:  value, Utilisateurs
-- column.es:  value, Usuarios
SELECT 'learner' AS entity, coalesce(m.id, l.id) AS key, l.id AS learner, NULL AS course,
       coalesce(m.registered_at, l.registered_at) AS at,
       iif(m.id IS NULL, l.registered_precision, m.registered_precision) AS precision,
       l.lang, iif(m.id IS NULL, l.batch, m.batch) AS batch, iif(m.id IS NULL, l.line, m.line) AS line
FROM learner AS l
LEFT JOIN (SELECT id, merged_into, min(registered_at) AS registered_at, registered_precision, batch, line
           FROM learner WHERE merged_into IS NOT NULL AND registered_at IS NOT NULL GROUP BY merged_into) AS m
       ON m.merged_into = l.id AND (l.registered_at IS NULL OR m.registered_at < l.registered_at)
WHERE l.merged_into IS NULL
