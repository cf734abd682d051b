-- A statement about the registration ?1 whose answer is not there: where it stands, whether its attempt is, and
-- the answer as it was last, with the number it gets.
SELECT s.batch, s.line, s.activity,
       EXISTS (SELECT 1 FROM attempt a WHERE a.registration = ?1 AND a.activity = s.activity AND a.n = 1),
       s.question,
       (SELECT coalesce(max(n), 0) + 1 FROM interaction WHERE registration = ?1 AND question = s.question AND attempt = 1),
       p.response, p.result, p.mark, p.latency_ms, p.at, p.precision
FROM statement_live s
JOIN interaction_past p ON p.rowid = (SELECT l.rowid FROM interaction_past l
                                      WHERE l.registration = ?1 AND l.question = s.question AND l.attempt = 1
                                        AND l.at IS s.at AND l.precision IS s.precision
                                      ORDER BY l.retired_by DESC LIMIT 1)
WHERE s.registration = ?1 AND s.question IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM interaction x
                  WHERE x.registration = ?1 AND x.question = s.question AND x.attempt = 1
                    AND (s.at IS NULL OR x.at = s.at AND x.precision = s.precision))
ORDER BY s.id LIMIT 1
