SELECT o.name AS "organisation", o.type, o.economy,
       (SELECT count(DISTINCT learner) FROM learner_sighting s WHERE s.organisation = o.id) AS "learners#",
       (SELECT count(*) FROM initiative i WHERE i.host = o.id) AS "hosted#",
       (SELECT count(*) FROM initiative_partner p WHERE p.organisation = o.id) AS "partner_of#"
FROM organisation o
ORDER BY o.name_norm, o.economy
