-- Registrations of statements that are there and void.
SELECT DISTINCT s.registration FROM statement s WHERE s.id IN (SELECT id FROM voiding) ORDER BY s.registration
