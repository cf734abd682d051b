SELECT code AS "initiative", kind, title, starts_on, ends_on
FROM initiative WHERE parent = ?1
ORDER BY starts_on, code
