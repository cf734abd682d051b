SELECT coalesce(since, batch, 0) FROM @NAME@
