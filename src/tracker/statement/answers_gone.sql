-- Answers of the registration ?1 that are there because of statements, and that no statement says now.
SELECT x.question, x.attempt, x.n FROM answer_of_statement o
JOIN interaction x ON x.registration = o.registration AND x.question = o.question AND x.attempt = o.attempt AND x.n = o.n
WHERE o.registration = ?1
  AND NOT EXISTS (SELECT 1 FROM statement_live s
                  WHERE s.registration = ?1 AND s.question = x.question
                    AND (s.at IS NULL OR s.at = x.at AND s.precision = x.precision))
