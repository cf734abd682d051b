-- What is derived, or remembered, of rows that are not there any more.
DELETE FROM @TABLE@
WHERE @OF@ IN (SELECT id FROM @PARENT@_past WHERE retired_by = ?1) AND @OF@ NOT IN (SELECT id FROM @PARENT@)
