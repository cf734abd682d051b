-- Of the statements about the registration ?1 whose result is not there the one that says most: where it stands, and the
-- result, with the number it gets.
SELECT s.batch, s.line, s.activity,
       (SELECT coalesce(max(n), -1) + 1
        FROM (SELECT n FROM result WHERE registration = ?1 AND activity = s.activity
              UNION ALL SELECT n FROM result_past WHERE registration = ?1 AND activity = s.activity)),
       s.at, s.precision, s.completion, s.success, s.score
FROM statement_live s
WHERE s.registration = ?1 AND s.completion > 0
  AND NOT EXISTS (SELECT 1 FROM result x
                  WHERE x.registration = ?1 AND x.activity = s.activity AND x.by_hand = 0
                    AND (s.precision IS NULL OR (x.at IS s.at AND x.precision IS s.precision))
                    AND x.completion = s.completion AND (s.success = 0 OR x.success = s.success)
                    AND (s.score IS NULL OR x.score = s.score))
ORDER BY s.success DESC, s.score IS NULL, s.id LIMIT 1
