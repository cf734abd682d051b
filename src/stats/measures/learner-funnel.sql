-- title:      Funnel by learner
-- title.fr:   Entonnoir par apprenant
-- title.es:   Embudo por persona
-- counts:     learners
-- until:      now
-- definition: How far the learners with a registration made in the period came by now:
--             distinct learners with at least one registration that reached the stage. The
--             stages are those of funnel.
-- definition.fr: Jusqu’où sont allés à ce jour les apprenants ayant une inscription faite dans
--             la période : apprenants distincts dont au moins une inscription a atteint
--             l’étape. Les étapes sont celles de funnel.
-- definition.es: Hasta dónde han llegado hasta ahora las personas con una inscripción hecha en
--             el período: personas distintas con al menos una inscripción que alcanzó la
--             etapa. Las etapas son las de funnel.
-- date:       the day of registration
-- date.fr:    le jour de l’inscription
-- date.es:    el día de la inscripción
-- parameters: from, to, as-of, course, zone
-- column:     value, learners, Learners
-- column.fr:  value, Apprenants
-- column.es:  value, Personas
-- column:     share, share, Of all
-- column.fr:  share, Du total
-- column.es:  share, Del total
-- stage:      0, registered, Registered
-- stage.fr:   registered, Inscrits
-- stage.es:   registered, Inscritos
-- stage:      1, started, Started
-- stage.fr:   started, Commencé
-- stage.es:   started, Empezado
-- stage:      2, half, Half done
-- stage.fr:   half, À moitié fait
-- stage.es:   half, Hecho a medias
-- stage:      3, completed, Completed
-- stage.fr:   completed, Achevé
-- stage.es:   completed, Completado
-- stage:      4, passed, Passed
-- stage.fr:   passed, Réussi
-- stage.es:   passed, Aprobado
SELECT 'registration' AS entity, r.id AS key, r.learner, r.course, r.cohort, r.registered_at AS at,
       r.precision,
       CASE WHEN s.completion = 2 AND s.success = 2 THEN 31
            WHEN s.completion = 2 THEN 15
            WHEN h.registration IS NOT NULL THEN 7
            WHEN s.completion > 0 OR s.success > 0 OR s.score IS NOT NULL
                 OR EXISTS (SELECT 1 FROM attempt AS t WHERE t.registration = r.id) THEN 3
            ELSE 1 END AS stage,
       (SELECT o.lang FROM learner AS l JOIN learner AS o ON o.id = coalesce(l.merged_into, l.id)
        WHERE l.id = r.learner) AS lang, r.batch, r.line
FROM registration AS r
LEFT JOIN registration_state AS s ON s.registration = r.id
LEFT JOIN (WITH RECURSIVE chain (activity, last) AS (
               SELECT id, coalesce(same_as, id) FROM activity
               UNION
               SELECT c.activity, a.same_as FROM chain AS c JOIN activity AS a ON a.id = c.last
               WHERE a.same_as IS NOT NULL),
           need (version, course, activity, weight) AS (
               SELECT v.version, e.course, c.last, v.weight
               FROM version_activity AS v
               JOIN course_version AS e ON e.id = v.version
               JOIN chain AS c ON c.activity = v.activity
               JOIN activity AS a ON a.id = c.last AND a.same_as IS NULL
               WHERE v.counts = 1),
           half (version, weight) AS (SELECT version, sum(weight) / 2 FROM need GROUP BY version)
           SELECT DISTINCT d.registration
           FROM (SELECT t.registration, n.version, sum(n.weight) AS weight
                 FROM need AS n
                 JOIN activity_state AS t ON t.activity = n.activity AND t.completion = 2
                 JOIN registration AS g ON g.id = t.registration AND g.course = n.course
                 GROUP BY t.registration, n.version) AS d
           JOIN half ON half.version = d.version AND d.weight >= half.weight) AS h
       ON h.registration = r.id
