-- Which organisations somebody was at, and where by hand; the rest follows from it or is in "economy".
SELECT 'place', key, organisation, economy, NULL, NULL, NULL
FROM (SELECT DISTINCT k.key, o.name AS organisation, o.economy
      FROM learner_sighting s
      JOIN organisation o ON o.id = s.organisation
      LEFT JOIN learner_key k ON k.learner = s.learner)
UNION ALL
SELECT 'place', k.key, NULL, s.economy, s.on_day, s.until_day, 'by hand'
FROM learner_sighting s LEFT JOIN learner_key k ON k.learner = s.learner
WHERE s.by_hand = 1
ORDER BY 2, 3, 4, 5, 6
