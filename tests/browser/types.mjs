/*
 * types: the course in types/ as a package, played on an independent run-time
 * and without one. All numbers here were counted by hand from course.xml.
 */
import assert from "node:assert/strict";
import * as t from "./lib.mjs";
import { accessible } from "./axe.mjs";

const { test } = t;
const browser = await t.launch();
const server = await t.serve("scorm12"), webServer = await t.serve("web");
const desktop = { viewport: { width: 1280, height: 900 } };

async function inProfile(play, where, options) {
    const context = await t.profile(browser, (where || server).origin, options || desktop);
    try {
        await play(context);
        assert.deepEqual(context.faults, [], "nothing is asked from elsewhere, nothing fails");
    } finally {
        await context.close();
    }
}

const quizOf = async (frame, id) => (await t.courseData(frame)).quizzes.find((quiz) => quiz.id === id);
const questionOf = (frame, id) => frame.locator(`#${id}`);

async function give(frame, quiz, answers) {
    for (const question of quiz.questions.filter((one) => one.id in answers))
        await t.answer(frame, question, answers[question.id]);
}

/* What each question is answered with, and what that is: verdict, points, response, result. */
const RIGHT = {
    single: ["b", "Right", "1 of 1", "b", "correct"],
    multiple: ["ac", "Right", "2 of 2", "a,c", "correct"],
    truth: ["f", "Right", "1 of 1", "f", "correct"],
    match: ["abc", "Right", "3 of 3", "a.a,b.b,c.c", "correct"],
    order: ["abcd", "Right", "3 of 3", "a,b,c,d", "correct"],
    gaps: [["Ampere", "1"], "Right", "2 of 2", "Ampere, A", "correct"],
    short: ["  Etalonnage ", "Right", "1 of 1", "Etalonnage", "correct"],
    number: ["1,25 cm", "Right", "2 of 2", "12.5", "correct"],
    free: ["Quite a lot: 1 µm!", "Thank you", "", "Quite a lot: 1 µm!", "neutral"],
    rate: ["c", "Thank you", "", "c", "neutral"]
};
const WRONG = {
    single: ["a", "Not right", "0 of 1", "a", "wrong"],
    multiple: ["bd", "Not right", "0 of 2", "b,d", "wrong"],
    truth: ["t", "Not right", "0 of 1", "t", "wrong"],
    match: ["bcz", "Not right", "0 of 3", "a.b,b.c,c.z", "wrong"],
    order: ["dcba", "Not right", "0 of 3", "d,c,b,a", "wrong"],
    gaps: [["volt", "0"], "Not right", "0 of 2", "volt, a", "wrong"],
    short: ["adjustment", "Not right", "0 of 1", "adjustment", "wrong"],
    number: ["12.5 MM", "Not right", "0 of 2", undefined, "wrong"],
    free: ["", "", "", undefined, undefined],
    rate: ["a", "Thank you", "", "a", "neutral"]
};
/* 1 + 1 + 1 + 2 + 1 + 1 + 1 + 1 of 15 points */
const PARTLY = {
    single: ["b", "Right", "1 of 1", "b", "correct"],
    multiple: ["abc", "Partly right", "1 of 2", "a,b,c", "0.5"],
    truth: ["f", "Right", "1 of 1", "f", "correct"],
    match: ["abz", "Partly right", "2 of 3", "a.a,b.b,c.z", "0.67"],
    order: ["abdc", "Partly right", "1 of 3", "a,b,d,c", "0.33"],
    gaps: [["ampère", ""], "Partly right", "1 of 2", "ampère,", "0.5"],
    short: ["calibration", "Right", "1 of 1", "calibration", "correct"],
    number: ["12.50 mm", "Partly right", "1 of 2", "12.5", "0.5"],
    free: ["Nothing", "Thank you", "", "Nothing", "neutral"],
    rate: ["b", "Thank you", "", "b", "neutral"]
};
const PATTERNS = {
    single: ["choice", "b"], multiple: ["choice", "a,c"], truth: ["true-false", "f"], match: ["matching", "a.a,b.b,c.c"],
    order: ["sequencing", "a,b,c,d"], gaps: ["fill-in", "ampere, A"], short: ["fill-in", "calibration", "étalonnage"],
    number: ["numeric", "12.5"], free: ["fill-in"], rate: ["likert"]
};

const answersOf = (rows) => Object.fromEntries(Object.keys(rows).map((id) => [id, rows[id][0]]));

async function looksLike(frame, rows) {
    for (const [id, [, verdict, points]] of Object.entries(rows)) {
        const told = await questionOf(frame, id).locator(".verdict").textContent();
        if (verdict)
            assert.ok(told.startsWith(verdict), `${id}: ${told}`);
        assert.equal(/Points: ([\d.]+ of [\d.]+)/.exec(told) ? /Points: ([\d.]+ of [\d.]+)/.exec(told)[1] : "", points, id);
    }
}

const play = (rows, result, score, status) => inProfile(async (context) => {
    const lms = await t.open(context, server.origin);
    const quiz = await quizOf(lms.frame, "all-types");
    await t.goTo(lms.frame, "all-types");
    await give(lms.frame, quiz, answersOf(rows));
    await t.check(lms.frame, quiz);
    await lms.frame.getByText(result).waitFor();
    await looksLike(lms.frame, rows);
    await t.allWell(lms);
    assert.equal(await t.value(lms, "cmi.core.score.raw"), score);
    const { cmi } = await t.leave(lms);
    assert.equal(cmi.core.lesson_status, status);
    const told = Object.values(cmi.interactions).map((one) => [one.id, one.type, one.student_response || undefined, one.result,
        ...Object.values(one.correct_responses || {}).map((each) => each.pattern)]);
    assert.deepEqual(told, Object.keys(rows).filter((id) => rows[id][4]).map((id) =>
        [id, PATTERNS[id][0], rows[id][3], rows[id][4], ...PATTERNS[id].slice(1)]));

    const again = await t.open(context, server.origin);
    await again.course.locator('body[data-page="all-types"] .quiz-result').waitFor();
    await again.frame.getByText(result).waitFor();
    await looksLike(again.frame, rows);
    for (const question of quiz.questions) {
        const kept = await again.frame.evaluate((one) => window.etalon.kinds[one.type].read(document.getElementById(one.id), one), question);
        const given = rows[question.id][0];
        assert.deepEqual(kept, Array.isArray(given) ? given : [given.trim()], question.id);
    }
    await t.allWell(again);
});

/* 19 points in the course: 15 here. */
test("every type answered rightly", () => play(RIGHT, "Your result: 100 % (15 of 15 points)".replace(" %", "\u00a0%"), "78.94", "passed"));
test("every type answered wrongly", () => play(WRONG, "Your result: 0\u00a0% (0 of 15 points)", "0", "incomplete"));
test("every type answered partly", () => play(PARTLY, "Your result: 60\u00a0% (9 of 15 points)", "47.36", "incomplete"));

test("feedback: of what was chosen, of the outcome, of the foreseen mistake; the right answer when no attempt is left", () =>
    inProfile(async (context) => {
        const page = await context.newPage();
        await page.goto(webServer.origin + "/course/all-types.html");
        const quiz = await quizOf(page, "all-types"), seen = (words) => page.getByText(words, { exact: true }).first().isVisible();
        await give(page, quiz, Object.assign(answersOf(PARTLY), { single: "a", number: "12,5 cm", multiple: "b", match: "zzz", order: "dbca", gaps: ["x", "0"], short: "no" }));
        assert.equal(await seen("It uses it."), false);
        await t.check(page, quiz);
        assert.ok(await seen("It uses it."));
        assert.ok(await seen("Look at the prefix."));
        assert.equal(await seen("Well measured."), false);
        assert.equal(await page.locator(".solution").count(), 0, "the learner may try again");
        await page.getByRole("button", { name: "Try again" }).click();
        await give(page, quiz, Object.assign(answersOf(WRONG), { number: "12.5" }));
        await t.check(page, quiz);
        await page.getByText("No attempt is left.").waitFor();
        const solutions = await page.locator(".solution").evaluateAll((all) => all.map((one) => one.textContent.replace(/\s+/g, " ")));
        assert.deepEqual(solutions, ["Right answer: metre", "Right answer: kilogram", "Right answer: second",
            "Right order:nanometremicrometremillimetremetre", "Right answer: ampere", "Right answer: A",
            "Right answer: calibration", "Right answer: 12.5 mm"]);
        await questionOf(page, "number").getByText("The unit is missing.").waitFor();
    }, webServer));

test("practice: hints on request, a try before the right answer, texts and ratings recorded", () => inProfile(async (context) => {
    const lms = await t.open(context, server.origin), { frame } = lms;
    await t.goTo(frame, "trying");
    const one = questionOf(frame, "try-choice"), check = one.getByRole("button", { name: "Check answer" });
    assert.equal(await one.getByText("It is one of seven.").isVisible(), false);
    await one.getByRole("button", { name: "Show a hint" }).click();
    assert.equal(await frame.evaluate(() => document.activeElement.textContent), "It is one of seven.");
    assert.equal(await one.getByText("It is warm.").isVisible(), false);
    await one.getByRole("button", { name: "Next hint" }).click();
    assert.ok(await one.getByText("It is warm.").isVisible());
    assert.equal(await one.getByRole("button", { name: "hint" }).isVisible(), false);

    await one.getByText("newton").click();
    await check.click();
    assert.ok(await one.getByText("It is derived.").isVisible() && await one.getByText("Not that one.").isVisible());
    assert.equal(await one.locator(".is-answer").count(), 0, "one try is left");
    assert.equal(await one.locator(".explanation").isVisible(), false);
    await one.getByRole("button", { name: "Try again" }).click();
    await one.getByText("litre").click();
    await check.click();
    assert.equal(await one.locator(".is-answer").textContent().then((words) => words.includes("kelvin")), true);
    assert.ok(await one.locator(".explanation").isVisible());
    await one.getByRole("button", { name: "Answer again" }).click();
    await one.getByText("kelvin", { exact: true }).click();
    await check.click();
    assert.ok(await one.getByText("That is the one.").isVisible());

    const number = questionOf(frame, "try-number");
    await number.getByRole("textbox").fill("500 ms");
    await number.getByRole("button", { name: "Check answer" }).click();
    await number.getByText("“ms” is not a unit of the quantity asked for.").waitFor();
    await number.getByText("Right answer: 0.5\u00a0m").waitFor();
    await questionOf(frame, "try-text").getByRole("textbox").fill("Масса, ‘mass’ & more");
    await questionOf(frame, "try-text").getByRole("button", { name: "Send" }).click();
    await questionOf(frame, "try-text").getByText("Many measure mass.").waitFor();
    await questionOf(frame, "try-rating").getByRole("button", { name: "Send" }).click();
    await questionOf(frame, "try-rating").getByText("Write or choose something first.").waitFor();
    await questionOf(frame, "try-rating").getByText("yes").click();
    await questionOf(frame, "try-rating").getByRole("button", { name: "Send" }).click();
    await t.allWell(lms);
    const { cmi } = await t.leave(lms);
    assert.equal(cmi.core.score.raw, "");
    assert.deepEqual(Object.values(cmi.interactions).map((each) => [each.id, each.type, each.student_response, each.result]), [
        ["try-text", "fill-in", "Масса, ‘mass’ & more", "neutral"], ["try-rating", "likert", "c", "neutral"]]);
    const again = await t.open(context, server.origin);
    await again.frame.locator('body[data-page="trying"]').waitFor();
    assert.equal(await questionOf(again.frame, "try-text").getByRole("textbox").inputValue(), "Масса, ‘mass’ & more");
    assert.equal(await questionOf(again.frame, "try-number").getByRole("textbox").inputValue(), "500 ms");
}));

/* ------------------------------------------------------- orders and draws */

/* README.md, "Seed, order, pools", written down a second time. */
function shuffled(seed, key, list) {
    let h = 2166136261n;
    for (const byte of Buffer.from(seed + key))
        h = (h ^ BigInt(byte)) * 16777619n % 4294967296n;
    const out = [...list], mod = 4294967296n;
    for (let i = out.length - 1; i > 0; i--) {
        h = h ^ (h << 13n) % mod;
        h = h ^ h >> 17n;
        h = h ^ (h << 5n) % mod;
        const j = Number(h % BigInt(i + 1));
        [out[i], out[j]] = [out[j], out[i]];
    }
    return out;
}

test("shuffle and draw: by the seed of the learner, the same on resuming", () => inProfile(async (context) => {
    const orders = new Set(), draws = new Set();
    for (const seed of ["0000", "k3f9", "zzzz", "a1b2", "77aa"]) {
        const lms = await t.open(context, server.origin, { cmi: { suspend_data: `e2${seed};jHbXABIq;ABIq0100xc`,
            core: { lesson_location: "drawn", lesson_status: "incomplete" } } });
        await lms.course.locator('body[data-page="drawn"]').waitFor();
        const quiz = await quizOf(lms.frame, "drawn"), [pool] = quiz.pools;
        const drawn = shuffled(seed, pool.key, pool.questions).slice(0, 2);
        const expected = shuffled(seed, quiz.key, [...drawn, "shuffled", "reason"]);
        const asked = await lms.frame.locator("[data-question]").evaluateAll((all) => all.map((one) => one.id));
        assert.deepEqual(asked, expected, seed);
        const numbers = await lms.frame.locator(".question-number").allTextContents();
        assert.deepEqual(numbers, ["Question 1", "Question 2", "Question 3", "Question 4"]);
        const last = quiz.questions.find((one) => one.id === "shuffled");
        const letters = await lms.frame.locator("#shuffled input").evaluateAll((all) => all.map((one) => one.value));
        assert.deepEqual(letters, shuffled(seed, last.key, ["a", "b", "c", "d"]));
        orders.add(asked.join());
        draws.add([...drawn].sort().join());
        await lms.page.close();
        await context.clearCookies();
    }
    assert.ok(orders.size > 2 && draws.size > 1, "learners differ");
}));

test("only what was wrong is asked again; a question with one attempt is not", () => inProfile(async (context) => {
    const settings = { cmi: { suspend_data: "e2k3f9;jHbXABIq;ABIq0100xc", core: { lesson_location: "drawn", lesson_status: "incomplete" } } };
    const lms = await t.open(context, server.origin, settings);
    await lms.course.locator('body[data-page="drawn"]').waitFor();
    const quiz = await quizOf(lms.frame, "drawn");
    const fruits = await lms.frame.locator("[data-question^=fruit]").evaluateAll((all) => all.map((one) => one.id));
    await give(lms.frame, quiz, { [fruits[0]]: "t", [fruits[1]]: "f", shuffled: "a", reason: "They are heavy." });
    await t.check(lms.frame, quiz);
    await lms.frame.getByText("Your result: 33\u00a0% (1 of 3 points)").waitFor();
    assert.equal(await lms.frame.locator("#shuffled .mark-right").count(), 1, "no attempt is left for this one");
    await lms.frame.getByRole("button", { name: "Try what was not right again" }).click();
    const open = await lms.frame.locator("input:enabled").evaluateAll((all) => [...new Set(all.map((one) => one.name))]);
    assert.deepEqual(open, [fruits[1]]);
    assert.equal(await lms.frame.locator("#reason textarea:disabled").inputValue(), "They are heavy.", "what was written stays");
    await t.leave(lms);

    const again = await t.open(context, server.origin);
    await again.course.locator('body[data-page="drawn"]').waitFor();
    assert.equal(await again.frame.locator("input:enabled").count(), 2);
    await give(again.frame, quiz, { [fruits[1]]: "t" });
    await t.check(again.frame, quiz);
    await again.frame.getByText("Your result: 66\u00a0% (2 of 3 points)").waitFor();
    await again.frame.getByText("No attempt is left.").waitFor();
    await t.allWell(again);
    const { cmi } = await t.leave(again);
    assert.deepEqual(Object.values(cmi.interactions).map((one) => one.id).slice(-1), [fruits[1] + ".2"]);
}));

/* ------------------------------------------------------- rules */

test("a module stays locked until what it needs is done; rules decide what is done", () => inProfile(async (context) => {
    const lms = await t.open(context, server.origin), { frame } = lms;
    await t.goTo(frame, "between");
    await frame.getByRole("heading", { name: "This module is not open yet" }).waitFor();
    assert.equal(await frame.getByText("Now for what chance brings.").count(), 0);
    assert.ok(await frame.locator(".toc-module", { hasText: "Draws" }).textContent().then((words) => words.includes("locked")));
        await frame.locator(".locked").getByRole("link", { name: "Kinds" }).click();
    await frame.locator('body[data-page="trying"]').waitFor();
    assert.equal(await frame.locator(".toc-module > a .state-locked").count(), 1);
    await t.readToEnd(frame);
    await t.goTo(frame, "all-types");
    const quiz = await quizOf(frame, "all-types");
    await give(frame, quiz, answersOf(WRONG));
    await t.check(frame, quiz);
    assert.equal(await frame.locator(".toc-module > a .state-locked").count(), 0, "taken is enough: Kinds has no rule");
    await t.goTo(frame, "between");
    await frame.getByText("Now for what chance brings.").waitFor();
    await t.goTo(frame, "drawn");
    const drawn = await quizOf(frame, "drawn");
    const ids = await frame.locator("[data-question]").evaluateAll((all) => all.map((one) => one.id));
    await give(frame, drawn, Object.fromEntries(ids.map((id) => [id, id === "shuffled" ? "a" : "t"])));
    await t.check(frame, drawn);
    const done = () => frame.evaluate(() => {
        const { etalon } = window, read = () => etalon.readState(window.parent.real.LMSGetValue("cmi.suspend_data"));
        return etalon.result(read(), null).objectives.filter((one) => one.done).map((one) => one.id);
    });
    await t.committed(lms);
    assert.deepEqual(await done(), ["kinds.done"], "Draws asks for its quiz to be passed with all points");
    await t.allWell(lms);
}));

test("accessible, fits: a locked page", () => inProfile(async (context) => {
    const page = await context.newPage();
    await page.goto(webServer.origin + "/course/between.html");
    await page.getByRole("heading", { name: "This module is not open yet" }).waitFor();
    await accessible(page, "locked");
}, webServer));

test("rules, each by itself", () => inProfile(async (context) => {
    const page = await context.newPage();
    await page.goto(webServer.origin + "/course/index.html");
    const told = await page.evaluate(() => {
        const { etalon } = window, { data } = etalon, state = etalon.newState(), out = [];
        const status = (rule) => {
            data.rule = rule;
            return etalon.result(state, null).status;
        };
        const rules = [["seen", 40], ["seen", 41], ["passed", "last"], ["passed", ""], ["completed", "kinds"], ["completed", "trying"],
            ["all", ["seen", 40], ["completed", "kinds"]], ["all", ["seen", 40], ["passed", ""]], ["any", ["passed", ""], ["seen", 40]]];
        state.seen["trying"] = state.seen["all-types"] = true;      /* 2 of 5 pages */
        state.quizzes["all-types"] = { tries: 1, best: 1500 };      /* 15 of 19 points, 60 % pass */
        for (const rule of rules)
            out.push(status(rule));
        data.policy = "completed";
        out.push(status(["seen", 40]), status(["passed", ""]));
        return out;
    });
    assert.deepEqual(told, ["passed", "incomplete", "incomplete", "incomplete", "passed", "passed", "passed", "incomplete", "passed",
        "completed", "incomplete"]);
}, webServer));

/* ------------------------------------------------------- states */

test("older states are read; damaged ones are passed over", () => inProfile(async (context) => {
    const page = await context.newPage();
    await page.goto(webServer.origin + "/course/index.html");
    const read = (text) => page.evaluate((given) => {
        const { seen, quizzes, answers, seed } = window.etalon.readState(given);
        return { seen: Object.keys(seen), quizzes: { ...quizzes }, answers: { ...answers }, seed };
    }, text);
    const old = await read("e1;jHbX;ABIq02009;mQYzb!8ylKab.");
    assert.deepEqual(old.seen, ["trying"]);
    assert.deepEqual(old.quizzes, { "all-types": { tries: 2, best: 900 } });
    assert.deepEqual(old.answers, { single: { parts: ["b"], checked: true, tries: 1 }, multiple: { parts: ["ab"], checked: false, tries: 0 } });
    const now = await read("e2k3f9;jHbX;ABIq0200p0;mQYz3b;Ef460amp~Dore|1;xxxx0a;y10V0~~BDwEMAQ7BD4;Ef460one");
    assert.equal(now.seed, "k3f9");
    assert.deepEqual(now.quizzes, { "all-types": { tries: 2, best: 900 } });
    assert.deepEqual(now.answers, { single: { parts: ["b"], checked: true, tries: 1 },
        gaps: { parts: ["amp\u00e8re".replace("\u00e8", String.fromCharCode(3 << 6 | 40)), "1"], checked: false, tries: 0 },
        short: { parts: ["\u043c\u0430\u043b\u043e".slice(0, 4)], checked: false, tries: 0 } });
    for (const damage of ["e2", "e2k3;;", "e2k3f9", "e2k3f9;;;;;", "e2k3f9;?;?;?", "e2k3f9;;ABIq;mQYz", "e2k3f9;;;mQYz\u20ac", "e3k3f9;jHbX;;",
        "e2k3f9;;;y10V0~", "e2k3f9;;;y10V0~~~~", "e2k3f9,;;", "null", "{}"])
        assert.deepEqual((await read(damage)).quizzes, {}, damage);
}, webServer));

test("what is typed comes back from a state, in its room", () => inProfile(async (context) => {
    const page = await context.newPage();
    await page.goto(webServer.origin + "/course/index.html");
    const back = (id, part) => page.evaluate(([question, words]) => {
        const { etalon } = window, state = etalon.newState();
        state.answers[question] = { parts: [words], checked: true, tries: 1 };
        const text = etalon.writeState(state);
        return [etalon.readState(text).answers[question].parts[0], /^[\x21-\x7e]*$/.test(text), text.split(";")[3].length - 5];
    }, [id, part]);
    const words = ["a b", "", "50 %; a|b ~ _ x", "l’étalon d'or", "\"<&>\\", "Масса тела", "测量不确定度", "قياس", "😀 1 µm"];
    for (const one of words) {
        const [same, plain] = await back("free", one);
        assert.equal(same, one);
        assert.ok(plain, one);
    }
    for (const [id, most] of [["free", 200], ["short", 32], ["number", 32]])
        for (const letter of ["a", "é", "я", "量", "😀"]) {
            const [same, plain, size] = await back(id, letter.repeat(id === "free" ? 100 : 32));
            assert.ok(size <= most, `${id}: ${size}`);
            assert.ok(plain && same.startsWith(letter));
        }
    assert.equal((await back("number", "12,5 × 10⁻³ m·s⁻²"))[0], "12,5 * 10^-3 m*s^-2");
}, webServer));

/* The head without a language, 5 pages, 3 graded quizzes, 18 questions; then answer by answer, in the order of the course. */
test("the longest state is as long as the build computes, and is read back", () => inProfile(async (context) => {
    const page = await context.newPage();
    await page.goto(webServer.origin + "/course/index.html");
    const { length, same } = await page.evaluate(() => {
        const { etalon } = window, state = etalon.newState(), typed = "\u20ac".repeat(300);
        const longest = {
            "multiple-choice": ["abcd"], matching: ["abc"], ordering: ["abcd"], cloze: [typed, "1"], "short-text": [typed],
            numeric: [typed], "free-text": [typed]
        };
        for (const one of etalon.data.pages)
            state.seen[one.id] = true;
        for (const quiz of etalon.data.quizzes) {
            if (quiz.graded)
                state.quizzes[quiz.id] = { tries: 99, best: etalon.pointsOf(quiz) };
            for (const question of etalon.asked(quiz, state.seed))
                state.answers[question.id] = { parts: longest[question.type] || ["a"], checked: true, tries: 17 };
        }
        const text = etalon.writeState(state);
        return { length: text.length, same: etalon.writeState(etalon.readState(text)) === text };
    });
    assert.equal(length, 8 + 4 * 5 + 10 * 3 + 19 * 6 + 1 + (32 + 160 + 1) + (1 + 4 + 1 + 3 + 4) + (18 + 1 + 1) + 32 + 32 + 200 + 80 + 1 + 3 + 1);
    assert.ok(same);
}, webServer));

/* ------------------------------------------------------- keyboard, tabs */

test("every type by keyboard alone", () => inProfile(async (context) => {
    const page = await context.newPage();
    await page.goto(webServer.origin + "/course/all-types.html");
    const press = async (...keys) => { for (const key of keys) await page.keyboard.press(key); };
    async function tabTo(selector) {
        for (let i = 0; i < 60; i++) {
            await page.keyboard.press("Tab");
            if (await page.evaluate((one) => document.activeElement.matches(one), selector))
                return;
        }
        throw new Error("not reached by keyboard: " + selector);
    }
    await tabTo("#single input");
    await press("ArrowDown");
    await tabTo('#multiple [value="a"]');
    await press("Space");
    await tabTo('#multiple [value="c"]');
    await press("Space");
    await tabTo("#truth input");
    await press("ArrowUp");
    for (const key of ["a", "b", "c"]) {
        await tabTo("#match_" + key);
        await page.keyboard.type({ a: "me", b: "ki", c: "se" }[key]);
    }
    for (const [place, key] of ["a", "b", "c", "d"].entries()) {
        const at = await page.locator("#order .order-item").evaluateAll((all, one) => all.findIndex((item) => item.dataset.key === one), key);
        if (at === place)
            continue;
        await page.locator("#order_" + key + "_up").focus();
        for (let i = at; i > place; i--)
            await press("Enter");
        assert.equal(await page.evaluate(() => document.activeElement.id), "order_" + key + "_up", "focus stays where one moves");
    }
    assert.match(await page.locator("[aria-live]").textContent(), /: place \d of 4$/);
    await page.locator("#order .order-item:last-child .order-down").focus();
    await tabTo("#gaps_a");
    await page.keyboard.type("ampere");
    await tabTo("#gaps_b");
    await press("ArrowDown", "ArrowDown");
    await tabTo("#short_text");
    await page.keyboard.type("calibration");
    await tabTo("#number_text");
    await page.keyboard.type("0.0125 m");
    await tabTo("#free_text");
    await page.keyboard.type("Yes");
    await tabTo("#rate input");
    await press("Space");
    await tabTo("button[type=submit]");
    await press("Enter");
    await page.getByText("Your result: 100\u00a0% (15 of 15 points)").waitFor();
}, webServer));

test("names and descriptions are there for who cannot see", () => inProfile(async (context) => {
    const page = await context.newPage();
    await page.goto(webServer.origin + "/course/all-types.html");
    await page.getByRole("group", { name: "Question 4 3 points Which unit belongs to which quantity?" }).waitFor();
    await page.getByRole("combobox", { name: "length" }).selectOption({ label: "metre" });
    await page.getByRole("button", { name: "Up nanometre" }).waitFor();
    await page.getByRole("textbox", { name: "Gap 1" }).fill("x");
    await page.getByRole("combobox", { name: "Gap 2" }).waitFor();
    await page.getByRole("textbox", { name: "Number and unit" }).fill("1");
    assert.match(await page.getByRole("textbox", { name: "Number and unit" }).evaluate((one) =>
        document.getElementById(one.getAttribute("aria-describedby")).textContent), /decimal marks/);
}, webServer));

test("tabs: by arrow keys, by address; without script one below the other", () => inProfile(async (context) => {
    const page = await context.newPage();
    await page.goto(webServer.origin + "/course/trying.html");
    const shown = () => page.locator(".tab").evaluateAll((all) => all.filter((one) => !one.hasAttribute("hidden")).map((one) => one.id));
    assert.deepEqual(await shown(), ["box-one"]);
    await page.getByRole("tab", { name: "One" }).focus();
    for (const [key, id] of [["ArrowRight", "box-two"], ["End", "box-three"], ["ArrowRight", "box-one"], ["ArrowLeft", "box-three"], ["Home", "box-one"]]) {
        await page.keyboard.press(key);
        assert.deepEqual(await shown(), [id], key);
        assert.equal(await page.evaluate(() => document.activeElement.getAttribute("aria-controls")), id);
        assert.equal(await page.getByRole("tab", { selected: true }).count(), 1);
        assert.deepEqual(await page.locator(".tab").evaluateAll((all) => all.filter((one) => one.tabIndex === 0).map((one) => one.id)), [id],
            "nobody comes to a tab that is not shown");
    }
    await page.evaluate(() => { document.querySelector(".tabs").dir = "rtl"; });
    await page.keyboard.press("ArrowLeft");
    assert.deepEqual(await shown(), ["box-two"], "forward is to the left");
    assert.equal(await page.locator("#in-folded").isVisible(), false);
    await page.goto(webServer.origin + "/course/trying.html#in-folded");
    assert.ok(await page.locator("#in-folded").isVisible());
    await page.goto(webServer.origin + "/course/trying.html#in-two");
    assert.deepEqual(await shown(), ["box-two"]);
    const plain = await browser.newContext({ javaScriptEnabled: false }), still = await plain.newPage();
    await still.goto(webServer.origin + "/course/trying.html");
    assert.equal(await still.locator(".tab:visible").count(), 3);
    await plain.close();
}, webServer));

for (const [rows, name] of [[RIGHT, "right"], [PARTLY, "partly"]])
    test("accessible, fits: every type, before and after it is answered: " + name, () => inProfile(async (context) => {
        const page = await context.newPage();
        await page.goto(webServer.origin + "/course/all-types.html");
        const quiz = await quizOf(page, "all-types");
        await give(page, quiz, answersOf(rows));
        await accessible(page, "answered, " + name);
        await t.check(page, quiz);
        await accessible(page, "checked, " + name);
        await t.goTo(page, "trying");
        await questionOf(page, "try-choice").getByRole("button", { name: "Show a hint" }).click();
        await accessible(page, "practice");
    }, webServer));

await t.main(async () => {
    await browser.close();
    server.close();
    webServer.close();
});
