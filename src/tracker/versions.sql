-- Versions of keys that have a past: one ends no later than the next begins.
SELECT count(*) FROM (
    SELECT began, ended, lag(ended) OVER (PARTITION BY @KEYS@ ORDER BY began, ended) AS before
    FROM (SELECT @KEYS@, coalesce(since, batch, 0) AS began, retired_by AS ended FROM @NAME@_past
          UNION ALL
          SELECT @KEYS@, coalesce(since, batch, 0), 9223372036854775807 FROM @NAME@ m
          WHERE EXISTS (SELECT 1 FROM @NAME@_past LIMIT 1)))
WHERE began >= ended OR began < before
