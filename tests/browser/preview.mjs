/*
 * preview: the page that etalon preview shows, with a small course that is changed
 * under it, and with the tour (a copy in the folder tour) for its languages.
 */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import fs from "node:fs";
import * as t from "./lib.mjs";
import { accessible } from "./axe.mjs";

const { test } = t;
const browser = await t.launch();
const desktop = { viewport: { width: 1440, height: 900 } };

const PARAGRAPHS = Array.from({ length: 60 }, (nothing, i) => `<p id="p${i}">Paragraph ${i}.</p>`).join("\n");
const COURSE = `<?xml version="1.0" encoding="UTF-8"?>
<course xmlns="urn:etalon:course:1" schema-version="1.0" id="small" version="1" xml:lang="en">
<title>Small</title>
<summary><p>About.</p></summary>
<settings pass-mark="50" status="passed"/>
<module id="m"><title>Module</title>
<lesson id="long"><title>Long</title>
${PARAGRAPHS}
<p><xref ref="p0">a link</xref></p>
</lesson>
<lesson id="asks"><title>Asks</title><p>Read.</p>
<quiz id="quiz"><title>Quiz</title>
<single-choice id="which"><prompt><p>Which?</p></prompt>
<answer id="a" correct="true"><text>This</text></answer><answer id="b"><text>That</text></answer>
<explanation><p>So it is.</p></explanation>
</single-choice>
</quiz>
</lesson>
</module>
</course>
`;

function save(text) {
    fs.writeFileSync("small/course.xml.new~", text);
    fs.renameSync("small/course.xml.new~", "small/course.xml");
}

function start(...words) {
    const child = spawn(process.env.ETALON, ["preview", ...words, "-q"], { stdio: ["ignore", "pipe", "inherit"] });
    return new Promise((done) => child.stdout.once("data", (data) =>
        done({ origin: String(data).trim().replace(/\/$/, ""), stop: () => child.kill("SIGINT") })));
}

fs.mkdirSync("small");
save(COURSE);
const small = await start("small"), tour = await start("tour");

async function inPreview(play, server, options) {
    const context = await t.profile(browser, server.origin, options || desktop);
    try {
        const page = await context.newPage();
        await page.goto(server.origin + "/");
        const course = page.frameLocator("#course");
        await course.locator("html.has-script").waitFor();
        await page.locator("#findings-title", { hasText: ":" }).waitFor();
        await play(page, course, page.frames().find((one) => one.name() === "course"));
        assert.deepEqual(context.faults, [], "nothing is asked from elsewhere, nothing fails");
    } finally {
        await context.close();
    }
}

const go = async (page, course, name) => {
    await page.frames().find((one) => one.name() === "course").goto(small.origin + "/course/" + name + ".html");
    await course.locator(`html.has-script body[data-page="${name}"]`).waitFor();
};
const value = (page, name) => page.locator("#state tr", { has: page.getByRole("rowheader", { name, exact: true }) }).locator("code");
/* Values are shown a little after the calls that set them. */
const becomes = (page, name, what) => value(page, name).filter({ hasText: what }).waitFor();
const callsWith = (page, words) => page.locator("#calls tbody tr:visible", { hasText: words });

test("a saved lesson shows at once, where one was, with the focus where it was", () => inPreview(async (page, course, frame) => {
    await go(page, course, "long");
    await course.getByRole("link", { name: "a link" }).focus();
    await frame.evaluate(() => scrollTo(0, 900));
    save(COURSE.replace("Paragraph 30.", "Written anew."));
    await course.getByText("Written anew.").waitFor();
    await page.locator("#status", { hasText: "Read again" }).waitFor();
    await frame.waitForFunction(() => scrollY === 900 && document.activeElement.textContent === "a link");
    save(COURSE);
    await course.getByText("Paragraph 30.").waitFor();
}, small));

test("what is wrong stands in the list and at its place; the last good state stays", () => inPreview(async (page, course) => {
    await page.getByText("Nothing to mend.").waitFor();
    save(COURSE.replace("Paragraph 40.", 'See <link href="https://example.org/">here</link>.'));
    await page.locator("#findings button", { hasText: "here" }).click();
    const mark = course.locator(".etalon-finding");
    await mark.waitFor();
    await course.locator('body[data-page="long"]').waitFor();
    assert.equal(await mark.evaluate((one) => one.nextElementSibling.id), "p40");
    await course.locator(".etalon-finding:focus").waitFor();

    save(COURSE.replace("<p id=\"p3\">", "<p id=\"p3\"").replace("About.", "Not to be seen."));
    await page.locator("#broken", { hasText: "error" }).waitFor();
    assert.ok(await course.locator("#p3").isVisible(), "the page of before");
    await course.locator(".etalon-finding.etalon-error").first().waitFor();
    save(COURSE);
    await page.getByText("Nothing to mend.").waitFor();
    assert.equal(await page.locator("#broken").textContent(), "");
    await mark.waitFor({ state: "detached" });
}, small));

test("what was asked for last is shown, whichever answer comes last", () => inPreview(async (page) => {
    await page.getByText("Nothing to mend.").waitFor();
    let answers = 0, release;
    const held = new Promise((done) => { release = done; });
    await page.route("**/state", async (route) => {
        const response = await route.fetch();
        if (++answers === 1)
            await held;
        await route.fulfill({ response });
    });
    const answered = async (times) => {
        while (answers < times)
            await page.waitForTimeout(20);
    };
    save(COURSE.replace("Paragraph 40.", 'See <link href="https://example.org/">here</link>.'));
    await answered(1);
    save(COURSE);
    await answered(2);
    await page.locator("#status", { hasText: "Read again" }).waitFor();
    const first = page.waitForResponse("**/state");
    release();
    await (await first).finished();
    await page.evaluate(() => new Promise((done) => setTimeout(done, 100)));
    assert.equal(await page.locator("#findings button").count(), 0);
}, small));

test("every call is shown; leave and resume, new attempt, a commit that fails", () => inPreview(async (page, course) => {
    await callsWith(page, "LMSInitialize").waitFor();
    await page.locator("#calls", { hasText: "Session 1 (new attempt)" }).waitFor();
    await becomes(page, "cmi.core.student_name", /^Otieno, Amina$/);
    await go(page, course, "asks");
    await course.getByText("This", { exact: true }).click();
    /* The page read, the answer there, both committed: no commit is on its way that would fail instead of the next. */
    await page.waitForFunction(() => {
        const words = document.getElementById("state").textContent;
        return /e2\w{4};\w{4,};;\w{4}0a/.test(words) && !words.includes("not committed");
    });

    await page.locator("#fail").click();
    assert.equal(await page.locator("#fail").getAttribute("aria-pressed"), "true");
    await course.locator("[data-quiz] button[type=submit]").click();
    await course.locator(".notice-save").first().waitFor();
    await callsWith(page, "LMSCommit").filter({ hasText: "101 General exception" }).first().waitFor();
    await page.locator('#fail[aria-pressed="false"]').waitFor();        /* the next one is taken */
    await becomes(page, "cmi.interactions.0.result", /^correct$/);
    await becomes(page, "cmi.core.score.raw", /^100$/);
    await becomes(page, "cmi.core.lesson_status", /^passed$/);
    await page.waitForFunction(() => !document.getElementById("state").textContent.includes("not committed"));

    await page.locator("#learner").fill("Weber, Jonas");
    await page.locator("#resume").click();
    await page.locator("#calls", { hasText: /Session \d+ \(resumed\)/ }).waitFor();
    await course.locator('body[data-page="asks"] .quiz-result').waitFor();
    await becomes(page, "cmi.core.student_name", /^Weber, Jonas$/);
    assert.notEqual(await value(page, "cmi.core.total_time").textContent(), "0000:00:00.00");

    await page.locator("#filter").fill("suspend_data");
    assert.ok(await callsWith(page, "suspend_data").count() > 1);
    assert.equal(await callsWith(page, "LMSInitialize").count(), 0);
    await page.locator("#filter").fill("");
    await page.locator("#failed-only").check();
    assert.equal(await callsWith(page, "LMSCommit").count(), 1);
    assert.equal(await page.locator("#calls tbody tr:visible").count(), 1, "nothing else failed");
    await page.locator("#failed-only").uncheck();

    await page.locator("#anew").click();
    await course.locator('body[data-kind="index"]').waitFor();
    await page.waitForFunction(() => !document.getElementById("state").textContent.includes("cmi.interactions"));
    await becomes(page, "cmi.core.lesson_status", /^incomplete$/);
    await page.locator("#clear").click();
    assert.equal(await callsWith(page, "LMSInitialize").count(), 0);
}, small));

test("the platform takes what SCORM 1.2 takes and nothing else", () => inPreview(async (page) => {
    const cases = [                         /* [call, arguments, result, error] in one session */
        ["LMSGetValue", ["cmi.core.score.raw"], "", "301"], ["LMSFinish", [""], "false", "301"],
        ["LMSInitialize", ["x"], "false", "201"], ["LMSInitialize", [""], "true", "0"], ["LMSInitialize", [""], "false", "101"],
        ["LMSGetValue", ["cmi.core.student_id"], "learner-1", "0"], ["LMSGetValue", ["cmi.core.lesson_status"], "not attempted", "0"],
        ["LMSGetValue", ["cmi.core._children"], undefined, "0"], ["LMSGetValue", ["cmi.core.student_id._children"], "", "202"],
        ["LMSGetValue", ["cmi.core._count"], "", "203"], ["LMSGetValue", ["cmi.interactions._count"], "0", "0"],
        ["LMSGetValue", ["cmi.core.nothing"], "", "401"], ["LMSGetValue", [""], "", "201"], ["LMSGetValue", ["cmi._version"], "3.4", "0"],
        ["LMSGetValue", ["cmi.core.session_time"], "", "404"], ["LMSGetValue", ["cmi.interactions.0.id"], "", "404"],
        ["LMSSetValue", ["cmi.core.student_id", "x"], "false", "403"], ["LMSSetValue", ["cmi.core._children", "x"], "false", "402"],
        ["LMSSetValue", ["cmi.core.lesson_status", "not attempted"], "false", "405"], ["LMSSetValue", ["cmi.core.lesson_status", "passed"], "true", "0"],
        ["LMSSetValue", ["cmi.core.score.raw", "101"], "false", "405"], ["LMSSetValue", ["cmi.core.score.raw", "x"], "false", "405"],
        ["LMSSetValue", ["cmi.core.score.raw", "85.5"], "true", "0"], ["LMSGetValue", ["cmi.core.score.raw"], "85.5", "0"],
        ["LMSSetValue", ["cmi.core.session_time", "1:2:3"], "false", "405"], ["LMSSetValue", ["cmi.core.session_time", "0000:01:02.03"], "true", "0"],
        ["LMSSetValue", ["cmi.core.exit", "later"], "false", "405"], ["LMSSetValue", ["cmi.core.exit", "suspend"], "true", "0"],
        ["LMSSetValue", ["cmi.suspend_data", "x".repeat(4097)], "false", "405"], ["LMSSetValue", ["cmi.suspend_data", "x".repeat(4096)], "true", "0"],
        ["LMSSetValue", ["cmi.core.lesson_location", "x".repeat(256)], "false", "405"],
        ["LMSSetValue", ["cmi.interactions.1.id", "q"], "false", "201"], ["LMSSetValue", ["cmi.interactions.0.id", "a b"], "false", "405"],
        ["LMSSetValue", ["cmi.interactions.0.id", "q"], "true", "0"], ["LMSSetValue", ["cmi.interactions.0.type", "essay"], "false", "405"],
        ["LMSSetValue", ["cmi.interactions.0.type", "choice"], "true", "0"], ["LMSSetValue", ["cmi.interactions.0.student_response", "long"], "false", "405"],
        ["LMSSetValue", ["cmi.interactions.0.student_response", "a,c"], "true", "0"], ["LMSSetValue", ["cmi.interactions.0.result", "right"], "false", "405"],
        ["LMSSetValue", ["cmi.interactions.0.correct_responses.0.pattern", "a"], "true", "0"], ["LMSSetValue", ["cmi.interactions.0.time", "24:00:00"], "false", "405"],
        ["LMSGetValue", ["cmi.interactions._count"], "1", "0"], ["LMSSetValue", ["cmi.objectives.0.status", "passed"], "true", "0"],
        ["LMSSetValue", ["cmi.student_preference.audio", "101"], "false", "405"], ["LMSSetValue", ["cmi.nothing", "x"], "false", "401"],
        ["LMSCommit", ["x"], "false", "201"], ["LMSCommit", [""], "true", "0"], ["LMSFinish", [""], "true", "0"], ["LMSCommit", [""], "false", "301"],
        ["LMSInitialize", [""], "true", "0"], ["LMSGetValue", ["cmi.core.entry"], "resume", "0"],
        ["LMSGetValue", ["cmi.core.total_time"], "0000:01:02.03", "0"], ["LMSGetValue", ["cmi.student_data.mastery_score"], "90", "0"],
        ["LMSGetValue", ["cmi.core.lesson_status"], "failed", "0"]          /* 85.5 is below the mastery score */
    ];
    const got = await page.evaluate((all) => {
        const { api } = window.etalonPlatform(() => ({ learner: "L", mode: "normal", mastery: "90" }), () => undefined);
        return all.map(([call, values]) => [api[call](...values), api.LMSGetLastError()]);
    }, cases);
    cases.forEach(([call, values, result, code], i) => {
        const shown = `${call}(${values.map((one) => one.slice(0, 30))})`;
        assert.equal(got[i][1], code, shown);
        if (result !== undefined)
            assert.equal(got[i][0], result, shown);
    });
}, small));

test("phone, paper, dark and light", () => inPreview(async (page, course, frame) => {
    const ground = () => frame.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
    const comes = (test, ...values) => frame.waitForFunction(test, ...values);       /* a frame is laid out when it is drawn */
    const light = await ground();
    for (const wide of [390, 320]) {
        await page.selectOption("#width", String(wide));
        await comes((pixels) => innerWidth === pixels, wide);
    }
    await page.selectOption("#colours", "dark");
    const isDark = () => comes((colour) => getComputedStyle(document.documentElement).backgroundColor !== colour, light);
    await isDark();
    await page.selectOption("#width", "print");
    assert.ok(await course.locator(".bar").evaluate((one) => getComputedStyle(one).display === "none"), "paper has no bar");
    await page.selectOption("#width", "full");
    assert.ok(await course.locator(".bar").isVisible());
    await go(page, course, "long");
    await isDark();                         /* another page too */
    await page.selectOption("#colours", "light");
    await comes((colour) => getComputedStyle(document.documentElement).backgroundColor === colour, light);
}, small));

test("the languages of a course", () => inPreview(async (page, course) => {
    assert.deepEqual(await page.locator("#language option").allTextContents(), ["English", "Arabic"]);
    await page.selectOption("#language", "ar");
    await course.locator('html[lang="ar"][dir="rtl"].has-script').waitFor();
    await page.waitForFunction(() => document.getElementById("language").value === "ar");
    await course.locator(".start a").click();
    await course.locator('html[lang="ar"] body[data-kind="lesson"]').waitFor();
    await page.selectOption("#language", "en");
    await course.locator('html[lang="en"] body[data-kind="lesson"]').waitFor();
}, tour));

test("everybody can use it: by keyboard, by ear, on a small screen", () => inPreview(async (page, course) => {
    save(COURSE.replace("Paragraph 1.", 'See <link href="https://example.org/">here</link>.'));
    await page.locator("#findings button").first().waitFor();
    await page.locator("#fail").click();
    await page.locator("#resume").click();
    await page.locator("#calls", { hasText: "Session 2" }).waitFor();
    await course.locator("html.has-script").waitFor();
    await accessible(page, "the preview");
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.keyboard.press("Tab");
    await page.locator(".skip").focus();
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    assert.ok(await page.evaluate(() => document.activeElement.closest("#panel") !== null), "the link skips to the panel");
    save(COURSE);
}, small));

await t.main(() => {
    small.stop();
    tour.stop();
    return browser.close();
});
