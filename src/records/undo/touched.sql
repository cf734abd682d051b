-- Whose states and affiliations follow anew, and what the last row said of them is not known any more: of
-- what went or was replaced.
INSERT OR IGNORE INTO touched_registration
SELECT x.registration FROM result_past x JOIN registration r ON r.id = x.registration WHERE x.retired_by = ?1
UNION SELECT x.registration FROM attempt_past x JOIN registration r ON r.id = x.registration WHERE x.retired_by = ?1
UNION SELECT x.registration FROM interaction_past x JOIN registration r ON r.id = x.registration WHERE x.retired_by = ?1
UNION SELECT x.registration FROM statement_past x JOIN registration r ON r.id = x.registration WHERE x.retired_by = ?1
UNION SELECT x.id FROM registration_past x JOIN registration r ON r.id = x.id WHERE x.retired_by = ?1
