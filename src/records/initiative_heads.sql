SELECT h.channel, h.economy, h.gender, h.n AS "persons#", b.file_name AS "file+", h.line AS "line+"
FROM headcount h LEFT JOIN import_batch b ON b.id = h.batch
WHERE h.initiative = ?1
ORDER BY h.channel, h.economy, h.gender
