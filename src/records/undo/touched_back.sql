-- The same of what came back.
INSERT OR IGNORE INTO touched_registration
SELECT id FROM registration WHERE since = ?1
UNION SELECT registration FROM result WHERE since = ?1
UNION SELECT registration FROM attempt WHERE since = ?1
UNION SELECT registration FROM interaction WHERE since = ?1
UNION SELECT registration FROM statement WHERE since = ?1
