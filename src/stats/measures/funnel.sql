-- title:      Funnel
-- title.fr:   Entonnoir
-- title.es:   Embudo
-- counts:     registrations
-- same:       registrations, funnel-started, funnel-half, completions, funnel-passed
-- definition: How far the registrations made in the period came, each stage a part of the
--             one before: registered; started, with a result or an attempt; half
--             done, with activities completed that make half of what counts in an edition
--             of the course by weight, or all of it; completed; and of those, passed. Of
--             courses whose editions are not in the catalogue nobody knows who is half done
--             but who completed.
-- definition.fr: Jusqu’où sont allées les inscriptions faites dans la période,
--             chaque étape étant une partie de la précédente : inscrites ; commencées, avec
--             un résultat ou une tentative ; à moitié faites, avec des activités achevées
--             pesant au moins la moitié de ce qui compte dans une édition du cours, ou le tout ;
--             achevées ; et parmi celles-ci, réussies. Pour les cours sans édition dans le
--             catalogue, seules les inscriptions achevées sont connues comme à moitié
--             faites.
-- definition.es: Hasta dónde han llegado las inscripciones hechas en el período;
--             cada etapa es parte de la anterior: inscritas; empezadas, con un resultado o
--             un intento; a la mitad, con actividades completadas que pesan al menos la mitad
--             de lo que cuenta en una edición del curso, o todo; completadas; y entre
--             ellas, aprobadas. De los cursos sin edición en el catálogo solo consta que
--             llegaron a la mitad las inscripciones completadas.
-- date:       the day of registration
-- date.fr:    le jour de l’inscription
-- date.es:    el día de la inscripción
-- parameters: from, to, as-of, course, zone
-- column:     value, registrations, Registrations
-- column.fr:  value, Inscriptions
-- column.es:  value, Inscripciones
-- column:     share, share, Of all
-- column.fr:  share, Du total
-- column.es:  share, Del total
-- stage:      0, registered, Registered
-- stage.fr:   registered, Inscrit
-- stage.es:   registered, Inscrito
-- stage:      1, started, Started
-- stage.fr:   started, Commencé
-- stage.es:   started, Empezado
-- stage:      2, half, Half done
-- stage.fr:   half, À moitié fait
-- stage.es:   half, A la mitad
-- stage:      3, completed, Completed
-- stage.fr:   completed, Achevé
-- stage.es:   completed, Completado
-- stage:      4, passed, Passed
-- stage.fr:   passed, Réussi
-- stage.es:   passed, Aprobado
SELECT 'registration' AS entity, r.id AS key, r.learner, r.course, r.cohort, r.registered_at AS at,
       r.precision,
       CASE WHEN c.registration IS NOT NULL AND s.success = 2
                 AND coalesce(s.passed_at < iif(s.passed_precision IN ('s', 'f'), ?1, ?2), 1) THEN 31
            WHEN c.registration IS NOT NULL THEN 15
            WHEN h.registration IS NOT NULL THEN 7
            WHEN (s.completion > 0 OR s.success > 0 OR s.score IS NOT NULL)
                 AND (?1 IS NULL
                      OR EXISTS (SELECT 1 FROM result AS x
                                 WHERE x.registration = r.id
                                       AND (x.completion > 0 OR x.success > 0 OR x.score IS NOT NULL)
                                       AND coalesce(x.at < iif(x.precision IN ('s', 'f'), ?1, ?2), 1)))
                 OR EXISTS (SELECT 1 FROM attempt AS t
                            WHERE t.registration = r.id
                                  AND coalesce(t.started_at < iif(t.started_precision IN ('s', 'f'), ?1, ?2), 1))
                 THEN 3
            ELSE 1 END AS stage,
       (SELECT o.lang FROM learner AS l JOIN learner AS o ON o.id = coalesce(l.merged_into, l.id)
        WHERE l.id = r.learner) AS lang, r.batch, r.line
FROM registration AS r
LEFT JOIN registration_state AS s ON s.registration = r.id
LEFT JOIN registration_state AS c
       ON c.registration = r.id AND c.completion = 2
          AND coalesce(c.completed_at < iif(c.completed_precision IN ('s', 'f'), ?1, ?2), 1)
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
                 JOIN activity_state AS t
                      ON t.activity = n.activity AND t.completion = 2
                         AND coalesce(t.completed_at < iif(t.completed_precision IN ('s', 'f'), ?1, ?2), 1)
                 JOIN registration AS g ON g.id = t.registration AND g.course = n.course
                 GROUP BY t.registration, n.version) AS d
           JOIN half ON half.version = d.version AND d.weight >= half.weight) AS h
       ON h.registration = r.id
