-- Whether the batch voided statements.
SELECT EXISTS (SELECT 1 FROM voiding WHERE coalesce(since, batch) = ?1)
