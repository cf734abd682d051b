-- Attempts of the registration ?1 that were there for the answers of statements, and have none any more.
SELECT a.activity, a.n FROM attempt a
WHERE a.registration = ?1 AND a.n = 1 AND a.started_at IS NULL AND a.last_at IS NULL AND a.score IS NULL
  AND EXISTS (SELECT 1 FROM statement_ever s
              WHERE s.registration = ?1 AND s.activity = a.activity AND s.question IS NOT NULL)
  AND NOT EXISTS (SELECT 1 FROM statement_live s
                  WHERE s.registration = ?1 AND s.activity = a.activity AND s.question IS NOT NULL)
  AND NOT EXISTS (SELECT 1 FROM interaction i JOIN question q ON q.id = i.question
                  WHERE i.registration = ?1 AND i.attempt = a.n AND q.activity = a.activity)
