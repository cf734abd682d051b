/*
 * fixture: the script and the look on the course in fixture/, played on an
 * independent run-time, without one, and from a file.
 */
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import * as t from "./lib.mjs";
import { accessible } from "./axe.mjs";

const { test } = t;
const browser = await t.launch();
const scorm = t.fixture("scorm12"), web = t.fixture("web");
const server = await t.serve(scorm), webServer = await t.serve(web);
const desktop = { viewport: { width: 1280, height: 900 } };

/* Runs `play` in a new profile on the platform, or the course of another server. */
async function inProfile(play, where, options) {
    const context = await t.profile(browser, (where || server).origin, options || desktop);
    try {
        await play(context);
        assert.deepEqual(context.faults, [], "nothing is asked from elsewhere, nothing fails");
    } finally {
        await context.close();
    }
}

const begin = (context, settings) => t.open(context, server.origin, settings);
const right = (question) => question.right;

/* Chooses `answers` ({question: letters}) where given, else what is right. */
const but = (answers) => (question) => answers[question.id] || question.right;
const mixed = but({ keeper: "a", "best-standard": "z" });       /* 0 of 2; 3, 1, 0 of 6 */

test("all answers right: passed, 100, each interaction as the standard has it", () => inProfile(async (context) => {
    const lms = await begin(context);
    const data = await t.courseData(lms.frame);
    await t.walk(lms.frame, data, right);
    await lms.course.getByText("You have passed with 100\u00a0%.").waitFor();
    await t.allWell(lms);
    const { cmi } = await t.leave(lms);
    assert.equal(cmi.core.lesson_status, "passed");
    assert.deepEqual(cmi.core.score, { raw: "100", min: "0", max: "100" });
    assert.equal(cmi.core.exit, "");
    const told = Object.values(cmi.interactions).map((one) =>
        [one.id, one.type, one.student_response, one.correct_responses[0].pattern, one.result, one.weighting]);
    assert.deepEqual(told, [
        ["keeper", "choice", "b", "b", "correct", "2"],
        ["parts-of-result", "choice", "a,c", "a,c", "correct", "3"],
        ["only-number", "true-false", "f", "f", "correct", "1"],
        ["best-standard", "choice", "x", "x", "correct", "2"]]);
    assert.match(cmi.interactions[0].time, /^\d\d:\d\d:\d\d$/);
    assert.match(cmi.interactions[0].latency, /^\d+:\d\d:\d\d/);
}));

test("some answers wrong: the score is theirs, failed below the pass mark", () => inProfile(async (context) => {
    const lms = await begin(context);
    await t.walk(lms.frame, await t.courseData(lms.frame), mixed);
    await lms.course.getByText("You have 50\u00a0%, and 70\u00a0% are needed.").waitFor();
    await t.allWell(lms);
    const { cmi } = await t.leave(lms);
    assert.equal(cmi.core.score.raw, "50");
    assert.equal(cmi.core.lesson_status, "failed");
    assert.equal(cmi.core.exit, "suspend");
    assert.deepEqual(Object.values(cmi.interactions).map((one) => one.result),
        ["wrong", "correct", "correct", "wrong"]);
}));

test("failed, then tried again in another session: passed, interactions go on", () => inProfile(async (context) => {
    const first = await begin(context);
    const data = await t.courseData(first.frame);
    await t.walk(first.frame, data, mixed);
    await t.leave(first);
    const lms = await begin(context);
    for (const quiz of data.quizzes.filter((one) => one.graded)) {
        await t.goTo(lms.frame, quiz.page);
        await lms.frame.getByRole("button", { name: "Try again" }).click();
        for (const question of quiz.questions)
            await t.answer(lms.frame, question, question.right);
        await t.check(lms.frame, quiz);
    }
    await t.allWell(lms);
    const { cmi } = await t.leave(lms);
    assert.equal(cmi.core.lesson_status, "passed");
    assert.equal(cmi.core.score.raw, "100");
    assert.deepEqual(Object.values(cmi.interactions).map((one) => one.id), [
        "keeper", "parts-of-result", "only-number", "best-standard",
        "keeper.2", "parts-of-result.2", "only-number.2", "best-standard.2"]);
}));

test("left in the middle: resumed on the same page with the answers kept", () => inProfile(async (context) => {
    const first = await begin(context);
    const data = await t.courseData(first.frame), questions = data.quizzes[2].questions;
    await t.goTo(first.frame, "first-lesson");
    await t.readToEnd(first.frame);
    await t.goTo(first.frame, "final-quiz");
    await t.answer(first.frame, questions[0], "ad");
    await t.answer(first.frame, questions[2], "y");
    const { cmi } = await t.leave(first);
    assert.equal(cmi.core.lesson_status, "incomplete");
    assert.equal(cmi.core.score.raw, "");
    assert.equal(cmi.core.exit, "suspend");

    const lms = await begin(context);
    await lms.course.locator('body[data-page="final-quiz"]').waitFor();
    await lms.course.getByText("You are where you left off.").waitFor();
    const checked = await lms.frame.locator("input:checked").evaluateAll((all) => all.map((one) => one.name + one.value));
    assert.deepEqual(checked, ["parts-of-resulta", "parts-of-resultd", "best-standardy"]);
    assert.equal(await lms.course.locator(".bar-text").textContent(), "1 of 4 steps done");
    await t.allWell(lms);
}));

test("whoever goes elsewhere while the place of last time is fetched is not told to be there", () => inProfile(async (context) => {
    const first = await begin(context);
    await t.goTo(first.frame, "second-lesson");
    await t.leave(first);
    let come;
    await context.route("**/second-lesson.html", (route) => new Promise((done) => { come = done; }).then(() => route.continue()));
    const lms = await begin(context);
    await t.goTo(lms.frame, "glossary");
    const late = lms.page.waitForResponse("**/second-lesson.html");
    come();
    await (await late).finished();
    await t.committed(lms);
    assert.equal(await lms.course.locator(".notice-resume").count(), 0);
    await lms.course.locator('body[data-page="glossary"]').waitFor();
}));

test("passed stays passed, and no score goes down", () => inProfile(async (context) => {
    const first = await begin(context);
    const data = await t.courseData(first.frame);
    await t.walk(first.frame, data, right);
    await t.leave(first);
    const again = await begin(context);
    await again.course.getByText("You have passed with 100\u00a0%.").waitFor();
    const kept = await t.leave(again);
    assert.equal(kept.cmi.core.lesson_status, "passed");

    const fresh = await begin(context, { cmi: { suspend_data: "", core: { lesson_location: "" } } });
    await t.walk(fresh.frame, data, mixed);
    await t.allWell(fresh);
    const { cmi } = await t.leave(fresh);
    assert.equal(cmi.core.lesson_status, "passed");
    assert.equal(cmi.core.score.raw, "100");
}));

for (const mode of ["browse", "review"])
    test(mode + ": nothing is written", () => inProfile(async (context) => {
        const lms = await begin(context, { cmi: { core: { lesson_mode: mode, lesson_status: "completed" } } });
        await lms.course.getByText("You are looking back").waitFor();
        await t.walk(lms.frame, await t.courseData(lms.frame), mixed);
        await t.allWell(lms);
        const names = new Set((await t.calls(lms)).map((call) => call.name));
        assert.deepEqual([...names].sort(), ["LMSGetValue", "LMSInitialize"]);
        await t.leave(lms);
    }));

const damages = ["x", "e1;", "e1;p001", "e1;p0", "e2;p001;;", "e1;;z003zz;", "e1;;z00?zzzzz;q004abcdefgh!",
    "e1;????;!!!!;....", "{\"a\":1}", "e1;p001p001;;q004", ";;;;;;;;", "e1;;z003-1-11;q004..!!", "\u20ac".repeat(50)];
test("damaged data are passed over, the status is kept", () => inProfile(async (context) => {
    for (const damage of damages) {
        const lms = await begin(context, { cmi: { suspend_data: damage,
            core: { lesson_status: "completed", lesson_location: "no-such-page" } } });
        await lms.course.locator('body[data-kind="index"]').waitFor();
        await t.goTo(lms.frame, "final-quiz");
        await t.allWell(lms);
        assert.equal(await t.value(lms, "cmi.core.lesson_status"), "completed", damage);
        await lms.page.close();
    }
}));

test("a platform without interactions and objectives", () => inProfile(async (context) => {
    const lms = await begin(context, { noInteractions: true });
    await t.walk(lms.frame, await t.courseData(lms.frame), right);
    const asked = (await t.calls(lms)).filter((call) => /^cmi\.(interactions|objectives)/.test(call.values[0]));
    assert.deepEqual(asked.map((call) => call.values.join(" ")).sort(), ["cmi.interactions._count",
        "cmi.objectives.0.id module-one.done", "cmi.objectives.0.id module-two.done", "cmi.objectives._count"], "each once");
    const { cmi } = await t.leave(lms);
    assert.equal(cmi.core.lesson_status, "passed");
}));

test("the platform's own pass mark counts, and no score before all is answered", () => inProfile(async (context) => {
    const lms = await begin(context, { cmi: { student_data: { mastery_score: "80" } } });
    const data = await t.courseData(lms.frame);
    await t.goTo(lms.frame, "third-lesson");
    await t.answer(lms.frame, data.quizzes[1].questions[0], "b");
    await t.check(lms.frame, data.quizzes[1]);
    assert.equal(await t.value(lms, "cmi.core.score.raw"), "");
    await t.goTo(lms.frame, "final-quiz");
    for (const question of data.quizzes[2].questions)
        await t.answer(lms.frame, question, but({ "best-standard": "y" })(question));
    await t.check(lms.frame, data.quizzes[2]);
    assert.equal(await t.value(lms, "cmi.core.score.raw"), "75");
    assert.equal(await t.value(lms, "cmi.core.lesson_status"), "failed");
    await lms.course.getByText("80\u00a0% are needed").first().waitFor();
    await t.allWell(lms);
}));

test("attempts run out: no more of them, the right answers are shown", () => inProfile(async (context) => {
    const lms = await begin(context);
    const quiz = (await t.courseData(lms.frame)).quizzes[2];
    await t.goTo(lms.frame, "final-quiz");
    for (const left of [1, 0]) {
        for (const question of quiz.questions)
            await t.answer(lms.frame, question, { "parts-of-result": "bd", "only-number": "t", "best-standard": "y" }[question.id]);
        await t.check(lms.frame, quiz);
        assert.equal(await lms.course.locator(".mark-right").count() > 0, left === 0);
        if (left)
            await lms.course.getByRole("button", { name: "Try again" }).click();
    }
    await lms.course.getByText("No attempt is left.").waitFor();
    assert.equal(await lms.course.getByRole("button", { name: "Try again" }).count(), 0);
    assert.equal(await lms.course.locator("input:enabled").count(), 0);
    assert.equal(await t.value(lms, "cmi.core.score.raw"), "0");
    await t.leave(lms);
    const later = await begin(context);
    await later.course.locator('body[data-page="final-quiz"] .quiz-result').waitFor();
    assert.equal(await later.course.getByRole("button", { name: "Check answers" }).count(), 0);
}));

test("an unanswered question is named and gets the focus", () => inProfile(async (context) => {
    const lms = await begin(context);
    const quiz = (await t.courseData(lms.frame)).quizzes[2];
    await t.goTo(lms.frame, "final-quiz");
    await t.answer(lms.frame, quiz.questions[0], "a");
    await lms.course.getByRole("button", { name: "Check answers" }).click();
    await lms.course.getByText("Not answered yet: 2, 3.").waitFor();
    assert.equal(await lms.frame.evaluate(() => document.activeElement.name), "only-number");
    assert.equal(await lms.course.locator(".quiz-result").isVisible(), false);
    assert.equal(await t.value(lms, "cmi.core.score.raw"), "");
}));

test("practice: told at once, again as often as one likes, never counted", () => inProfile(async (context) => {
    const lms = await begin(context);
    await t.goTo(lms.frame, "second-lesson");
    const first = lms.course.locator("#down-the-chain");
    await first.getByRole("button", { name: "Check answer" }).click();
    await first.getByText("Answer first, then check.").waitFor();
    await first.getByText("It shrinks.").click();
    await first.getByRole("button", { name: "Check answer" }).click();
    await first.getByText("Then a kitchen balance would be the best standard of all.").waitFor();
    await first.getByText("Uncertainties of independent steps").waitFor();
    await lms.course.getByText("Question 1: not right.").waitFor({ state: "attached" });
    await first.getByRole("button", { name: "Answer again" }).click();
    assert.equal(await first.locator("input:checked").count(), 0);
    await first.getByText("It grows.").click();
    await first.getByRole("button", { name: "Check answer" }).click();
    await first.getByText("Right", { exact: true }).waitFor();
    assert.equal(await t.value(lms, "cmi.core.score.raw"), "");
    assert.equal(String(await t.value(lms, "cmi.interactions._count")), "0");
}));

test("practice in all ways of answering, as the contract writes them", () => inProfile(async (context) => {
    const page = await context.newPage();
    await page.goto(webServer.origin + "/course/second-lesson.html");
    const { questions } = (await t.courseData(page)).quizzes[0];
    const rows = [["match", "ab-", "Partly right", "Not yet all three."], ["match", "abc", "Right", "All three."], ["order", "abcd", "Right"],
        ["gaps", ["volt", "1"], "Partly right"], ["short", "Calibration", "Right"], ["number", "12.5 cm", "Partly right", "Look at the prefix."],
        ["free", "x", "Thank you"], ["rate", "b", "Thank you"]];
    for (const [id, given, verdict, words] of rows) {
        const set = page.locator("#" + id), question = questions.find((one) => one.id === id);
        await t.answer(page, question, given);
        await set.locator(".quiz-actions button").click();
        assert.ok((await set.locator(".verdict").textContent()).startsWith(verdict), id);
        if (words)
            assert.ok(await set.getByText(words, { exact: true }).isVisible(), words);
        if (words === "Not yet all three.")
            await set.locator(".quiz-actions button").click();
    }
    assert.equal(await page.locator("#view-two").isVisible(), false);
    await page.getByRole("tab", { name: "Down the chain" }).click();
    assert.ok(await page.locator("#view-two").isVisible());
    await accessible(page, "all ways answered");
}, webServer));

test("a commit that fails is said and tried again", () => inProfile(async (context) => {
    const lms = await begin(context);
    await t.goTo(lms.frame, "first-lesson");
    await t.committed(lms);
    await lms.page.evaluate(() => { window.failCommits = true; });
    await t.readToEnd(lms.frame);
    await lms.course.getByText("Not saved yet").waitFor();
    await lms.page.waitForTimeout(300);
    assert.match((await t.stored(lms.page)).cmi.suspend_data, /^e2\w{4};;$/);
    await lms.page.evaluate(() => { window.failCommits = false; });
    await lms.course.getByText("Saved.", { exact: true }).waitFor({ timeout: 15000 });
    assert.match((await t.stored(lms.page)).cmi.suspend_data, /^e2\w{4};p001;$/);
}));

test("a page that cannot be fetched is said; the session goes on", () => inProfile(async (context) => {
    const lms = await begin(context);
    await t.goTo(lms.frame, "first-lesson");
    await context.setOffline(true);
    await lms.course.locator(".steps-next").click();
    await lms.course.getByText("This page could not be loaded.").waitFor();
    await context.setOffline(false);
    await lms.course.getByRole("button", { name: "Try again" }).click();
    await lms.course.locator('body[data-page="second-lesson"]').waitFor();
    assert.equal(await lms.course.locator(".notice-load").count(), 0);
    await t.allWell(lms);
}));

test("a window closed abruptly loses nothing", () => inProfile(async (context) => {
    const lms = await begin(context);
    await t.goTo(lms.frame, "second-lesson");
    await t.readToEnd(lms.frame);
    await t.goTo(lms.frame, "third-lesson");
    await t.answer(lms.frame, (await t.courseData(lms.frame)).quizzes[1].questions[0], "b");
    await t.committed(lms);
    await lms.page.close({ runBeforeUnload: false });
    const page = await context.newPage();
    await page.goto(server.origin + "/strict.js");
    const { cmi } = await t.stored(page);
    assert.deepEqual([cmi.core.lesson_status, cmi.core.lesson_location, cmi.core.exit],
        ["incomplete", "third-lesson", "suspend"]);
    assert.match(cmi.suspend_data, /^e2\w{4};p002p003;;q0030b$/);
}));

test("time counts while the page is visible; what is hidden is committed", () => inProfile(async (context) => {
    const lms = await begin(context);
    await t.goTo(lms.frame, "first-lesson");
    /* Milliseconds since the epoch, by the clock of the page; of its beginning where nothing is said. */
    const now = (hidden) => lms.frame.evaluate((value) => {
        if (value === null)
            return performance.timeOrigin;
        Object.defineProperty(document, "hidden", { configurable: true, get: () => value });
        document.dispatchEvent(new Event("visibilitychange"));
        return performance.timeOrigin + performance.now();
    }, hidden);
    const began = await now(null);
    await lms.page.waitForTimeout(600);
    await t.committed(lms);
    const commits = async () => (await t.calls(lms)).filter((call) => call.name === "LMSCommit").length;
    const before = await commits();
    const hidden = await now(true);
    assert.equal(await commits(), before + 1);
    await lms.page.waitForTimeout(1500);
    const shown = await now(false);
    await t.leave(lms);
    const all = Date.now() - began;
    const page = await context.newPage();
    await page.goto(server.origin + "/strict.js");
    const [hours, minutes, seconds] = (await t.stored(page)).cmi.core.session_time.split(":").map(Number);
    const counted = (hours * 3600 + minutes * 60 + seconds) * 1000;
    assert.ok(counted > 500 && counted <= all - (shown - hidden) + 20, `${counted} ms of ${all} ms`);
}));

test("the API in the window that opened this one", () => inProfile(async (context) => {
    const page = await context.newPage();
    await page.goto(server.origin + "/lms");
    await page.evaluate(() => document.getElementById("course").remove());
    await page.reload();
    await page.evaluate(() => { document.getElementById("course").src = "about:blank"; });
    await page.waitForFunction(() => window.calls.some((call) => call.name === "LMSFinish"));
    const [popup] = await Promise.all([context.waitForEvent("page"), page.evaluate(() => {
        window.real.reset();
        window.calls.length = 0;
        window.open("/course/index.html");
    })]);
    await popup.locator("html.has-script").waitFor();
    assert.equal(await popup.locator(".notice").count(), 0);
    await page.waitForFunction(() => window.calls.some((call) => call.name === "LMSCommit" && call.result === "true"));
}));

test("a platform of another origin above: no error, said calmly", async () => {
    const context = await browser.newContext(desktop);
    const errors = [];
    context.on("weberror", (error) => errors.push(String(error.error())));
    const page = await context.newPage();
    await page.goto(server.origin.replace("127.0.0.1", "localhost") + "/strict.js");
    await page.setContent(`<iframe name="course" width="900" height="700" src="${server.origin}/course/index.html"></iframe>`);
    await page.frameLocator("iframe").getByText("No learning platform was found").waitFor();
    assert.deepEqual(errors, []);
    await context.close();
});

test("no platform: said, and kept in the browser", () => inProfile(async (context) => {
    const page = await context.newPage();
    await page.goto(server.origin + "/course/index.html");
    await page.getByText("No learning platform was found: nothing is recorded there.").waitFor();
    await t.walk(page, await t.courseData(page), right);
    await page.reload();
    await page.getByText("You have passed with 100\u00a0%.").waitFor();
}));

test("web: no word of platforms, goes on where one left", () => inProfile(async (context) => {
    const page = await context.newPage();
    await page.goto(webServer.origin + "/course/index.html");
    await page.getByRole("link", { name: "Start the course" }).click();
    await page.locator('body[data-page="first-lesson"]').waitFor();
    await t.readToEnd(page);
    await page.locator(".steps-next").click();
    await page.getByRole("heading", { name: "Chains of calibration", level: 1 }).waitFor();
    assert.equal(await page.locator(".notice").count(), 0);
    await page.goto(webServer.origin + "/course/index.html");
    await page.getByRole("link", { name: "Continue: Chains of calibration" }).click();
    await page.locator('body[data-page="second-lesson"]').waitFor();
}, webServer));

test("web without storage: said once, everything works", () => inProfile(async (context) => {
    const page = await context.newPage();
    await page.addInitScript(() =>
        Object.defineProperty(window, "localStorage", { get() { throw new DOMException("no", "SecurityError"); } }));
    await page.goto(webServer.origin + "/course/index.html");
    await page.getByText("This browser keeps no data").waitFor();
    await t.walk(page, await t.courseData(page), right);
    await page.getByText("You have passed with 100\u00a0%.").waitFor();
    assert.equal(await page.locator(".notice").count(), 1);
}, webServer));

test("web from a file: plain navigation, progress and answers kept", () => inProfile(async (context) => {
    const page = await context.newPage();
    await page.goto(pathToFileURL(path.join(web, "index.html")).href);
    const data = await t.courseData(page);
    await t.walk(page, data, mixed);
    await page.getByText("You have 50\u00a0%").waitFor();
    assert.match(page.url(), /^file:.*index\.html$/);
    await page.goto(pathToFileURL(path.join(web, "final-quiz.html")).href);
    await page.getByText("Your result: 66\u00a0% (4 of 6 points)").waitFor();
}));

test("without script: all can be read and reached", () => inProfile(async (context) => {
    const page = await context.newPage();
    await page.goto(server.origin + "/course/index.html");
    await page.getByRole("link", { name: "Start the course" }).click();
    for (let i = 0; i < 3; i++)
        await page.locator(".steps-next").click();
    await page.getByRole("heading", { name: "What have you learnt?" }).waitFor();
    assert.equal(await page.locator("noscript p").isVisible(), true);
    assert.equal(await page.locator(".feedback:visible, .explanation:visible, .pops:visible").count(), 0);
    await page.goto(server.origin + "/course/first-lesson.html");
    await page.locator("a.term").click();
    assert.match(page.url(), /glossary\.html#calibration$/);
}, server, { ...desktop, javaScriptEnabled: false }));

test("moving: title, address, focus, place and history are right", () => inProfile(async (context) => {
    const page = await context.newPage();
    let figure = () => undefined;               /* comes when all have seen that there is room for it */
    await page.route("**/chain.svg", (route) => new Promise((come) => { figure = come; }).then(() => route.continue()));
    await page.goto(webServer.origin + "/course/first-lesson.html");
    const focused = () => page.evaluate(() => document.activeElement.textContent);
    const loads = [];
    page.on("framenavigated", (frame) => loads.push(frame.url()));
    await page.evaluate(() => { window.same = true; scrollTo(0, 900); });
    await page.evaluate(() => document.querySelector(".steps-next").click());
    await page.locator('body[data-page="second-lesson"]').waitFor();
    assert.equal(await page.title(), "Chains of calibration – Measuring with confidence");
    assert.match(page.url(), /second-lesson\.html$/);
    assert.equal(await focused(), "Chains of calibration");
    assert.equal(await page.evaluate(() => pageYOffset), 0);
    assert.equal(await page.locator('.toc [aria-current="page"]').evaluate((one) => one.firstChild.data), "Chains of calibration");
    await page.goBack();
    await page.locator('body[data-page="first-lesson"]').waitFor();
    figure();
    await page.waitForFunction(() => document.querySelector("#chain img").complete);
    assert.equal(await page.evaluate(() => pageYOffset), 900);
    assert.equal(await focused(), "What a measurement says");
    await page.goForward();
    await page.locator('body[data-page="second-lesson"]').waitFor();
    await page.goBack();
    await page.getByRole("link", { name: "The doubt that is added" }).click();
    await page.locator('body[data-page="second-lesson"]').waitFor();
    assert.match(page.url(), /#uncertainty$/);
    assert.equal(await page.evaluate(() => document.activeElement.id), "uncertainty");
    assert.ok(await page.evaluate(() => pageYOffset > 0));
    assert.equal(await page.evaluate(() => window.same), true, "the window is the same all along");
    await page.reload();
    await page.locator('body[data-page="second-lesson"]').waitFor();
}, webServer));

test("of two clicks the last one counts", () => inProfile(async (context) => {
    const page = await context.newPage();
    await page.route("**/second-lesson.html", async (route) => {
        await new Promise((done) => setTimeout(done, 400));
        await route.continue();
    });
    await page.goto(webServer.origin + "/course/first-lesson.html");
    await page.locator(".steps-next").click();
    await page.locator('.toc a[href="glossary.html"]').click();
    await page.locator('body[data-page="glossary"]').waitFor();
    await page.waitForTimeout(700);
    assert.equal(await page.locator("body").getAttribute("data-page"), "glossary");
}, webServer));

test("a term and a source are explained where they stand", () => inProfile(async (context) => {
    const page = await context.newPage();
    await page.goto(webServer.origin + "/course/first-lesson.html");
    await page.getByRole("link", { name: "calibrated" }).click();
    const pop = page.getByRole("dialog");
    await pop.getByText("Establishing how indications").waitFor();
    await page.keyboard.press("Escape");
    assert.equal(await pop.count(), 0);
    assert.equal(await page.evaluate(() => document.activeElement.className), "term");
    for (const keys of [["Shift+Tab"], ["Tab", "Shift+Tab"], ["Tab", "Tab", "Tab"]]) {
        await page.keyboard.press("Enter");
        await pop.waitFor();
        for (const key of keys)
            await page.keyboard.press(key);
        assert.equal(await pop.count(), 0, keys.join());
        assert.equal(await page.evaluate(() => document.activeElement.className), "term", "back where one was");
    }
    await page.getByRole("link", { name: "[1, clause 2.1]" }).click();
    await pop.getByText("Guide to good measurement").waitFor();
    await page.locator("h1").click();
    assert.equal(await pop.count(), 0);
    await page.getByRole("link", { name: "calibrated" }).click();
    await pop.getByRole("link", { name: "Open in full" }).click();
    await page.locator('body[data-page="glossary"]').waitFor();
    assert.equal(await pop.count(), 0);
    assert.equal(await page.evaluate(() => document.activeElement.id), "calibration");
}, webServer));

test("by keyboard alone, from the first page to the result", () => inProfile(async (context) => {
    const lms = await begin(context);
    const { page, frame } = lms;
    await frame.locator("body").focus();
    const at = () => frame.evaluate(() => {
        const one = document.activeElement;
        return { tag: one.outerHTML.slice(0, 80), text: one.textContent.trim(), name: one.name || "", value: one.value || "", type: one.type || "",
            visible: getComputedStyle(one).outlineStyle !== "none" || one.matches("h1, main, body, audio, video") };
    });
    /* Tab until `found`; each stop has to be visible. */
    async function tabTo(found) {
        for (let i = 0; i < 60; i++) {
            await page.keyboard.press("Tab");
            const now = await at();
            assert.ok(now.visible, "focus is to be seen on " + now.tag);
            if (found(now))
                return now;
        }
        throw new Error("not reached by keyboard: " + found);
    }
    await tabTo((one) => one.text === "Skip to content");
    /* Enter on a link; the page it leads to has come when its heading has the focus. */
    async function enter(heading) {
        await page.keyboard.press("Enter");
        await frame.locator("h1:focus", { hasText: heading }).waitFor();
    }
    await tabTo((one) => one.text === "Start the course");
    await enter("What a measurement says");
    for (const next of ["Chains of calibration", "The institutes"]) {
        await tabTo((one) => one.text.startsWith("Next"));
        await enter(next);
    }
    await tabTo((one) => one.name === "keeper");
    await page.keyboard.press("ArrowDown");
    await tabTo((one) => one.text === "Check answers");
    await page.keyboard.press("Enter");
    await frame.getByText("Your result: 100\u00a0% (2 of 2 points)").waitFor();
    assert.match((await at()).text, /^Your result/);
    await tabTo((one) => one.text.startsWith("Next"));
    await enter("What have you learnt?");
    for (const value of ["a", "c"]) {
        await tabTo((one) => one.name === "parts-of-result" && one.value === value);
        await page.keyboard.press("Space");
    }
    await tabTo((one) => one.name === "only-number");
    await page.keyboard.press("ArrowDown");
    await tabTo((one) => one.name === "best-standard");
    await page.keyboard.press("Space");
    await tabTo((one) => one.text === "Check answers");
    await page.keyboard.press("Enter");
    await frame.getByText("You have passed with 100\u00a0%.").waitFor();
    await t.allWell(lms);
}));

test("status policy completed: completed when all is seen and passed, never failed", async () => {
    const dir = t.fixture("scorm12", (data) => { data.policy = "completed"; });
    const own = await t.serve(dir);
    await inProfile(async (context) => {
        const first = await t.open(context, own.origin);
        const data = await t.courseData(first.frame);
        await t.walk(first.frame, data, mixed);
        assert.equal((await t.leave(first)).cmi.core.lesson_status, "incomplete");
        const lms = await t.open(context, own.origin);
        await t.goTo(lms.frame, "third-lesson");
        await lms.frame.getByRole("button", { name: "Try again" }).click();
        await t.answer(lms.frame, data.quizzes[1].questions[0], "b");
        await t.check(lms.frame, data.quizzes[1]);
        await t.allWell(lms);
        const { cmi } = await t.leave(lms);
        assert.equal(cmi.core.score.raw, "75");
        assert.equal(cmi.core.lesson_status, "completed");
    }, own);
    own.close();
});

test("a course without graded quizzes is completed by reading it", async () => {
    const dir = t.fixture("scorm12", (data) => { data.quizzes.forEach((quiz) => { quiz.graded = false; }); });
    const own = await t.serve(dir);
    await inProfile(async (context) => {
        const lms = await t.open(context, own.origin);
        await t.walk(lms.frame, await t.courseData(lms.frame), right);
        await lms.frame.getByText("You have completed the course.").waitFor();
        await t.allWell(lms);
        const { cmi } = await t.leave(lms);
        assert.equal(cmi.core.lesson_status, "completed");
        assert.equal(cmi.core.score.raw, "");
    }, own);
    own.close();
});

test("an id may be any word, such as constructor", () => inProfile(async (context) => {
    const page = await context.newPage();
    await page.goto(webServer.origin + "/course/index.html");
    const words = await page.evaluate(() => {
        const { seen, quizzes, answers } = window.etalon.newState();
        return [seen, quizzes, answers].map((one) => typeof one.constructor);
    });
    assert.deepEqual(words, ["undefined", "undefined", "undefined"]);
}, webServer));

test("the script stays small", () => {
    const choices = fs.readFileSync("plain/etalon/page.js"), all = t.script("scorm12");
    assert.ok(choices.length < 28000, choices.length + " bytes for a course of choices");
    assert.ok(all.length < 40000, all.length + " bytes with all parts");
    assert.ok(!all.includes("/* "), "comments stay at home");
});

/* A text that counts has the forms its language asks for: "attempts#few". */
test("every language has the same texts, with the same gaps", () => {
    const folder = path.join(t.source, "src/render");
    const read = (name) => fs.readFileSync(path.join(folder, name), "utf8").split("\n")
        .filter((line) => line && !line.startsWith("#")).map((line) => line.split(/(?:#(\w+))? = (.*)/))
        .map(([key, form, text]) => ({ key, form, gaps: (text.match(/\{\w+\}/g) || []).sort().join() }));
    const keys = (list) => [...new Set(list.map((one) => one.key))].sort();
    const english = read("en.lang");
    assert.ok(english.length > 80);
    for (const name of fs.readdirSync(folder).filter((one) => one.endsWith(".lang"))) {
        const other = read(name);
        assert.deepEqual(keys(other), keys(english), name);
        for (const { key, form, gaps } of other) {
            const { gaps: wanted } = english.find((one) => one.key === key && (!one.form || one.form === "other"));
            assert.ok(gaps === wanted || form && form !== "other" && wanted.includes("{count}"), `${name} ${key} ${form}: ${gaps}`);
        }
    }
});

test("every interface text exists and is used", () => {
    const lang = fs.readFileSync(path.join(t.source, "src/render/en.lang"), "utf8");
    const there = new Set([...lang.matchAll(/^script\.(\w+)(?:#\w+)? =/gm)].map((match) => match[1]));
    const folder = path.join(t.source, "src/render");
    const code = fs.readdirSync(folder).filter((name) => name.endsWith(".js"))
        .map((name) => fs.readFileSync(path.join(folder, name), "utf8")).join("");
    const used = new Set([...code.matchAll(/"([a-z]+(?:_[a-z]+)*)"/g)].map((match) => match[1]));
    for (const key of there)
        assert.ok(used.has(key) || /^(state|announce)_/.test(key), "unused: script." + key);
    for (const match of code.matchAll(/text\((?:\w+ \? )?"(\w+?)"(?: : "(\w+)")?/g))
        for (const key of [match[1], match[2]].filter(Boolean))
            assert.ok(/^(state|announce)_$/.test(key) || there.has(key), "missing: script." + key);
});

test("printed: the text alone, nothing given away", () => inProfile(async (context) => {
    const page = await context.newPage();
    await page.goto(webServer.origin + "/course/final-quiz.html");
    await page.emulateMedia({ media: "print" });
    for (const gone of [".bar", ".toc", ".steps", ".quiz-actions", ".feedback", ".explanation", ".pops"])
        assert.equal(await page.locator(gone).first().isVisible(), false, gone);
    assert.equal(await page.locator(".question").count(), 3);
    assert.ok(await page.locator(".question").first().isVisible());
    const pdf = await page.pdf({ format: "A4" });
    assert.equal(pdf.subarray(0, 5).toString(), "%PDF-");
}, webServer));

test("accessible, fits: every page", () => inProfile(async (context) => {
    const page = await context.newPage();
    for (const name of fs.readdirSync(web).filter((one) => one.endsWith(".html"))) {
        await page.goto(webServer.origin + "/course/" + name);
        await accessible(page, name);
    }
}, webServer));

test("accessible, fits: what the script adds", () => inProfile(async (context) => {
    const page = await context.newPage();
    await page.goto(server.origin + "/course/first-lesson.html");
    await page.locator("a.term").click();
    await page.getByText("No learning platform was found").waitFor();
    await accessible(page, "a term open, a notice");
    await page.goto(server.origin + "/course/final-quiz.html");
    await page.locator("button[type=submit]").click();
    await accessible(page, "questions missing");
    const quiz = (await t.courseData(page)).quizzes[2];
    for (const question of quiz.questions)
        await t.answer(page, question, mixed(question));
    await t.check(page, quiz);
    await accessible(page, "a quiz checked");
    await t.goTo(page, "third-lesson");
    await t.answer(page, (await t.courseData(page)).quizzes[1].questions[0], "a");
    await t.check(page, (await t.courseData(page)).quizzes[1]);
    await t.goTo(page, "index");
    await accessible(page, "a result");
}));

await t.main(async () => {
    await browser.close();
    for (const one of [server, webServer])
        one.close();
});
