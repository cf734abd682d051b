SELECT 'voiding',
       lower(substr(hex(v.id), 1, 8) || '-' || substr(hex(v.id), 9, 4) || '-' || substr(hex(v.id), 13, 4) || '-'
             || substr(hex(v.id), 17, 4) || '-' || substr(hex(v.id), 21)) AS statement
FROM voiding v
ORDER BY v.id
