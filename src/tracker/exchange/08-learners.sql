SELECT k.uid AS learner, l.given AS given_name, l.family AS family_name, l.display AS display_name,
       l.gender, l.lang, l.registered_at AS joined_at, l.registered_precision,
       l.is_test AS test, l.by_hand, iif(l.status = 'erased', 1, 0) AS erased,
       (SELECT group_concat(line, char(10)) FROM
           (SELECT kind || ':' || replace(replace(issuer, '%', '%25'), ':', '%3A') || ':' || value_norm
                   || coalesce(char(9) || value_raw, '') AS line
            FROM learner_identity i WHERE i.learner = l.id
            ORDER BY issuer LIKE 'etalon:%', kind <> 'email', kind, issuer, value_norm)) AS keys
FROM learner l JOIN chosen_learner k USING (id)
ORDER BY l.id
