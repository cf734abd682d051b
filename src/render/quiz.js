/*
 * quiz: the forms of a page. A graded quiz is checked as a whole, a practice
 * question by question; README.md says how each goes.
 *
 * What is particular to a type of question is its row in `etalon.kinds`:
 *   read(set, question)                 what stands there, a list of parts; all "": nothing
 *   fill(set, question, parts)          puts it there
 *   judge(question, parts)              {share: 0..1, null: not graded; says: {key, values} or nothing}
 *   show(set, question, parts, judged, reveal)   marks, feedback of the parts, the right answer when to be revealed
 *   told(question, parts)               for the record: {right: [pattern], chosen: pattern}, a pattern is a list of parts
 *   short(part)                         the same in fewer characters, for the state; may be missing
 *   begin(set, question, app, changed)  what has to be made first; may be missing
 *
 * app: {state, changed(now), answered(quiz, interactions), record(interactions), say(text), outcome()}
 */
((etalon) => {
const { element, text, kinds, byId, query, queryAll, on } = etalon;

const field = (question) => byId(question.id);
const kindOf = (question) => kinds[question.type];
const read = (question) => kindOf(question).read(field(question), question);
const fill = (question, parts) => kindOf(question).fill(field(question), question, parts);
const isEmpty = (parts) => parts.every((part) => !part);
const isGraded = (question) => !/^(free-text|rating)$/.test(question.type);
const controls = (question) =>
    queryAll("input, select, textarea, .order-buttons button", field(question));

function lock(question, locked) {
    for (const one of controls(question))
        one.disabled = locked;
}

const answerOf = (state, question) => state.answers[question.id] || { parts: [""], checked: false, tries: 0 };

function keep(app, question, checked) {
    const tries = answerOf(app.state, question).tries + (checked ? 1 : 0);
    app.state.answers[question.id] = { parts: read(question), checked, tries: Math.min(tries, 17) };
}

/* ---- marks */

/* A small label: own, right, wrong. */
etalon.mark = function (where, key, kind) {
    where.append(" ", element("span", { class: "mark mark-" + kind }, text(key)));
};

/* "Right answer: ..." where it belongs. */
etalon.solution = function (where, ...words) {
    where.append(" ", element("span.solution",
        element("strong", text("right_answer")), ": ", ...words));
};

etalon.reveal = function (root, selector) {
    for (const one of queryAll(selector, root))
        one.hidden = false;
};

/* Takes all back that show() put there. */
function clear(question) {
    const set = field(question);
    set.removeAttribute("aria-describedby");
    for (const made of queryAll(".mark, .solution, .verdict", set))
        made.remove();
    for (const part of [set, ...queryAll('[class*="is-"]', set)])
        part.className = part.className.replace(/ *\bis-\w+/g, "");
    for (const hidden of queryAll(".feedback, .reaction, .explanation", set))
        hidden.hidden = true;
}

const outcomeOf = (share) =>
    share === null ? "received" : share === 1 ? "right" : share > 0 ? "partly" : "wrong";

/* Verdict, marks, feedback of what was chosen, reaction; the right answer and why, when
 * it is known or to be revealed. */
function show(question, parts, reveal, graded) {
    const set = field(question), judged = etalon.judge(question, parts), outcome = outcomeOf(judged.share);
    const verdict = element("p.verdict", { id: question.id + "_verdict" },
        element("strong", text(outcome)));
    clear(question);
    set.classList.add("is-" + outcome);
    if (graded && question.points)
        verdict.append(" ", element("span.verdict-points", text("points",
            { earned: etalon.creditOf(question, parts) / 100, points: question.points })));
    if (judged.says)
        verdict.append(" ", element("span.verdict-why", text(judged.says.key, judged.says.values)));
    const after = query(".hints, .reaction, .explanation, .quiz-actions", set);
    set.insertBefore(verdict, after);
    kindOf(question).show(set, question, parts, judged, reveal || outcome === "right");
    set.setAttribute("aria-describedby", verdict.id);
    etalon.reveal(set, `.reaction[data-for="${outcome}"]`);
    if (reveal || outcome === "right" || outcome === "received")
        etalon.reveal(set, ".explanation");
    return outcome;
}

/* ---- choices: radio buttons and boxes */

const inputs = (set) => queryAll(".answers input", set);
const sorted = (letters) => letters.split("").sort();

function judgeChoice({ type, right, partial }, [letters]) {
    if (type === "rating")
        return { share: null };
    const isRight = sorted(letters).join() === sorted(right).join();
    if (!partial || isRight)
        return { share: isRight ? 1 : 0 };
    const hits = letters.split("").filter((letter) => right.includes(letter)).length;
    return { share: Math.max(2 * hits - letters.length, 0) / right.length };
}

const choice = {
    begin(set, question, app) {
        const list = query(".answers", set);
        if (question.shuffle && question.type !== "true-false" && question.type !== "rating")
            list.append(...etalon.shuffled(app.state.seed, question.key, [...list.children]));
    },
    read: (set) => [inputs(set).filter((input) => input.checked).map((input) => input.value).sort().join("")],
    fill(set, question, [letters]) {
        for (const input of inputs(set))
            input.checked = letters.includes(input.value);
    },
    judge: judgeChoice,
    show(set, question, [letters], judged, reveal) {
        for (const input of inputs(set)) {
            const answer = input.closest(".answer"), words = query(".answer-text", answer);
            if (letters.includes(input.value)) {
                answer.classList.add("is-chosen");
                etalon.mark(words, "your_answer", "own");
                etalon.reveal(answer, ".feedback");
            }
            if (reveal && question.right && question.right.includes(input.value)) {
                answer.classList.add("is-answer");
                etalon.mark(words, "right_answer", "right");
            }
        }
    },
    told: ({ right }, [letters]) => ({ right: right ? [sorted(right)] : [], chosen: sorted(letters) })
};
for (const type of ["single-choice", "multiple-choice", "true-false", "rating"])
    kinds[type] = choice;

/* ---- hints: one after the other, on request */

function mountHints(question) {
    const list = query(".hints", field(question));
    if (!list)
        return;
    const hints = [...list.children];
    const button = element("button.button button-quiet hint-button");
    list.hidden = false;
    list.after(button);
    function label() {
        const left = hints.filter((hint) => hint.hidden).length;
        button.textContent = text(left < hints.length ? "hint_next" : "hint", { count: left });
        button.hidden = !left;
    }
    on(button, "click", () => {
        const hint = hints.find((one) => one.hidden);
        hint.hidden = false;
        hint.tabIndex = -1;
        hint.focus();
        label();
    });
    label();
}

/* ---- what both have in common */

/* The asked ones in this learner's order, the others out of the page, numbers anew. */
function arrange(section, asked) {
    const form = query("form", section);
    const numbers = queryAll(".question-number", form).map((one) => one.textContent);
    const sets = asked.map(field);
    form.textContent = "";
    form.append(...sets);
    sets.forEach((set, i) => { query(".question-number", set).textContent = numbers[i]; });
    return form;
}

/* `changed(question)` after each answer; typing is kept at once and told when it pauses. */
function watch(question, app, changed) {
    const set = field(question);
    let pause = 0;
    function took(soon) {
        clearTimeout(pause);
        changed(question);
        keep(app, question, false);
        if (soon)
            app.changed(false);
        else
            pause = setTimeout(() => app.changed(false), 3000);
    }
    if (kindOf(question).begin)
        kindOf(question).begin(set, question, app, () => took(true));
    on(set, "change", () => took(true));
    on(set, "input", (event) => event.target.matches("textarea, [type=text]") && took(false));
    mountHints(question);
}

function interaction(question, parts, id, latency) {
    const { right, chosen } = kindOf(question).told(question, parts);
    return {
        id, question, right, chosen, share: etalon.judge(question, parts).share,
        objectives: etalon.objectivesOf ? etalon.objectivesOf(question) : [], time: new Date(), latency
    };
}

/* ---- graded */

function mountGraded(section, quiz, app) {
    const asked = etalon.asked(quiz, app.state.seed), points = etalon.pointsOf(quiz);
    const form = arrange(section, asked);
    const message = element("p.quiz-message", { role: "alert" });
    const check = element("button.button", { type: "submit" }, text("check"));
    const actions = element("div.quiz-actions", message, check);
    const panel = element("div", {
        class: "quiz-result", role: "group", tabindex: "-1", hidden: true,
        "aria-labelledby": quiz.id + "_score"
    });
    const seen = new Map();             /* question: when it was answered last */
    let began = etalon.visibleTime();

    form.before(panel);
    form.append(actions);

    const answer = (question) => answerOf(app.state, question);
    const credit = (question) => etalon.creditOf(question, answer(question).parts);
    const isSpent = (question) => question.attempts > 0 && answer(question).tries >= question.attempts;
    function isKept(question) {
        const { parts, checked } = answer(question);
        const isFine = isGraded(question) ? etalon.judge(question, parts).share === 1 : !isEmpty(parts);
        return isSpent(question) || quiz.wrong && checked && isFine;
    }

    const isChecked = () => asked.every((one) => answer(one).checked);
    const earned = () => asked.reduce((sum, one) => sum + credit(one), 0);
    const bestOf = () => app.state.quizzes[quiz.id].best;
    const mayRetry = () => bestOf() < points &&
        etalon.attemptsLeft(quiz, app.state) > 0 && !asked.every(isKept);

    function lines() {
        const now = earned(), best = bestOf();
        const left = etalon.attemptsLeft(quiz, app.state);
        const passed = etalon.reaches(best, points, quiz.pass);
        const list = [element("p.quiz-score", { id: quiz.id + "_score" }, text("result",
            { percent: etalon.percent(now, points), earned: now / 100, points: points / 100 }))];
        const line = (key, values) => list.push(element("p", text(key, values)));
        line(passed ? "result_passed" : "result_failed", { pass: quiz.pass });
        if (best > now)
            line("best", { percent: etalon.percent(best, points) });
        if (best < points && !mayRetry())
            line("attempts_none");
        else if (best < points && left !== Infinity)
            line("attempts_left", { count: left });
        const outcome = app.outcome();
        if (outcome)
            list.push(element("p.quiz-outcome", outcome));
        if (mayRetry()) {
            list.push(element("button.button button-quiet", { click: again },
                text(quiz.wrong ? "retry_wrong" : "retry")));
        }
        panel.classList.toggle("is-passed", passed);
        return list;
    }

    function showOne(question, reveal) {
        fill(question, answer(question).parts);
        show(question, answer(question).parts, reveal, true);
        lock(question, true);
    }

    function showAll() {
        const reveal = !mayRetry() || etalon.reaches(bestOf(), points, quiz.pass);
        for (const question of asked)
            showOne(question, reveal || isSpent(question));
        actions.hidden = true;
        panel.textContent = "";
        panel.append(...lines());
        panel.hidden = false;
    }

    function again() {
        for (const question of asked.filter((one) => !isKept(one))) {
            const { tries } = answer(question);
            clear(question);
            fill(question, [""]);
            lock(question, false);
            if (question.attempts)
                app.state.answers[question.id] = { parts: read(question), checked: false, tries };
            else
                delete app.state.answers[question.id];
        }
        seen.clear();
        began = etalon.visibleTime();
        panel.hidden = true;
        actions.hidden = false;
        app.changed(false);
        focusOn(asked.find((one) => !answer(one).checked));
    }

    function focusOn(question) {
        field(question).scrollIntoView();
        etalon.focusOn(controls(question)[0]);
    }

    function missing() {
        const open = asked.filter((question) =>
            isGraded(question) && !answer(question).checked && isEmpty(read(question)));
        for (const question of asked)
            field(question).classList.toggle("is-missing", open.includes(question));
        if (!open.length)
            return false;
        message.textContent = text("missing",
            { questions: open.map((one) => asked.indexOf(one) + 1).join(", ") });
        focusOn(open[0]);
        return true;
    }

    function submit(event) {
        event.preventDefault();
        message.textContent = "";
        if (missing())
            return;
        const now = asked.filter((question) => !answer(question).checked);
        for (const question of now)
            keep(app, question, true);
        const before = app.state.quizzes[quiz.id] || { tries: 0, best: 0 };
        const tries = before.tries + 1;
        app.state.quizzes[quiz.id] = { tries, best: Math.max(before.best, earned()) };
        app.answered(quiz, now.filter((one) => isGraded(one) || !isEmpty(answer(one).parts))
            .map((one) => interaction(one, answer(one).parts, one.id + (tries > 1 ? "." + tries : ""), seen.get(one) || 0)));
        showAll();
        panel.scrollIntoView({ block: "center" });
        etalon.focusOn(panel);
    }

    on(form, "submit", submit);
    for (const question of asked)
        watch(question, app, () => {
            seen.set(question, etalon.visibleTime() - began);
            field(question).classList.remove("is-missing");
        });

    if (app.state.quizzes[quiz.id] && isChecked())
        return showAll();
    if (etalon.attemptsLeft(quiz, app.state) === 0)     /* the questions are others by now */
        actions.hidden = true;
    for (const question of asked)
        if (answer(question).checked)
            showOne(question, isSpent(question));
        else
            fill(question, answer(question).parts);
}

/* ---- practice */

function practise(question, number, app) {
    const began = etalon.visibleTime(), graded = isGraded(question);
    const button = element("button.button button-quiet");
    const message = element("p.quiz-message", { role: "alert" });
    field(question).append(element("div.quiz-actions", message, button));
    const answer = () => answerOf(app.state, question);
    const isDone = () => answer().tries >= (question.attempts || 1) || etalon.judge(question, answer().parts).share === 1;

    function render() {
        const { parts, checked } = answer();
        fill(question, parts);
        clear(question);
        if (checked)
            show(question, parts, isDone(), false);
        lock(question, checked);
        button.textContent = text(!checked ? graded ? "check_one" : "send" : isDone() ? "retry_one" : "retry");
    }

    function check() {
        keep(app, question, true);
        const { parts } = answer(), outcome = outcomeOf(etalon.judge(question, parts).share);
        app.say(text("announce_" + outcome, { number }));
        if (!graded)
            app.record([interaction(question, parts, question.id, etalon.visibleTime() - began)]);
    }

    on(button, "click", () => {
        message.textContent = "";
        if (answer().checked && isDone())
            delete app.state.answers[question.id];
        else if (answer().checked)
            answer().checked = false;           /* what was answered stays, to be mended */
        else if (!isEmpty(read(question)))
            check();
        else {
            message.textContent = text(graded ? "missing_one" : "missing_text");
            return;
        }
        render();
        app.changed(false);
    });
    watch(question, app, () => { message.textContent = ""; });
    render();
}

function mountPractice(section, quiz, app) {
    const asked = etalon.asked(quiz, app.state.seed);
    on(arrange(section, asked), "submit", (event) => event.preventDefault());
    asked.forEach((question, i) => practise(question, i + 1, app));
}

/* All quizzes below `root`, as they were left. */
etalon.mountQuizzes = function (root, app) {
    for (const section of queryAll("[data-quiz]", root)) {
        const quiz = etalon.quizOf(section.dataset.quiz);
        if (quiz && quiz.graded)
            mountGraded(section, quiz, app);
        else if (quiz)
            mountPractice(section, quiz, app);
    }
};
})(etalon);
