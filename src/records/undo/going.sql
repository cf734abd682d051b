WHERE coalesce(m.since, m.batch, 0) = ?1
