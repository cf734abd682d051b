SELECT r.at, r.actor, r.name, t.text, r.options, r.parameters, r.lang, r.known_as_of, r.batch, r.store,
       r.reference, r.definitions, r.program, r.icu, r.tzdata, r.format, r.part, r.output, r.output_sha256
FROM report_run AS r JOIN report_text AS t ON t.sha256 = r.text_sha256
WHERE r.id = ?
