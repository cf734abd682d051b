/*
 * course: what the answers mean. Which pages are done, the score, the status.
 */
(function (etalon) {
"use strict";

const data = etalon.data;
const graded = data.quizzes.filter((quiz) => quiz.graded);
const total = graded.reduce((sum, quiz) => sum + etalon.pointsOf(quiz), 0);

etalon.pageOf = (id) => data.pages.find((page) => page.id === id);
etalon.quizOf = (id) => data.quizzes.find((quiz) => quiz.id === id);

/* Same letters in any order. */
etalon.isRight = (question, chosen) =>
    chosen.split("").sort().join("") === question.right.split("").sort().join("");

/* Whole percent, rounded down: 79.9 is not 80. */
etalon.percent = (part, whole) => whole > 0 ? Math.floor(part * 100 / whole) : 0;

etalon.reaches = (part, whole, percent) => part * 100 >= percent * whole;

etalon.attemptsLeft = (quiz, state) =>
    quiz.attempts === 0 ? Infinity
        : Math.max(quiz.attempts - ((state.quizzes[quiz.id] || {}).tries || 0), 0);

/* "" (nothing yet), "seen", "done" (a quiz taken), "passed", "failed": of a page. */
etalon.pageState = function (page, state) {
    const here = graded.filter((quiz) => quiz.page === page.id);
    const taken = here.filter((quiz) => state.quizzes[quiz.id]);
    if (!here.length)
        return state.seen[page.id] ? "seen" : "";
    if (taken.length < here.length)
        return "";
    return taken.every((quiz) =>
        etalon.reaches(state.quizzes[quiz.id].best, etalon.pointsOf(quiz), quiz.pass))
        ? "passed" : "failed";
};

const isDone = (page, state) => state.seen[page.id] && etalon.pageState(page, state) !== "";

/*
 * All that follows from a state:
 *   done, steps   pages done, pages
 *   open          pages not done
 *   points, total of the best attempts; percent (whole), score (0..100, two decimals; null: none taken)
 *   status        "incomplete", "completed", "passed", "failed"
 *   decided       every graded quiz was taken
 *   finished      nothing is left to do
 * `pass` in percent, null: the course's own.
 */
etalon.result = function (state, pass) {
    const mark = pass === null ? data.pass : pass;
    const taken = graded.filter((quiz) => state.quizzes[quiz.id]);
    const points = taken.reduce((sum, quiz) => sum + state.quizzes[quiz.id].best, 0);
    const open = data.pages.filter((page) => !isDone(page, state));
    const decided = taken.length === graded.length;
    const reached = taken.length > 0 && etalon.reaches(points, total, mark);
    const retry = graded.some((quiz) => etalon.attemptsLeft(quiz, state) > 0);
    let status = "incomplete";
    if (data.policy === "completed" || !graded.length)
        status = !open.length && (reached || !graded.length) ? "completed" : status;
    else if (reached)
        status = "passed";
    else if (decided)
        status = "failed";
    return {
        done: data.pages.length - open.length, steps: data.pages.length, open,
        points, total, mark, percent: etalon.percent(points, total),
        score: taken.length ? Math.floor(points * 10000 / total) / 100 : null,
        status, decided, retry,
        finished: !open.length && (status === "passed" || status === "completed" || !retry)
    };
};
}(window.etalon));
