SELECT k.uid AS learner, k.key,
       lower(substr(hex(v.id), 1, 8) || '-' || substr(hex(v.id), 9, 4) || '-' || substr(hex(v.id), 13, 4) || '-'
             || substr(hex(v.id), 17, 4) || '-' || substr(hex(v.id), 21)) AS statement
FROM voiding v
LEFT JOIN voiding_person p ON p.id = v.id
LEFT JOIN chosen_learner k ON k.id = p.learner
WHERE k.id IS NOT NULL OR EXISTS (SELECT 1 FROM chosen_all)
ORDER BY v.id
