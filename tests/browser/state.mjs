/*
 * state: random learners of a package. What is written is never longer than README.md ("State") and the build
 * say, is ASCII without blanks, and comes back as it was.
 *
 * PACKAGE: an unpacked package that has questions of all types.
 */
import assert from "node:assert/strict";
import { load } from "./headless.mjs";

const LEARNERS = 1500;
const ALPHABETS = ["abc 123.,", "éàüß ñ", "中文字符", "الوحدة ", "😀😁", "\u0000\n\t;|~_", "+%°μΩ'’·×⁻³²", "0"];
const BOXES = "abcd";                   /* of the multiple choice in types/course.xml */

const etalon = load(process.env.PACKAGE), { data } = etalon;

/* The same numbers in every run. */
let last = 1;
const below = (n) => (last = last * 48271 % 2147483647) % n;
const oneOf = (list) => list[below(list.length)];

function typed(most) {
    const letters = Array.from(oneOf(ALPHABETS)), length = below(most + 1);
    let out = "";
    while (out.length < length)
        out += oneOf(letters);
    return out.slice(0, length);
}

function longest(question) {
    if (question.gaps)
        return question.gaps.reduce((sum, gap) => sum + (gap.keep || 1), question.gaps.length - 1);
    if (question.keep)
        return question.keep;
    return answered(question).length;
}

/* All that can be chosen. */
const answered = ({ type, right }) => type === "multiple-choice" ? BOXES : /^(matching|ordering)$/.test(type) ? right : "a";

function bound() {
    let sum = 25 + 4 * data.pages.length + 10 * data.quizzes.filter((quiz) => quiz.graded).length;
    for (const quiz of data.quizzes) {
        const pools = quiz.pools || [], sizes = (list) => list.map((one) => 6 + longest(one)).sort((a, b) => b - a);
        const pooled = (question) => pools.some((pool) => pool.questions.includes(question.id));
        const all = pools.flatMap((pool) => sizes(quiz.questions.filter((one) => pool.questions.includes(one.id))).slice(0, pool.draw))
            .concat(sizes(quiz.questions.filter((one) => !pooled(one))));
        sum += all.reduce((a, b) => a + b, 0);
    }
    return sum;
}

function parts(question) {
    if (question.gaps)
        return question.gaps.map((gap) => gap.keep ? typed(80) : "1");
    if (question.keep)
        return [typed(120)];
    return [answered(question)];
}

/* All pages seen, all quizzes taken, all that is asked answered. */
function learner() {
    const state = etalon.newState();
    for (const page of data.pages)
        state.seen[page.id] = true;
    for (const quiz of data.quizzes) {
        if (quiz.graded)
            state.quizzes[quiz.id] = { tries: 1 + below(3000), best: etalon.pointsOf(quiz) };
        for (const question of etalon.asked(quiz, state.seed))
            state.answers[question.id] = { parts: parts(question), checked: true, tries: 1 + below(17) };
    }
    return state;
}

const most = bound();
let seen = 0;
for (let i = 0; i < LEARNERS; i++) {
    const state = learner();
    const text = etalon.writeState(state), again = etalon.readState(text);
    assert.match(text, /^[\x21-\x7e]*$/);
    assert.ok(text.length <= most, text.length + " characters, and at most " + most + ": " + text);
    assert.deepEqual(Object.keys(again.answers).sort(), Object.keys(state.answers).sort());
    assert.deepEqual({ ...again.seen }, { ...state.seen });
    for (const id of Object.keys(state.quizzes))
        assert.equal(again.quizzes[id].best, state.quizzes[id].best);
    seen = Math.max(seen, text.length);
}
assert.ok(seen > most - 40, "the longest comes near what is allowed for: " + seen + " of " + most);

/* A pool that grew draws others; the answers to those of before are not carried on. */
const state = learner(), pool = data.quizzes.find((quiz) => quiz.pools && quiz.pools.length);
for (const question of pool.questions)
    state.answers[question.id] = { parts: parts(question), checked: true, tries: 1 };
const kept = Object.keys(etalon.readState(etalon.writeState(state)).answers);
assert.deepEqual(kept.filter((id) => pool.questions.some((one) => one.id === id)).sort(),
    Array.from(etalon.asked(pool, state.seed), (one) => one.id).sort());

console.log(`${LEARNERS} learners, at most ${seen} of ${most} characters`);
