/*
 * quiz: the forms of a page. A graded quiz is checked as a whole, a practice
 * quiz question by question; README.md says how each goes.
 *
 * app: {state, changed(now), answered(quiz, interactions), say(text), outcome()}
 */
(function (etalon) {
"use strict";

const { element, text } = etalon;

const field = (question) => document.getElementById(question.id);
const inputs = (question) => Array.from(field(question).querySelectorAll("input"));
const chosen = (question) =>
    inputs(question).filter((input) => input.checked).map((input) => input.value).join("");

function fill(question, letters) {
    for (const input of inputs(question))
        input.checked = letters.includes(input.value);
}

function lock(question, locked) {
    for (const input of inputs(question))
        input.disabled = locked;
}

/* Takes all back that show() put there. */
function clear(question) {
    const set = field(question);
    set.classList.remove("is-right", "is-wrong", "is-missing");
    set.removeAttribute("aria-describedby");
    for (const made of set.querySelectorAll(".mark, .verdict"))
        made.remove();
    for (const answer of set.querySelectorAll(".answer"))
        answer.classList.remove("is-chosen", "is-answer");
    for (const hint of set.querySelectorAll(".feedback, .explanation"))
        hint.hidden = true;
}

function mark(answer, key, kind) {
    answer.querySelector(".answer-text").append(" ",
        element("span", { class: "mark mark-" + kind }, text(key)));
}

/* Verdict, marks, feedback of what was chosen, explanation; `reveal`: the right answers too. */
function show(question, letters, reveal, graded) {
    const set = field(question), right = etalon.isRight(question, letters);
    clear(question);
    set.classList.add(right ? "is-right" : "is-wrong");
    for (const input of inputs(question)) {
        const answer = input.closest(".answer"), feedback = answer.querySelector(".feedback");
        const isAnswer = question.right.includes(input.value);
        if (letters.includes(input.value)) {
            answer.classList.add("is-chosen");
            mark(answer, "your_answer", "own");
            if (feedback)
                feedback.hidden = false;
        }
        if (isAnswer && (reveal || right)) {
            answer.classList.add("is-answer");
            mark(answer, "right_answer", "right");
        }
    }
    const verdict = element("p", { class: "verdict", id: question.id + "_verdict" },
        element("strong", {}, text(right ? "right" : "wrong")));
    if (graded)
        verdict.append(" ", element("span", { class: "verdict-points" }, text("points",
            { earned: right ? question.points : 0, points: question.points })));
    set.querySelector(".answers").after(verdict);
    set.setAttribute("aria-describedby", verdict.id);
    const explanation = set.querySelector(".explanation");
    if (explanation)
        explanation.hidden = false;
    return right;
}

const answerOf = (state, question) => state.answers[question.id] || { chosen: "", checked: false };

function keep(app, question, checked) {
    app.state.answers[question.id] = { chosen: chosen(question), checked };
}

/* ---- graded */

function mountGraded(section, quiz, app) {
    const form = section.querySelector("form");
    const points = etalon.pointsOf(quiz);
    const message = element("p", { class: "quiz-message", role: "alert" });
    const check = element("button", { type: "submit", class: "button" }, text("check"));
    const actions = element("div", { class: "quiz-actions" }, message, check);
    const panel = element("div", {
        class: "quiz-result", role: "group", tabindex: "-1", hidden: true,
        "aria-labelledby": quiz.id + "_score"
    });
    const seen = new Map();             /* question: when it was answered last */
    let began = etalon.visibleTime();

    form.before(panel);
    form.append(actions);

    const isChecked = () => quiz.questions.every((one) => answerOf(app.state, one).checked);
    const earned = () => quiz.questions.reduce((sum, one) =>
        sum + (etalon.isRight(one, answerOf(app.state, one).chosen) ? one.points : 0), 0);

    function lines() {
        const now = earned(), best = app.state.quizzes[quiz.id].best;
        const left = etalon.attemptsLeft(quiz, app.state);
        const passed = etalon.reaches(best, points, quiz.pass);
        const list = [element("p", { class: "quiz-score", id: quiz.id + "_score" }, text("result",
            { percent: etalon.percent(now, points), earned: now, points }))];
        const line = (key, values) => list.push(element("p", {}, text(key, values)));
        line(passed ? "result_passed" : "result_failed", { pass: quiz.pass });
        if (best > now)
            line("best", { percent: etalon.percent(best, points) });
        if (best < points && left === 0)
            line("attempts_none");
        else if (best < points && left !== Infinity)
            line("attempts_left", { count: left });
        const outcome = app.outcome();
        if (outcome)
            list.push(element("p", { class: "quiz-outcome" }, outcome));
        if (best < points && left > 0) {
            const retry = element("button", { type: "button", class: "button button-quiet" }, text("retry"));
            retry.addEventListener("click", again);
            list.push(retry);
        }
        panel.classList.toggle("is-passed", passed);
        return list;
    }

    function showAll() {
        const best = app.state.quizzes[quiz.id].best;
        const reveal = etalon.reaches(best, points, quiz.pass) || etalon.attemptsLeft(quiz, app.state) === 0;
        for (const question of quiz.questions) {
            const letters = answerOf(app.state, question).chosen;
            fill(question, letters);
            show(question, letters, reveal, true);
            lock(question, true);
        }
        actions.hidden = true;
        panel.textContent = "";
        panel.append(...lines());
        panel.hidden = false;
    }

    function again() {
        for (const question of quiz.questions) {
            delete app.state.answers[question.id];
            clear(question);
            fill(question, "");
            lock(question, false);
        }
        seen.clear();
        began = etalon.visibleTime();
        panel.hidden = true;
        actions.hidden = false;
        app.changed(false);
        focusOn(quiz.questions[0]);
    }

    function focusOn(question) {
        field(question).scrollIntoView();
        inputs(question)[0].focus({ preventScroll: true });
    }

    function missing() {
        const open = quiz.questions.filter((question) => !chosen(question));
        for (const question of quiz.questions)
            field(question).classList.toggle("is-missing", open.includes(question));
        if (!open.length)
            return false;
        message.textContent = text("missing",
            { questions: open.map((one) => quiz.questions.indexOf(one) + 1).join(", ") });
        focusOn(open[0]);
        return true;
    }

    function interaction(question, tries, now) {
        const letters = answerOf(app.state, question).chosen;
        return {
            id: question.id + (tries > 1 ? "." + tries : ""),
            type: question.type === "true-false" ? "true-false" : "choice",
            right: question.right, chosen: letters, correct: etalon.isRight(question, letters),
            points: question.points, time: now, latency: seen.get(question.id) || 0
        };
    }

    function submit(event) {
        event.preventDefault();
        message.textContent = "";
        if (missing())
            return;
        for (const question of quiz.questions)
            keep(app, question, true);
        const before = app.state.quizzes[quiz.id] || { tries: 0, best: 0 };
        const tries = before.tries + 1, now = new Date();
        app.state.quizzes[quiz.id] = { tries, best: Math.max(before.best, earned()) };
        app.answered(quiz, quiz.questions.map((question) => interaction(question, tries, now)));
        showAll();
        panel.scrollIntoView({ block: "center" });
        panel.focus({ preventScroll: true });
    }

    form.addEventListener("submit", submit);
    form.addEventListener("change", (event) => {
        const question = quiz.questions.find((one) => one.id === event.target.name);
        if (!question)
            return;
        seen.set(question.id, etalon.visibleTime() - began);
        field(question).classList.remove("is-missing");
        keep(app, question, false);
        app.changed(false);
    });

    if (app.state.quizzes[quiz.id] && isChecked())
        return showAll();
    if (etalon.attemptsLeft(quiz, app.state) === 0)     /* the questions are others by now */
        actions.hidden = true;
    for (const question of quiz.questions)
        fill(question, answerOf(app.state, question).chosen);
}

/* ---- practice */

function mountPractice(section, quiz, app) {
    section.querySelector("form").addEventListener("submit", (event) => event.preventDefault());
    quiz.questions.forEach((question, i) => {
        const button = element("button", { type: "button", class: "button button-quiet" });
        const message = element("p", { class: "quiz-message", role: "alert" });
        field(question).append(element("div", { class: "quiz-actions" }, message, button));

        function render() {
            const { chosen, checked } = answerOf(app.state, question);
            fill(question, chosen);
            clear(question);
            if (checked)
                show(question, chosen, true, false);
            lock(question, checked);
            button.textContent = text(checked ? "retry_one" : "check_one");
        }

        button.addEventListener("click", () => {
            message.textContent = "";
            if (answerOf(app.state, question).checked) {
                delete app.state.answers[question.id];
            } else if (chosen(question)) {
                keep(app, question, true);
                app.say(text(etalon.isRight(question, chosen(question))
                    ? "announce_right" : "announce_wrong", { number: i + 1 }));
            } else {
                message.textContent = text("missing_one");
                return;
            }
            render();
            app.changed(false);
        });
        field(question).addEventListener("change", () => {
            keep(app, question, false);
            app.changed(false);
        });
        render();
    });
}

/* All quizzes below `root`, as they were left. */
etalon.mountQuizzes = function (root, app) {
    for (const section of root.querySelectorAll("[data-quiz]")) {
        const quiz = etalon.quizOf(section.dataset.quiz);
        if (quiz && quiz.graded)
            mountGraded(section, quiz, app);
        else if (quiz)
            mountPractice(section, quiz, app);
    }
};
}(window.etalon));
