/*
 * state: what the learner did, as a value and as a short text. The grammar is
 * in README.md; the build computes from it how long the text can get.
 *
 *   seen     ids of pages read to their end           {"lesson-a": true}
 *   quizzes  attempts used, points of the best        {"quiz-a": {tries: 1, best: 4}}
 *   answers  what stands in the questions             {"question-a": {chosen: "bd", checked: true}}
 */
(function (etalon) {
"use strict";

const HEAD = "e1;", KEY = 4, TRIES = 2, BEST = 3;

function fixed(number, digits) {
    const limit = Math.pow(36, digits) - 1;
    return Math.min(Math.max(number, 0), limit).toString(36).padStart(digits, "0");
}

const byKey = (things) => new Map(things.map((thing) => [thing.key, thing]));

const pages = etalon.data.pages, quizzes = etalon.data.quizzes;
const questions = [].concat(...quizzes.map((quiz) => quiz.questions));

/* Without a prototype: "constructor" may be somebody's id. */
const empty = () => Object.create(null);

etalon.newState = () => ({ seen: empty(), quizzes: empty(), answers: empty() });

etalon.writeState = function (state) {
    const seen = pages.filter((page) => state.seen[page.id]).map((page) => page.key);
    const results = quizzes.map((quiz) => {
        const result = state.quizzes[quiz.id];
        return result ? quiz.key + fixed(result.tries, TRIES) + fixed(result.best, BEST) : "";
    });
    const answers = questions.map((question) => {
        const answer = state.answers[question.id];
        return answer ? question.key + answer.chosen + (answer.checked ? "!" : ".") : "";
    });
    return HEAD + seen.join("") + ";" + results.join("") + ";" + answers.join("");
};

/* Never fails: what is damaged or of another edition is passed over. */
etalon.readState = function (text) {
    const state = etalon.newState();
    if (typeof text !== "string" || !text.startsWith(HEAD))
        return state;
    const parts = text.slice(HEAD.length).split(";");

    const pageOf = byKey(pages);
    for (const key of (parts[0] || "").match(/\w{4}/g) || [])
        if (pageOf.has(key))
            state.seen[pageOf.get(key).id] = true;

    const quizOf = byKey(quizzes);
    for (const one of (parts[1] || "").match(/\w{9}/g) || []) {
        const quiz = quizOf.get(one.slice(0, KEY));
        const tries = parseInt(one.slice(KEY, KEY + TRIES), 36);
        const best = parseInt(one.slice(KEY + TRIES), 36);
        if (quiz && tries > 0 && best >= 0)
            state.quizzes[quiz.id] = { tries, best: Math.min(best, etalon.pointsOf(quiz)) };
    }

    const questionOf = byKey(questions);
    for (const one of (parts[2] || "").match(/\w{4,}[.!]/g) || []) {
        const question = questionOf.get(one.slice(0, KEY));
        if (question)
            state.answers[question.id] = {
                chosen: one.slice(KEY, -1), checked: one.endsWith("!")
            };
    }
    return state;
};

etalon.pointsOf = (quiz) => quiz.questions.reduce((sum, question) => sum + question.points, 0);
}(window.etalon));
