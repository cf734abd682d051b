-- When the registration ?1 was by the first statement that tells; else by what others said before.
SELECT * FROM (
    SELECT s.at, s.precision FROM statement_live s
    WHERE s.registration = ?1 AND s.completion = 0 AND s.question IS NULL AND s.at IS NOT NULL
    ORDER BY s.at, s.precision LIMIT 1)
UNION ALL
SELECT * FROM (
    SELECT p.registered_at, p.precision
    FROM registration_past p LEFT JOIN import_batch b ON b.id = p.batch
    WHERE p.id = ?1 AND p.registered_at IS NOT NULL AND b.undone_by IS NULL
      AND NOT EXISTS (SELECT 1 FROM statement_ever s
                      WHERE s.registration = ?1 AND s.completion = 0 AND s.question IS NULL AND s.at = p.registered_at
                        AND s.precision = p.precision)
    ORDER BY p.retired_by DESC LIMIT 1)
LIMIT 1
