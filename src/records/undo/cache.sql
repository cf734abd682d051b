UPDATE registration SET digest = NULL
WHERE digest IS NOT NULL
  AND id IN (SELECT id FROM touched_registration
             UNION SELECT r.id FROM touched_learner t CROSS JOIN registration r ON r.learner = t.id);
