UPDATE registration SET digest = NULL
WHERE digest IS NOT NULL
  AND (id IN (SELECT id FROM touched_registration) OR learner IN (SELECT id FROM touched_learner));
