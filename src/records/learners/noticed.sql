SELECT coalesce(a.merged_into, a.id), coalesce(b.merged_into, b.id), d.rule, d.score
FROM duplicate_candidate d JOIN learner a ON a.id = d.a JOIN learner b ON b.id = d.b
LEFT JOIN import_batch i ON i.id = d.batch
LEFT JOIN import_batch AS decided ON decided.id = d.decided_by
WHERE (d.decision IS NULL OR decided.undone_by IS NOT NULL) AND a.salt IS NOT NULL AND b.salt IS NOT NULL AND i.undone_by IS NULL
