-- What an edit touched and statements ever spoke of; and where some are there and void.
SELECT t.id FROM touched_registration t JOIN registration r ON r.id = t.id
WHERE EXISTS (SELECT 1 FROM statement_ever s WHERE s.registration = t.id)
UNION
SELECT s.registration FROM statement s WHERE s.id IN (SELECT id FROM voiding)
