SELECT i.code AS initiative, h.channel, h.economy, h.gender, h.n
FROM headcount h JOIN chosen_initiative i ON i.id = h.initiative
ORDER BY i.code, h.channel, h.economy, h.gender
