-- The organisations of chosen learners and initiatives.
INSERT INTO chosen_organisation
SELECT id FROM organisation
WHERE id IN (SELECT organisation FROM learner_sighting JOIN chosen_learner c ON c.id = learner)
   OR id IN (SELECT host FROM initiative JOIN chosen_initiative USING (id))
   OR id IN (SELECT organisation FROM initiative_partner JOIN chosen_initiative c ON c.id = initiative);
