/*
 * platforms: SCORM 2004 and cmi5, and packages in which a platform tracks every module by
 * itself, each against a run time that is not ours behind a strict door.
 */
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import * as t from "./lib.mjs";
import { activities } from "../pack/tree.mjs";
import { complaints, tooWide } from "./axe.mjs";
import { lms as recordStore } from "./lrs.mjs";

const browser = await t.launch();
const servers = [];

async function serve(dir, edition, answer) {
    const server = await t.serve(dir, edition, answer);
    servers.push(server);
    return server.origin;
}

const unpacked = (name) => path.resolve(name);
const scorm2004 = await serve(t.fixture("scorm2004"), "scorm2004");
const all2004 = await serve(unpacked("scorm2004"), "scorm2004");

async function inProfile(origin, run) {
    const context = await t.profile(browser, origin);
    try {
        await run(context);
        assert.deepEqual(context.faults, []);
    } finally {
        await context.close();
    }
}

const right = (question) => question.gaps ? question.gaps.map((gap) => gap.right || gap.accept[0])
    : question.right || (question.accept ? question.accept[0] : "a");
const wrong = (question) => question.id === "best-standard" ? "z" : t.wrong(question, right(question));
const values = async (lms, name) => (await t.calls(lms)).filter((call) => /SetValue/.test(call.name) && call.values[0] === name)
    .map((call) => call.values[1]);

/* What failed is tried again at once, not after a pause, which fixture.mjs waits for. */
const online = (frame) => frame.evaluate(() => { dispatchEvent(new Event("online")); });

/* What of a data model is about the learner, as [name, value]; times left out. */
function told(cmi) {
    const list = [];
    (function walk(at, value) {
        for (const key of Object.keys(value))
            if (value[key] && typeof value[key] === "object")
                walk(at + key + ".", value[key]);
            else if (value[key] !== "" && !/time|latency|learner_|suspend_data|max_time|entry|mode|credit|threshold/.test(at + key))
                list.push(at + key + "=" + value[key]);
    }("", cmi));
    return list.sort();
}

/* ------------------------------------------------------------ SCORM 2004 */

t.test("SCORM 2004: passed, field by field", () => inProfile(scorm2004, async (context) => {
    const lms = await t.open(context, scorm2004, { cmi: { learner_name: "Ada Example" } });
    await t.walk(lms.frame, await t.courseData(lms.frame), right);
    await lms.course.getByText("You have passed with 100 %.").waitFor();
    await t.committed(lms);
    await t.allWell(lms);
    const { cmi } = await t.leave(lms);
    const interaction = (i, id, type, weighting, answer, description) => Object.entries({
        id, type, weighting, learner_response: answer, result: "correct", description, "correct_responses.0.pattern": answer
    }).map(([name, value]) => `interactions.${i}.${name}=${value}`);
    assert.deepEqual(told(cmi).filter((line) => !line.startsWith("interactions")), [
        "completion_status=completed", "exit=suspend", "location=final-quiz",
        "objectives.0.completion_status=completed", "objectives.0.id=module-one.done", "objectives.0.success_status=passed",
        "objectives.1.completion_status=completed", "objectives.1.id=module-two.done", "objectives.1.success_status=passed",
        "progress_measure=1", "score.max=100", "score.min=0", "score.raw=100", "score.scaled=1", "success_status=passed"]);
    assert.deepEqual(told(cmi).filter((line) => line.startsWith("interactions") && !/learner_response/.test(line)), [
        ...interaction(0, "keeper", "choice", "2", "b", "Who keeps the national standards in most countries?"),
        ...interaction(1, "parts-of-result", "choice", "3", "a[,]c", "What belongs to a measurement result?"),
        ...interaction(2, "only-number", "true-false", "1", "false", "A number alone is a measurement result."),
        ...interaction(3, "best-standard", "choice", "2", "x", "Where does a chain of calibrations in a country usually begin?")
    ].filter((line) => !/learner_response/.test(line)).sort());
    assert.match(cmi.session_time, /^PT\d+(\.\d+)?S$/);
}));

t.test("SCORM 2004: failed, left, resumed, passed; nothing is lowered", () => inProfile(scorm2004, async (context) => {
    let lms = await t.open(context, scorm2004);
    await t.walk(lms.frame, await t.courseData(lms.frame), wrong);
    await t.committed(lms);
    assert.deepEqual(await values(lms, "cmi.success_status"), ["failed"]);
    assert.deepEqual(await values(lms, "cmi.completion_status"), ["incomplete", "completed"]);
    await t.leave(lms);

    lms = await t.open(context, scorm2004);
    await t.goTo(lms.frame, "final-quiz");
    const quiz = (await t.courseData(lms.frame)).quizzes.find((one) => one.id === "final-quiz");
    await lms.course.locator(".quiz-result button").click();
    for (const question of quiz.questions)
        await t.answer(lms.frame, question, right(question));
    await t.check(lms.frame, quiz);
    await t.committed(lms);
    assert.deepEqual(await values(lms, "cmi.success_status"), ["passed"]);
    assert.deepEqual(await values(lms, "cmi.completion_status"), [], "it was completed before");
    assert.equal(await t.value(lms, "cmi.interactions.4.id"), "parts-of-result.2");
    await t.allWell(lms);
    await lms.page.close();
}));

t.test("SCORM 2004: review writes nothing, the platform's pass mark counts", () => inProfile(scorm2004, async (context) => {
    let lms = await t.open(context, scorm2004, { cmi: { mode: "review" } });
    await lms.course.getByText("You are looking back").waitFor();
    await t.walk(lms.frame, await t.courseData(lms.frame), right);
    await lms.page.evaluate(() => { document.getElementById("course").src = "about:blank"; });
    await lms.page.waitForFunction(() => window.calls.some((call) => call.name === "Terminate"));
    assert.deepEqual((await t.calls(lms)).filter((call) => /Set|Commit/.test(call.name)), []);
    await lms.page.close();

    lms = await t.open(context, scorm2004, { cmi: { mode: "normal", scaled_passing_score: "0.2" } });
    await t.walk(lms.frame, await t.courseData(lms.frame), (question) => question.id === "keeper" ? right(question) : wrong(question));
    assert.deepEqual(await values(lms, "cmi.score.scaled"), ["0.25"], "no score before all is answered");
    assert.deepEqual(await values(lms, "cmi.success_status"), ["passed"]);
    await lms.page.close();
}));

t.test("SCORM 2004: commits fail, and are made up for; killed, and resumed", () => inProfile(scorm2004, async (context) => {
    let lms = await t.open(context, scorm2004);
    await t.goTo(lms.frame, "second-lesson");
    await t.committed(lms);
    await lms.page.evaluate(() => { window.failCommits = true; });
    await t.goTo(lms.frame, "third-lesson");
    await lms.course.getByText("Not saved yet").waitFor();
    await lms.page.evaluate(() => { window.failCommits = false; });
    await online(lms.frame);
    await lms.course.getByText("Saved.").waitFor();
    await t.committed(lms);
    assert.equal((await t.stored(lms.page)).cmi.location, "third-lesson");
    await lms.page.close();                         /* nothing more is said */

    lms = await t.open(context, scorm2004);
    await lms.course.locator('body[data-page="third-lesson"]').waitFor();
    await lms.page.close();
}));

/* The forms of each type; "types" has one of each. */
const FORMS = {
    "single-choice": ["choice", /^\w$/], "multiple-choice": ["choice", /^\w(\[,\]\w)+$/], "true-false": ["true-false", /^(true|false)$/],
    "matching": ["matching", /^\w\[\.\]\w(\[,\]\w\[\.\]\w)+$/], "ordering": ["sequencing", /^\w(\[,\]\w)+$/],
    "cloze": ["fill-in", /^[^[]+(\[,\][^[]+)*$/], "short-text": ["fill-in", /^[^[]+$/], "numeric": ["numeric", /^12\.4\[:\]12\.6$/],
    "free-text": ["long-fill-in", null], "rating": ["likert", null]
};

t.test("SCORM 2004: every type of question as IEEE 1484.11.1 has it", () => inProfile(all2004, async (context) => {
    const lms = await t.open(context, all2004);
    const data = await t.courseData(lms.frame);
    const seen = new Set();
    for (const quiz of data.quizzes.filter((one) => one.graded)) {
        await t.goTo(lms.frame, quiz.page);
        if (!await lms.course.locator(`[data-quiz="${quiz.id}"] button[type=submit]`).count())
            continue;
        for (const question of quiz.questions)
            if (await lms.frame.locator(`[data-question="${question.id}"]`).count())
                await t.answer(lms.frame, question, question.expected ? question.expected[0].value + " mm" : right(question));
        await t.check(lms.frame, quiz);
    }
    await t.allWell(lms);
    const set = new Map((await t.calls(lms)).filter((call) => call.name === "SetValue").map((call) => call.values));
    const questions = [].concat(...data.quizzes.map((quiz) => quiz.questions));
    for (let i = 0; set.has(`cmi.interactions.${i}.id`); i++) {
        const at = `cmi.interactions.${i}.`, { type } = questions.find((one) => one.id === set.get(at + "id"));
        const [name, form] = FORMS[type];
        assert.equal(set.get(at + "type"), name);
        if (form)
            assert.match(set.get(at + "correct_responses.0.pattern"), form, set.get(at + "id"));
        else
            assert.ok(!set.has(at + "correct_responses.0.pattern"));
        assert.ok(set.get(at + "description"));
        seen.add(type);
    }
    assert.deepEqual([...seen].sort(), Object.keys(FORMS).filter((type) => questions.some((one) => one.type === type &&
        data.quizzes.some((quiz) => quiz.graded && quiz.questions.includes(one)))).sort());
    await lms.page.close();
}));

/* ------------------------------------------------------- units */

const editions = {};
for (const edition of ["scorm12", "scorm2004-4", "cmi5"])
    editions[edition] = unpacked("units-" + edition);

for (const [edition, names] of [
    ["scorm12", { status: "cmi.core.lesson_status", location: "cmi.core.lesson_location", objective: "status" }],
    ["scorm2004-4", { status: "cmi.completion_status", location: "cmi.location", objective: "success_status" }]
]) {
    const origin = await serve(editions[edition], edition.slice(0, 9));

    t.test("units: " + edition + ", one of its own, others can be read", () => inProfile(origin, async (context) => {
        let lms = await t.open(context, origin, { page: "one-a.html" });
        await lms.course.getByText("of 3 steps done").waitFor();
        await lms.course.locator('[data-page="last"] .state-other').waitFor();
        await lms.course.locator("#_main a", { hasText: "the other part" }).click();
        await lms.course.locator('body[data-page="two-a"]').waitFor();
        await lms.course.getByText("This page belongs to another part").waitFor();
        assert.equal(await lms.course.locator(".locked").count(), 0, "what comes first is the platform's business");
        await lms.frame.evaluate(() => {
            document.documentElement.classList.remove("has-script");     // the page that goes is no longer waited for
            location.reload();
        });
        await lms.course.locator('html.has-script body[data-page="two-a"]').waitFor();
        await lms.course.getByText("This page belongs to another part").waitFor();
        await lms.course.getByRole("button", { name: "Back to your part" }).click();
        await lms.course.locator('body[data-page="one-a"]').waitFor();
        await lms.page.close();

        lms = await t.open(context, origin, { page: "one-a.html" });
        const quiz = (await t.courseData(lms.frame)).quizzes.find((one) => one.id === "one-quiz");
        await t.readToEnd(lms.frame);
        await lms.course.locator(".steps-next").click();
        await lms.course.locator('body[data-page="one-b"]').waitFor();
        await t.readToEnd(lms.frame);
        await t.committed(lms);
        await t.leave(lms);

        lms = await t.open(context, origin, { page: "one-a.html" });
        await lms.course.locator('body[data-page="one-b"]').waitFor();
        await lms.course.locator(".languages [lang=fr]").click();
        await lms.course.locator("html[lang=fr]").waitFor();
        await lms.course.getByText("2 sur 3 étapes").waitFor();
        await lms.course.locator(".languages [lang=en]").click();
        await lms.course.locator("html[lang=en]").waitFor();
        await t.goTo(lms.frame, "one-quiz");
        for (const question of quiz.questions)
            await t.answer(lms.frame, question, question.expected ? "0.75 m" : right(question));
        await t.check(lms.frame, quiz);
        await lms.course.getByText("“Part two” comes next").waitFor();
        await t.committed(lms);
        await t.allWell(lms);
        assert.match(await t.value(lms, names.status), /passed|completed/);
        const objective = async (id) => {
            for (let i = 0; i < 4; i++)
                if (await t.value(lms, `cmi.objectives.${i}.id`) === id)
                    return [await t.value(lms, `cmi.objectives.${i}.${names.objective}`), await t.value(lms, `cmi.objectives.${i}.score.raw`)];
            return null;
        };
        assert.equal((await objective("one.done"))[0], "passed");
        assert.deepEqual(await objective("obj-units"), ["passed", "100"]);
        assert.equal(await objective("two.done"), null);
        assert.equal((await values(lms, "cmi.interactions.0.objectives.0.id"))[0], "obj-units");
        await lms.page.close();
    }));
}

t.test("units: SCORM 2004 keeps their order, and makes a course of them", async () => {
    const { tree, hrefs } = activities(path.join(editions["scorm2004-4"], "imsmanifest.xml"));
    const origin = await serve(editions["scorm2004-4"], "scorm2004");
    await inProfile(origin, async (context) => {
        const lms = await t.open(context, origin, { page: hrefs.one, tree });
        const known = () => lms.page.evaluate(() => {
            const { rootActivity, currentActivity } = window.real.getSequencingState();
            return [currentActivity && currentActivity.id, rootActivity.completionStatus, rootActivity.objectiveSatisfiedStatus];
        });
        const isOpen = (id) => t.value(lms, `adl.nav.request_valid.choice.{target=${id}}`);
        /* What the learner chooses in the platform's menu. */
        const choose = async (request, id) => {
            await t.committed(lms);
            await lms.page.evaluate(() => { document.getElementById("course").src = "about:blank"; });
            await lms.page.waitForFunction(() => window.calls.at(-1).name === "Terminate");
            await t.allWell(lms);
            assert.ok(await lms.page.evaluate(([what, target]) => window.real.processNavigationRequest(what, target), [request, id]));
            if (!id)
                return;
            await lms.page.evaluate((page) => {
                window.real.reset();
                window.calls.length = 0;
                document.getElementById("course").src = "/course/" + page;
            }, hrefs[id]);
            await lms.course.locator("html.has-script").waitFor();
            await lms.course.locator(`body[data-page="${hrefs[id].slice(0, -5)}"]`).waitFor();
            lms.frame = lms.page.frames().find((one) => one.name() === "course");
        };
        const take = async (id) => {
            const quiz = (await t.courseData(lms.frame)).quizzes.find((one) => one.id === id);
            await t.goTo(lms.frame, id);
            for (const question of quiz.questions)
                await t.answer(lms.frame, question, question.expected ? "0.75 m" : right(question));
            await t.check(lms.frame, quiz);
        };

        assert.equal((await known())[0], "one");
        assert.deepEqual([await isOpen("two"), await isOpen("last")], ["false", "true"]);
        await t.readToEnd(lms.frame);
        await t.goTo(lms.frame, "one-b");
        await t.readToEnd(lms.frame);
        await take("one-quiz");
        await choose("choice", "two");
        assert.equal((await known())[0], "two", "it opened when the first was done");
        await t.readToEnd(lms.frame);
        await choose("choice", "last");
        assert.equal((await known())[1], "unknown");
        await take("last");
        await choose("exitAll");
        assert.deepEqual((await known()).slice(1), ["completed", true]);
        await lms.page.close();
    });
});

/* ------------------------------------------------------------ cmi5 */

/* A course with its record store, in a profile of its own. */
async function launched(settings, dir, run) {
    const store = recordStore(settings), origin = await serve(dir || cmi5, "scorm12", store.answer);
    await inProfile(origin, async (context) => {
        const page = await context.newPage();
        const go = async (file, more) => {
            await page.goto(store.launch(origin, file, more));
            await page.locator("html.has-script").waitFor();
            await until(() => store.sessions.at(-1).verbs.length, "initialized");
        };
        const until = async (ready, what) => {
            for (let i = 0; i < 600 && !ready(); i++)
                await page.waitForTimeout(50);
            assert.ok(ready(), what + ": " + store.verbs());
        };
        const leave = async () => {
            await page.goto("about:blank");
            await until(() => store.sessions.at(-1).over, "terminated");
            assert.equal(store.verbs().at(-1), "terminated");
        };
        await run({ store, page, origin, go, until, leave, context });
        assert.deepEqual(store.faults, []);
    });
}
const cmi5 = t.fixture("cmi5");
const of = (store, verb) => store.statements.find((one) => one.verb.id.endsWith("/" + verb));

t.test("cmi5: passed, statement by statement", () => launched({ data: { masteryScore: 0.7 } }, null, async ({ store, page, go, until, leave }) => {
    await go();
    await t.walk(page.mainFrame(), await t.courseData(page), right);
    await page.getByText("You have passed with 100 %.").waitFor();
    await page.getByText("Learner: Ada Example").waitFor();
    await until(() => store.kept().passed, "the state is kept");
    await leave();
    assert.deepEqual(store.verbs(), ["initialized", "answered", "answered", "answered", "answered", "completed", "passed", "terminated"]);
    assert.deepEqual(of(store, "passed").result.score, { scaled: 1 });
    const { object, result } = store.statements[2];
    assert.equal(object.id, "https://lms.example.org/au/1/parts-of-result");
    assert.equal(object.definition.interactionType, "choice");
    assert.deepEqual(object.definition.correctResponsesPattern, ["a[,]c"]);
    assert.equal(object.definition.choices.length, 4);
    assert.deepEqual([result.response, result.success], ["a[,]c", true]);
    assert.equal(store.fetches, 1);

    /* Once more: it is all there, and nothing is told twice. */
    await go();
    await page.getByText("You have passed with 100 %.").waitFor();
    await leave();
    assert.deepEqual(store.verbs().slice(8), ["initialized", "terminated"]);
}));

t.test("cmi5: failed is told at the end, passed in another session", () => launched({ data: { masteryScore: 0.7 } }, null, async ({ store, page, go, until, leave }) => {
    await go();
    await t.walk(page.mainFrame(), await t.courseData(page), wrong);
    await until(() => store.verbs().includes("completed"), "completed");
    assert.ok(!store.verbs().includes("failed"), "it can still be tried again");
    await leave();
    assert.deepEqual(store.verbs().slice(-2), ["failed", "terminated"]);
    await go();
    await t.goTo(page.mainFrame(), "final-quiz");
    const quiz = (await t.courseData(page)).quizzes.find((one) => one.id === "final-quiz");
    await page.locator(".quiz-result button").click();
    for (const question of quiz.questions)
        await t.answer(page.mainFrame(), question, right(question));
    await t.check(page.mainFrame(), quiz);
    await until(() => store.verbs().includes("passed"), "passed");
    await leave();
    assert.equal(store.verbs().filter((verb) => verb === "completed").length, 1);
}));

t.test("cmi5: loaded anew it goes on; killed it is resumed; a session that ended says so", () => launched({}, null, async ({ store, page, go, until, leave, origin, context }) => {
    await go();
    await t.goTo(page.mainFrame(), "second-lesson");
    await t.readToEnd(page.mainFrame());
    await until(() => store.kept().location === "second-lesson", "kept");
    await page.keyboard.press("F5");
    await page.reload();
    await page.locator('html.has-script body[data-page="second-lesson"]').waitFor();
    assert.equal(store.fetches, 1);
    await t.goTo(page.mainFrame(), "third-lesson");
    await until(() => store.kept().location === "third-lesson", "it goes on");
    assert.deepEqual(store.verbs(), ["initialized"]);
    const address = page.url();
    await leave();
    await page.goto(address);
    await page.getByText("This session has ended").waitFor();
    await page.goto("about:blank");
    assert.deepEqual(store.verbs(), ["initialized", "terminated"]);

    /* Closed from one moment to the next: the next launch finds what was done. */
    const other = await context.newPage();
    await other.goto(store.launch(origin));
    await other.locator('html.has-script body[data-page="third-lesson"]').waitFor();
    await t.goTo(other.mainFrame(), "final-quiz");
    await until(() => store.kept().location === "final-quiz", "kept at once");
    await other.close();
    await go();
    await page.locator('body[data-page="final-quiz"]').waitFor();
    await leave();
}));

t.test("cmi5: review and browse tell no more than that one was there", () => launched({}, null, async ({ store, page, go, leave }) => {
    for (const launchMode of ["Review", "Browse"]) {
        await go("index.html", { launchMode });
        await page.getByText("You are looking back").waitFor();
        await t.goTo(page.mainFrame(), "third-lesson");
        const quiz = (await t.courseData(page)).quizzes.find((one) => one.id === "keeper-quiz");
        await t.answer(page.mainFrame(), quiz.questions[0], right(quiz.questions[0]));
        await t.check(page.mainFrame(), quiz);
        await leave();
    }
    assert.deepEqual(store.verbs(), ["initialized", "terminated", "initialized", "terminated"]);
}));

t.test("cmi5: an answer lost on the way, a store out of reach", () => launched({}, null, async ({ store, page, go, until, leave }) => {
    await go();
    await t.goTo(page.mainFrame(), "third-lesson");
    store.offline = true;
    const quiz = (await t.courseData(page)).quizzes.find((one) => one.id === "keeper-quiz");
    await t.answer(page.mainFrame(), quiz.questions[0], right(quiz.questions[0]));
    await t.check(page.mainFrame(), quiz);
    await page.getByText("Not saved yet").waitFor();
    store.offline = false;
    store.loses = true;                             /* kept, but the answer does not come back */
    await online(page);
    await until(() => !store.loses, "the answer is lost");
    await online(page);
    await page.getByText("Saved.").waitFor();
    await until(() => /z0020/.test(store.kept().state || ""), "the state");
    await leave();
    assert.deepEqual(store.verbs(), ["initialized", "answered", "terminated"], "each once");
    assert.ok(store.requests.every((one) => one.size < 65536));
}));

t.test("cmi5: what the store refuses takes nothing along", () => launched({}, null, async ({ store, page, go, until, leave }) => {
    const refused = { "only-number": 400, "best-standard": 409 };
    store.refuses = (one) => refused[one.object.id.split("/").pop()] || 0;
    await go();
    await t.walk(page.mainFrame(), await t.courseData(page), right);
    await until(() => store.verbs().includes("passed"), "passed");
    assert.equal(await page.locator(".notice-save").count(), 0, "all is saved that can be");
    await leave();
    assert.deepEqual(store.verbs(), ["initialized", "answered", "answered", "completed", "passed", "terminated"]);
}));

t.test("cmi5: what got lost at the start is asked for again", () => launched({}, null, async ({ store, page, go, until, leave, origin }) => {
    let broken = 3;
    await page.route("**/lrs/**", (route) => broken-- > 0 ? route.abort() : route.continue());
    store.busy = 3;
    await go();
    assert.ok(broken < 0 && store.busy < 0);
    await page.unroute("**/lrs/**");
    assert.equal(store.fetches, 1, "the token only once");
    await leave();

    await page.addInitScript(() => {
        const { setTimeout } = window;
        window.setTimeout = (run, milliseconds) => setTimeout(run, milliseconds / 20);
    });
    store.requests.length = 0;
    store.busy = Infinity;
    await page.goto(store.launch(origin));
    await page.getByText("No learning platform was found").waitFor();
    assert.equal(store.requests.filter((one) => /LMS.LaunchData/.test(one.path)).length, 5, "not for ever");
    assert.equal(store.fetches, 2);
    assert.deepEqual(store.verbs(), ["initialized", "terminated"]);
}));

t.test("cmi5: units, the learner's language, the way back", () => launched({ language: "fr-CA,en", unit: "one",
    data: { returnURL: "http://127.0.0.1:1/none" } }, editions.cmi5, async ({ store, page, go, until, origin }) => {
    await go("one-a.html", { returnURL: origin + "/lms?../lms" });
    await page.locator("html[lang=fr]").waitFor();
    await page.getByText("sur 3 étapes").waitFor();
    await t.goTo(page.mainFrame(), "two-a");
    await page.locator(".notice-unit").waitFor();
    assert.deepEqual(await complaints(page), []);
    await t.goTo(page.mainFrame(), "one-quiz");
    await page.locator(".steps-end").waitFor();
    await page.setViewportSize({ width: 320, height: 700 });
    assert.deepEqual([await complaints(page), await tooWide(page)], [[], ""]);
    const quiz = (await t.courseData(page)).quizzes.find((one) => one.id === "one-quiz");
    for (const question of quiz.questions)
        await t.answer(page.mainFrame(), question, question.expected ? "0,75 m" : right(question));
    await t.check(page.mainFrame(), quiz);
    await until(() => store.verbs().includes("passed"), "passed");
    assert.ok(!store.verbs().includes("completed"), "two pages were not read");
    await page.getByRole("button", { name: /Quitter le cours|Leave the course/ }).click();
    await page.waitForURL(/\/lms/);
    assert.equal(store.verbs().at(-1), "terminated");
}));

t.test("no platform, no launch: a plain site that says so", () => inProfile(all2004, async (context) => {
    const page = await context.newPage();
    await page.goto(all2004 + "/course/index.html");
    await page.getByText("No learning platform was found").waitFor();
    await page.close();
}));

t.test("each target's script stays small, with all types of questions", () => {
    for (const target of ["scorm12", "scorm2004", "cmi5", "web"]) {
        const size = fs.statSync(path.resolve(target, "etalon/page.js")).size;
        assert.ok(size < 40000, `${target}: ${size} bytes`);
    }
});

await t.main(async () => {
    await browser.close();
    servers.forEach((server) => server.close());
});
