/*
 * state: what the learner did, as a value and as a short text. The grammar is
 * in README.md; the build computes from it how long the text can get.
 *
 *   seed     decides orders and draws                  "k3f9"
 *   lang     of the pages last seen                    "fr"
 *   seen     ids of pages read to their end            {"lesson-a": true}
 *   quizzes  attempts used, hundredths of the best     {"quiz-a": {tries: 1, best: 400}}
 *   answers  what stands in the questions              {"question-a": {parts: ["bd"], checked: true, tries: 1}}
 */
((etalon) => {
const KEY = 4, TRIES = 2, BEST = 4, SEED = 4;

const { pages, quizzes } = etalon.data;
const questions = [].concat(...quizzes.map((quiz) => quiz.questions));

/* What this learner is asked: a pool that was changed may have drawn others before, and
 * with their answers the text could get longer than the build allows for. */
const askedOf = (state) => [].concat(...quizzes.map((quiz) => etalon.asked(quiz, state.seed)));

function fixed(number, digits) {
    const limit = Math.pow(36, digits) - 1;
    return Math.min(Math.max(number, 0), limit).toString(36).padStart(digits, "0");
}

const byKey = (things) => new Map(things.map((thing) => [thing.key, thing]));

/* Without a prototype: "constructor" may be somebody's id. */
const empty = () => Object.create(null);

const newSeed = () => fixed(Math.floor(Math.random() * Math.pow(36, SEED)), SEED);

etalon.newState = () =>
    ({ seed: newSeed(), lang: etalon.data.lang, seen: empty(), quizzes: empty(), answers: empty() });

/* ---- writing */

/* Letters need no packing; quiz-text.js has it for what is typed. */
const pack = (question, part, i) => etalon.pack ? etalon.pack(question, part, i) : part;
const unpack = (word) => etalon.unpack ? etalon.unpack(word) : word;

etalon.writeState = function (state) {
    const seen = pages.filter((page) => state.seen[page.id]).map((page) => page.key);
    const results = quizzes.map((quiz) => {
        const result = state.quizzes[quiz.id];
        return result ? quiz.key + fixed(result.tries, TRIES) + fixed(result.best, BEST) : "";
    });
    const answers = askedOf(state).map((question) => {
        const answer = state.answers[question.id];
        return answer ? ";" + question.key + fixed(answer.tries * 2 + (answer.checked ? 1 : 0), 1) +
            answer.parts.map((part, i) => pack(question, part, i)).join("|") : "";
    });
    const lang = (etalon.data.languages || []).indexOf(state.lang) > 0 ? "," + state.lang : "";
    return "e2" + state.seed + lang + ";" + seen.join("") + ";" + results.join("") + answers.join("");
};

/* ---- reading */

function readSeen(state, text) {
    const pageOf = byKey(pages);
    for (const key of (text || "").match(/\w{4}/g) || [])
        if (pageOf.has(key))
            state.seen[pageOf.get(key).id] = true;
}

function readQuizzes(state, text, digits, worth) {
    const quizOf = byKey(quizzes), size = KEY + TRIES + digits;
    for (const one of (text || "").match(new RegExp("\\w{" + size + "}", "g")) || []) {
        const quiz = quizOf.get(one.slice(0, KEY));
        const tries = parseInt(one.slice(KEY, KEY + TRIES), 36);
        const best = parseInt(one.slice(KEY + TRIES), 36) * worth;
        if (quiz && tries > 0 && best >= 0)
            state.quizzes[quiz.id] = { tries, best: Math.min(best, etalon.pointsOf(quiz)) };
    }
}

function readAnswer(state, question, parts, checked, tries) {
    const count = question && question.gaps ? question.gaps.length : 1;
    if (question && parts.length === count)
        state.answers[question.id] = { parts, checked, tries };
}

/* Never fails: what is damaged or of another edition is passed over. */
etalon.readState = function (text) {
    const state = etalon.newState(), questionOf = byKey(questions);
    const parts = String(text || "").split(";");
    const head = /^e2(\w{4})(?:,([A-Za-z0-9-]+))?$/.exec(parts[0]);
    if (head) {
        state.seed = head[1];
        state.lang = head[2] || (etalon.data.languages || [state.lang])[0];
        readSeen(state, parts[1]);
        readQuizzes(state, parts[2], BEST, 1);
        for (const one of parts.slice(3)) {
            const match = /^(\w{4})([0-9a-z])([\x21-\x7e]*)$/.exec(one);
            const count = match && parseInt(match[2], 36);
            if (match)
                readAnswer(state, questionOf.get(match[1]), match[3].split("|").map(unpack), count % 2 > 0, count >> 1);
        }
    } else if (etalon.readFirst) {
        etalon.readFirst(state, parts, { readSeen, readQuizzes, readAnswer, questionOf });
    }
    return state;
};
})(etalon);
