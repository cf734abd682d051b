-- The statements about the registration ?1 that are void, and whose.
SELECT s.id, r.learner FROM statement s JOIN registration r ON r.id = s.registration
WHERE s.registration = ?1 AND EXISTS (SELECT 1 FROM voiding v WHERE v.id = s.id)
