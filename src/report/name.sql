-- What a code of a course or a group is called.
SELECT title FROM course WHERE code = :code AND title <> ''
UNION ALL
SELECT name FROM economy_group WHERE code = :code
LIMIT 1
