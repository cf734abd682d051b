SELECT l.id, l.given, l.family, l.display, l.status, l.merged_into,
       (SELECT group_concat(known, ' ') FROM
           (SELECT i.value_norm || ' ' || coalesce(i.value_raw, '') AS known FROM learner_identity i WHERE i.learner = l.id
            UNION ALL SELECT s.value_norm FROM shared_id s WHERE s.learner = l.id)) AS keys,
       (SELECT group_concat(o.name, ' ') FROM learner_sighting s JOIN organisation o ON o.id = s.organisation
        WHERE s.learner = l.id) AS organisations
FROM learner l
