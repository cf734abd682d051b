-- A batch that is undone, of whose statements, or what they speak of, the batch voided some.
WITH back (registration, batch) AS (
    SELECT registration, batch FROM statement_past
    WHERE retired_by = ?1 AND id IN (SELECT id FROM voiding WHERE coalesce(since, batch) = ?1)),
gone (id, batch, learner) AS (
    SELECT id, batch, learner FROM (
        SELECT id, batch, learner, row_number() OVER (PARTITION BY id ORDER BY retired_by DESC) AS last FROM registration_past
        WHERE id IN (SELECT registration FROM back) AND id NOT IN (SELECT id FROM registration))
    WHERE last = 1),
lost (batch) AS (
    SELECT batch FROM (
        SELECT batch, row_number() OVER (PARTITION BY id ORDER BY retired_by DESC) AS last FROM learner_past
        WHERE id IN (SELECT learner FROM gone) AND id NOT IN (SELECT id FROM learner))
    WHERE last = 1)
SELECT min(b.id) FROM import_batch b
WHERE b.undone_by IS NOT NULL
  AND b.id IN (SELECT batch FROM back UNION SELECT batch FROM gone UNION SELECT batch FROM lost)
