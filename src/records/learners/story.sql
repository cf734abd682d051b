-- Every version that speaks of the person gathered, with who said it, in order of time: when
-- it happened if that is known, else when it came in.
WITH
person (id, given, family, display, gender, lang, is_test, registered_at, registered_precision, by_hand, batch, line, since, retired_by) AS (
    SELECT id, given, family, display, gender, lang, is_test, registered_at, registered_precision, by_hand, batch, line, since, NULL
    FROM learner WHERE id IN (SELECT id FROM person_learner)
    UNION ALL
    SELECT id, given, family, display, gender, lang, is_test, registered_at, registered_precision, by_hand, batch, line, since, retired_by
    FROM learner_past WHERE id IN (SELECT id FROM person_learner)),
identity (learner, kind, issuer, value, batch, line, since, retired_by) AS (
    SELECT learner, kind, issuer, coalesce(value_raw, value_norm), batch, line, since, NULL
    FROM learner_identity WHERE learner IN (SELECT id FROM person_learner)
    UNION ALL
    SELECT learner, kind, issuer, coalesce(value_raw, value_norm), batch, line, since, retired_by
    FROM learner_identity_past WHERE learner IN (SELECT id FROM person_learner)),
sharing (issuer, value, batch, line, since, retired_by) AS (
    SELECT issuer, value_norm, batch, line, since, NULL FROM shared_id WHERE learner IN (SELECT id FROM person_learner)
    UNION ALL
    SELECT issuer, value_norm, batch, line, since, retired_by FROM shared_id_past
    WHERE learner IN (SELECT id FROM person_learner)),
merged (learner, into_learner, batch, since, retired_by) AS (
    SELECT learner, into_learner, batch, since, NULL FROM learner_merge
    WHERE learner IN (SELECT id FROM person_learner) OR into_learner IN (SELECT id FROM person_learner)
    UNION ALL
    SELECT learner, into_learner, batch, since, retired_by FROM learner_merge_past
    WHERE learner IN (SELECT id FROM person_learner) OR into_learner IN (SELECT id FROM person_learner)),
seen (learner, on_day, until_day, dated, by_hand, economy, organisation, batch, line, since, retired_by) AS (
    SELECT learner, on_day, until_day, dated, by_hand, economy, organisation, batch, line, since, NULL
    FROM learner_sighting WHERE learner IN (SELECT id FROM person_learner)
    UNION ALL
    SELECT learner, on_day, until_day, dated, by_hand, economy, organisation, batch, line, since, retired_by
    FROM learner_sighting_past WHERE learner IN (SELECT id FROM person_learner)),
reg (id, course, seq, registered_at, precision, withdrawn, economy, cohort, by_hand, batch, line, since, retired_by) AS (
    SELECT id, course, seq, registered_at, precision, withdrawn, economy, cohort, by_hand, batch, line, since, NULL
    FROM registration WHERE id IN (SELECT id FROM person_registration)
    UNION ALL
    SELECT id, course, seq, registered_at, precision, withdrawn, economy, cohort, by_hand, batch, line, since, retired_by
    FROM registration_past WHERE id IN (SELECT id FROM person_registration)),
course_of (id, code) AS (
    SELECT DISTINCT r.id, coalesce(c.code, p.code)
    FROM reg r LEFT JOIN course c ON c.id = r.course LEFT JOIN course_past p ON p.id = r.course),
fact (registration, activity, at, precision, completion, success, score, by_hand, batch, line, since, retired_by) AS (
    SELECT registration, activity, at, precision, completion, success, score, by_hand, batch, line, since, NULL
    FROM result WHERE registration IN (SELECT id FROM person_registration)
    UNION ALL
    SELECT registration, activity, at, precision, completion, success, score, by_hand, batch, line, since, retired_by
    FROM result_past WHERE registration IN (SELECT id FROM person_registration)),
tried (registration, activity, n, at, precision, score, batch, line, since, retired_by) AS (
    SELECT registration, activity, n, coalesce(started_at, last_at), coalesce(started_precision, last_precision), score, batch, line, since, NULL
    FROM attempt WHERE registration IN (SELECT id FROM person_registration)
    UNION ALL
    SELECT registration, activity, n, coalesce(started_at, last_at), coalesce(started_precision, last_precision), score, batch, line, since, retired_by
    FROM attempt_past WHERE registration IN (SELECT id FROM person_registration)),
answer (registration, question, attempt, response, result, at, precision, batch, line, since, retired_by) AS (
    SELECT registration, question, attempt, response, result, at, precision, batch, line, since, NULL
    FROM interaction WHERE registration IN (SELECT id FROM person_registration)
    UNION ALL
    SELECT registration, question, attempt, response, result, at, precision, batch, line, since, retired_by
    FROM interaction_past WHERE registration IN (SELECT id FROM person_registration)),
void (id, batch, line, since, retired_by) AS (
    SELECT id, batch, line, since, NULL FROM voiding WHERE id IN (SELECT id FROM person_voiding)
    UNION ALL
    SELECT id, batch, line, since, retired_by FROM voiding_past WHERE id IN (SELECT id FROM person_voiding)),
part (initiative, role, status, economy, days, by_hand, batch, line, since, retired_by) AS (
    SELECT initiative, role, status, economy, days, by_hand, batch, line, since, NULL
    FROM participation WHERE learner IN (SELECT id FROM person_learner)
    UNION ALL
    SELECT initiative, role, status, economy, days, by_hand, batch, line, since, retired_by
    FROM participation_past WHERE learner IN (SELECT id FROM person_learner)),
event (at, precision, what, detail, batch, line, since, retired_by) AS (
    SELECT NULL, NULL, iif(by_hand, 'person, by hand', 'person'),
           trim(coalesce(given, '') || ' ' || coalesce(family, '') || ' ' || coalesce(display, ''))
           || coalesce(', ' || gender, '') || coalesce(', ' || lang, '') || iif(is_test, ', a test account', ''),
           batch, line, since, retired_by FROM person
    UNION ALL
    SELECT registered_at, registered_precision, 'account made', '', batch, line, since, retired_by
    FROM person WHERE registered_at IS NOT NULL
    UNION ALL
    SELECT NULL, NULL, 'key', kind || iif(issuer = '', ' ', ':' || issuer || ' ') || value, batch, line, since, retired_by
    FROM identity
    UNION ALL
    SELECT NULL, NULL, 'id of several people', 'external:' || issuer || ' ' || value, batch, line, since, retired_by
    FROM sharing
    UNION ALL
    SELECT NULL, NULL, 'merge', 'learner ' || learner || ' is the person that learner ' || into_learner || ' is',
           batch, NULL, since, retired_by FROM merged
    UNION ALL
    SELECT unixepoch(on_day) * 1000, 'd', iif(s.by_hand, 'affiliation, by hand', 'affiliation'),
           trim(coalesce(s.economy, '') || ' ' || coalesce(o.name, '')) || coalesce(', until ' || until_day, '')
           || iif(dated, '', ' (the source has no day)'), s.batch, line, s.since, retired_by
    FROM seen s LEFT JOIN organisation o ON o.id = s.organisation
    UNION ALL
    SELECT registered_at, precision, iif(by_hand, 'registration, by hand', 'registration'),
           c.code || iif(seq > 1, ' (' || seq || ')', '') || coalesce(', ' || economy, '')
           || coalesce(', ' || cohort, '') || iif(withdrawn, ', withdrawn', ''), batch, line, since, retired_by
    FROM reg r LEFT JOIN course_of c ON c.id = r.id
    UNION ALL
    SELECT at, precision, iif(by_hand, 'override', 'result'),
           coalesce(c.code, '') || coalesce(' ' || nullif(a.ident, ''), '')
           || CASE completion WHEN -1 THEN ', not attempted' WHEN 1 THEN ', incomplete' WHEN 2 THEN ', completed' ELSE '' END
           || CASE success WHEN -1 THEN ', success unknown' WHEN 1 THEN ', failed' WHEN 2 THEN ', passed' ELSE '' END
           || coalesce(', score ' || score, ''), x.batch, line, x.since, x.retired_by
    FROM fact x LEFT JOIN course_of c ON c.id = x.registration LEFT JOIN activity a ON a.id = x.activity
    UNION ALL
    SELECT at, precision, 'attempt', coalesce(c.code, '') || coalesce(' ' || nullif(a.ident, ''), '') || ', attempt ' || n
           || coalesce(', score ' || score, ''), x.batch, line, x.since, x.retired_by
    FROM tried x LEFT JOIN course_of c ON c.id = x.registration LEFT JOIN activity a ON a.id = x.activity
    UNION ALL
    SELECT at, precision, 'answer', coalesce(c.code, '') || ' ' || coalesce(q.ident, '') || ', attempt ' || attempt
           || coalesce(': ' || response, '') || coalesce(' (' || result || ')', ''), x.batch, line, x.since, x.retired_by
    FROM answer x LEFT JOIN course_of c ON c.id = x.registration LEFT JOIN question q ON q.id = x.question
    UNION ALL
    SELECT NULL, NULL, 'statement voided',
           lower(substr(hex(id), 1, 8) || '-' || substr(hex(id), 9, 4) || '-' || substr(hex(id), 13, 4) || '-'
                 || substr(hex(id), 17, 4) || '-' || substr(hex(id), 21)), batch, line, since, retired_by FROM void
    UNION ALL
    SELECT unixepoch(i.starts_on) * 1000, iif(i.starts_on IS NULL, NULL, 'd'),
           iif(by_hand, 'participation, by hand', 'participation'),
           i.code || ', ' || role || ', ' || status || coalesce(', ' || x.economy, '') || coalesce(', days ' || days, ''),
           x.batch, x.line, x.since, retired_by
    FROM part x LEFT JOIN initiative i ON i.id = x.initiative)
SELECT coalesce(e.at, b.recorded_at / 1000 * 1000) AS when_at, coalesce(e.precision, 's') AS precision,
       e.what, e.detail, b.file_name AS file, e.line, e.batch,
       coalesce(e.since, e.batch) AS "known_from-", e.retired_by AS ended_by,
       b.op AS "op-", b.actor AS "actor-", b.reason AS "reason+"
FROM event e LEFT JOIN import_batch b ON b.id = e.batch
ORDER BY 1, e.batch, e.line, e.what, e.detail, e.retired_by IS NULL
