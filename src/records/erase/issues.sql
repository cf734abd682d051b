UPDATE import_issue SET value = '', message = 'this row was about a person who was erased'
WHERE value <> '' AND (
    EXISTS (SELECT 1 FROM person_line l WHERE l.batch = import_issue.batch AND l.line = import_issue.line)
    OR EXISTS (SELECT 1 FROM person_word w WHERE length(w.word) > 3
               AND (instr(lower(import_issue.value), lower(w.word)) OR instr(lower(import_issue.message), lower(w.word))))
    OR EXISTS (SELECT 1 FROM person_word w WHERE lower(w.word) = lower(import_issue.value)))
