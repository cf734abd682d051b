SELECT 'headcount', i.code, h.channel, h.economy, h.gender, h.n
FROM headcount h JOIN initiative i ON i.id = h.initiative
ORDER BY i.code, h.channel, h.economy, h.gender
