/*
 * objectives: what platforms of SCORM are told of them.
 */
((etalon) => {
const { data } = etalon;

/* The ids of those that a question tests. */
etalon.objectivesOf = (question) =>
    (data.objectives).filter((one) => one.questions.includes(question.id)).map((one) => one.id);

/* From the answers checked last; those not given count 0. */
function objectiveOf({ id, questions }, state, asked, mark) {
    const mine = asked.filter((question) => questions.includes(question.id));
    const taken = mine.filter((question) => (state.answers[question.id] || {}).checked);
    const total = mine.reduce((sum, question) => sum + question.points * 100, 0);
    const points = taken.reduce((sum, question) => sum + etalon.creditOf(question, state.answers[question.id].parts), 0);
    return {
        id, score: taken.length && total ? Math.floor(points * 10000 / total) / 100 : null,
        status: !total || !taken.length ? "" : etalon.reaches(points, total, mark) ? "passed" : taken.length < mine.length ? "" : "failed"
    };
}

etalon.objectives = function (state, mark) {
    const asked = [].concat(...data.quizzes.filter((quiz) => quiz.graded).map((quiz) => etalon.asked(quiz, state.seed)));
    return data.modules.filter((module) => etalon.moduleDone(module, state))
        .map(({ id }) => ({ id: id + ".done", score: null, status: "passed", done: true }))
        .concat((data.objectives).map((one) => objectiveOf(one, state, asked, mark)).filter((one) => one.score !== null));
};
})(etalon);
