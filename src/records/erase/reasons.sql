-- What administrators wrote about changes of the person; and what names it anywhere.
UPDATE import_batch SET reason = ''
WHERE reason <> '' AND id <> ?1 AND (
    (op <> 'import' AND id IN (SELECT batch FROM person_line WHERE line = -1))
    OR EXISTS (SELECT 1 FROM person_word w WHERE length(w.word) > 3 AND instr(lower(reason), lower(w.word))))
