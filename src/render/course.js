/*
 * course: what the answers mean. What is asked, which pages and modules are
 * done, the score, the status.
 */
((etalon) => {
const data = etalon.data;
const modules = data.modules || [];
const graded = data.quizzes.filter((quiz) => quiz.graded);

const withId = (list, id) => list.find((one) => one.id === id);

etalon.pageOf = (id) => withId(data.pages, id);
etalon.quizOf = (id) => withId(data.quizzes, id);
etalon.moduleOf = (id) => withId(modules, id);

/* ---- questions */

/* The questions of a quiz that this learner gets, in order. */
etalon.asked = function (quiz, seed) {
    const list = [], pools = quiz.pools || [];
    for (const question of quiz.questions) {
        const pool = pools.find((one) => one.questions.includes(question.id));
        if (!pool)
            list.push(question);
        else if (pool.questions[0] === question.id)
            list.push(...etalon.shuffled(seed, pool.key, pool.questions).slice(0, pool.draw)
                .map((id) => withId(quiz.questions, id)));
    }
    return quiz.shuffle ? etalon.shuffled(seed, quiz.key, list) : list;
};

/* Hundredths of points; whatever is drawn, it is the same. */
etalon.pointsOf = (quiz) =>
    etalon.asked(quiz, "").reduce((sum, question) => sum + question.points * 100, 0);

/* {share: 0..1 or null: not graded, ...} */
etalon.judge = (question, parts) => etalon.kinds[question.type].judge(question, parts);

etalon.creditOf = (question, parts) =>
    Math.round((etalon.judge(question, parts).share || 0) * question.points * 100);

/* Whole percent, rounded down: 79.9 is not 80. */
etalon.percent = (part, whole) => whole > 0 ? Math.floor(part * 100 / whole) : 0;

etalon.reaches = (part, whole, percent) => part * 100 >= percent * whole;

etalon.attemptsLeft = (quiz, state) =>
    quiz.attempts ? Math.max(quiz.attempts - ((state.quizzes[quiz.id] || {}).tries || 0), 0) : Infinity;

/* ---- pages and modules */

const isPassed = (quiz, state) => Boolean(state.quizzes[quiz.id]) &&
    etalon.reaches(state.quizzes[quiz.id].best, etalon.pointsOf(quiz), quiz.pass);

/* Of the pages in the scope of the rule. */
const rules = {
    seen: ([, percent], pages, state) =>
        etalon.reaches(pages.filter((page) => state.seen[page.id]).length, pages.length, percent),
    passed: ([, id], pages, state) =>
        (id ? [etalon.quizOf(id)] : graded.filter((quiz) => pages.some((page) => page.id === quiz.page)))
            .every((quiz) => isPassed(quiz, state)),
    completed: ([, id], pages, state) => etalon.moduleOf(id)
        ? etalon.moduleDone(etalon.moduleOf(id), state) : isDone(etalon.pageOf(id), state),
    all: ([, ...parts], pages, state) => parts.every((part) => holds(part, pages, state)),
    any: ([, ...parts], pages, state) => parts.some((part) => holds(part, pages, state))
};

const holds = (rule, pages, state) => rules[rule[0]](rule, pages, state);

/* "" (nothing yet), "seen", "done" (a quiz taken), "passed", "failed": of a page. */
etalon.pageState = function (page, state) {
    const here = graded.filter((quiz) => quiz.page === page.id);
    if (!here.length)
        return state.seen[page.id] ? "seen" : "";
    if (!here.every((quiz) => state.quizzes[quiz.id]))
        return "";
    return here.every((quiz) => isPassed(quiz, state)) ? "passed" : "failed";
};

function isDone(page, state) {
    return page.rule ? holds(page.rule, [page], state)
        : state.seen[page.id] && etalon.pageState(page, state) !== "";
}

etalon.moduleDone = function (module, state) {
    const pages = data.pages.filter((page) => page.module === module.id);
    return module.rule ? holds(module.rule, pages, state) : pages.every((page) => isDone(page, state));
};

/* The modules to be done before this one that are not. */
etalon.missing = (module, state) => (module && module.needs || []).map(etalon.moduleOf)
    .filter((one) => !etalon.moduleDone(one, state));

etalon.isLocked = (page, state) => Boolean(data.enforced && page) &&
    etalon.missing(etalon.moduleOf(page.module), state).length > 0;

/*
 * All that follows from a state:
 *   done, steps   pages done, pages
 *   open          pages not done
 *   points, total of the best attempts, in hundredths; percent (whole), score (0..100, two decimals; null: none taken)
 *   status        "incomplete", "completed", "passed", "failed"
 *   completed     by the rule, or all that counts was done
 *   success       "passed", "failed", "" when that is open or nothing is judged
 *   judged        whether there is anything to pass
 *   progress      0..1, two decimals; 1 when completed, only then
 *   objectives    {id, status, score, done}: of modules ("ID.done") and of what questions test, where there is something to say
 *   decided       every graded quiz was taken
 *   finished      nothing is left to do
 * `pass` in percent, null: the course's own.
 */
etalon.result = function (state, pass) {
    const mark = pass === null ? data.pass : pass;
    const total = graded.reduce((sum, quiz) => sum + etalon.pointsOf(quiz), 0);
    const taken = graded.filter((quiz) => state.quizzes[quiz.id]);
    const points = taken.reduce((sum, quiz) => sum + state.quizzes[quiz.id].best, 0);
    const open = data.pages.filter((page) => !isDone(page, state));
    const decided = taken.length === graded.length;
    const reached = taken.length > 0 && etalon.reaches(points, total, mark);
    const ruled = data.rule ? holds(data.rule, data.pages, state) : null;
    const retry = graded.some((quiz) => etalon.attemptsLeft(quiz, state) > 0);
    const judged = graded.length > 0, byCompletion = data.policy === "completed" || !judged;
    const completed = ruled === null ? !open.length && (reached || !judged || !byCompletion) : ruled;
    const success = reached && ruled !== false ? "passed" : decided && judged && !byCompletion && !reached ? "failed" : "";
    const status = byCompletion ? completed ? "completed" : "incomplete" : success || "incomplete";
    const steps = data.pages.length, done = steps - open.length;
    return {
        done, steps, open, completed, success, judged,
        progress: completed ? 1 : Math.min(etalon.percent(done, steps), 99) / 100, objectives: etalon.objectives ? etalon.objectives(state, mark) : [],
        points, total, mark, percent: etalon.percent(points, total),
        score: taken.length && total ? Math.floor(points * 10000 / total) / 100 : null,
        status, decided, retry,
        finished: !open.length && (status === "passed" || status === "completed" || !retry)
    };
};
})(etalon);
