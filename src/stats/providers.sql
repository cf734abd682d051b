-- Organisations; one of a name in two economies with its economy.
SELECT id, name || iif(count(*) OVER (PARTITION BY name) > 1, ' (' || coalesce(economy, '') || ')', '') AS called,
       name
FROM organisation
ORDER BY called
