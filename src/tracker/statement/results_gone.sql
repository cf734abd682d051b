-- Results of the registration ?1 that are there because of statements: those that no statement says now; those that are
-- there twice; and those that stand for a result that was gone and is back.
SELECT x.activity, x.n FROM result_of_statement o
JOIN result x ON x.registration = o.registration AND x.activity = o.activity AND x.n = o.n
WHERE o.registration = ?1
  AND (NOT EXISTS (SELECT 1 FROM statement_live s
                   WHERE s.registration = ?1 AND s.activity = x.activity AND s.at IS x.at AND s.precision IS x.precision
                     AND s.completion = x.completion AND s.success = x.success AND s.score IS x.score)
       OR EXISTS (SELECT 1 FROM result y
                  WHERE y.registration = ?1 AND y.activity = x.activity AND y.n < x.n AND y.by_hand = 0 AND y.at IS x.at
                    AND y.precision IS x.precision AND y.completion = x.completion AND y.success = x.success
                    AND y.score IS x.score)
       OR EXISTS (SELECT 1 FROM result y
                  JOIN statement_ever s ON s.registration = ?1 AND s.batch = x.batch AND s.line = x.line AND s.brought & 8 = 0
                  WHERE y.registration = ?1 AND y.activity = x.activity AND y.n <> x.n AND y.by_hand = 0 AND y.at IS x.at
                    AND y.precision IS x.precision AND y.completion = x.completion
                    AND (x.success = 0 OR y.success = x.success) AND (x.score IS NULL OR y.score = x.score)
                    AND (y.success <> x.success OR y.score IS NOT x.score)))
