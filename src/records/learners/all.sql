SELECT l.id, l.given, l.family, l.display, l.status, l.merged_into,
       (SELECT group_concat(i.value_norm || ' ' || coalesce(i.value_raw, ''), ' ')
        FROM learner_identity i WHERE i.learner = l.id) AS keys,
       (SELECT group_concat(o.name, ' ') FROM learner_sighting s JOIN organisation o ON o.id = s.organisation
        WHERE s.learner = l.id) AS organisations
FROM learner l
