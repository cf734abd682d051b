SELECT b.id AS batch, b.recorded_at / 1000 * 1000 AS recorded_at, 's' AS precision, b.op, b.actor,
       coalesce(l.summary, '') AS what, b.file_name AS file, b.reason AS "reason+", b.undone_by,
       coalesce(l.hash, '') AS "hash-"
FROM import_batch b LEFT JOIN change_log l ON l.batch = b.id
WHERE (?1 IS NULL OR b.recorded_at >= ?1) AND (?2 IS NULL OR b.recorded_at < ?2)
  AND (?3 IS NULL OR b.id = ?3) AND (?4 IS NULL OR b.op = ?4) AND (?5 IS NULL OR b.actor = ?5)
  AND (?6 IS NULL OR b.id IN (SELECT batch FROM person_batch))
ORDER BY b.id
