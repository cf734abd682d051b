SELECT count(*) FILTER (WHERE coalesce(m.since, m.batch, 0) = ?1), count(*) FROM @NAME@ m
