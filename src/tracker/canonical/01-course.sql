SELECT 'course', code, title FROM course ORDER BY code
