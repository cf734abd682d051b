-- A row, when the registration ?1 has a date that only void statements tell, or lost such a one to a voiding (what an import
-- made known of what others had said before) while another statement tells when it was. What was set by hand stays.
WITH r AS (
    SELECT registered_at, precision, EXISTS (SELECT 1 FROM import_batch b WHERE b.id = since AND b.op = 'import') AS settled
    FROM registration WHERE id = ?1 AND by_hand & 1 = 0)
SELECT 1 FROM r
WHERE CASE WHEN r.registered_at IS NULL
      THEN r.settled
           AND EXISTS (SELECT 1 FROM statement_live s
                       WHERE s.registration = ?1 AND s.completion = 0 AND s.question IS NULL AND s.at IS NOT NULL)
      ELSE EXISTS (SELECT 1 FROM statement_ever s
                   WHERE s.registration = ?1 AND s.completion = 0 AND s.question IS NULL AND (s.brought & 4 OR r.settled)
                     AND s.at = r.registered_at AND s.precision = r.precision)
           AND NOT EXISTS (SELECT 1 FROM statement_live s
                           WHERE s.registration = ?1 AND s.completion = 0 AND s.question IS NULL
                             AND s.at = r.registered_at AND s.precision = r.precision) END
