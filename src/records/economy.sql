SELECT code AS "economy", name_en AS "name", name_fr, alpha3, m49, kind,
       iif(selectable, 'yes', 'no') AS "of_learners", source, confidence
FROM economy WHERE code = ?1
