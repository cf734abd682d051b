SELECT k.uid AS learner, k.key, s.on_day, s.until_day, s.dated, s.by_hand, s.economy,
       o.name AS organisation, o.economy AS organisation_economy
FROM learner_sighting s
JOIN chosen_learner k ON k.id = s.learner
LEFT JOIN organisation o ON o.id = s.organisation
ORDER BY s.learner, s.batch, s.n
