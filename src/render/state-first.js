/*
 * state-first: reads what the first edition of the script kept, "e1;...": whole
 * points, letters only. Of use only where there was one.
 */
((etalon) => {
etalon.readFirst = function (state, parts, { readSeen, readQuizzes, readAnswer, questionOf }) {
    if (parts[0] !== "e1")
        return;
    readSeen(state, parts[1]);
    readQuizzes(state, parts[2], 3, 100);
    for (const one of (parts[3] || "").match(/\w{4,}[.!]/g) || [])
        readAnswer(state, questionOf.get(one.slice(0, 4)), [one.slice(4, -1)],
            one.endsWith("!"), one.endsWith("!") ? 1 : 0);
};
})(etalon);
