-- Whose states and affiliations follow anew.
INSERT OR IGNORE INTO touched_registration
SELECT id FROM registration WHERE since = ?1
UNION SELECT registration FROM result WHERE since = ?1
UNION SELECT x.registration FROM result_past x JOIN registration r ON r.id = x.registration WHERE x.retired_by = ?1
UNION SELECT x.id FROM registration_past x JOIN registration r ON r.id = x.id WHERE x.retired_by = ?1
