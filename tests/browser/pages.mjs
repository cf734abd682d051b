/*
 * pages: each course that we ship, packed in all its languages with each theme
 * as COURSE-THEME/ in this folder. Every page is looked at as it opens, and
 * after everything on it was unfolded, answered and checked.
 */
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import * as t from "./lib.mjs";
import { complaints, engine, tooWide } from "./axe.mjs";

const { test } = t;
const browser = await t.launch();
const AT_ONCE = 2;

/* Between them the themes have each colour scheme at each width, opened or worked through. */
const DESKTOP = { width: 1280, height: 900 }, PHONE = { width: 320, height: 640 };
const ZOOMED = { width: 640, height: 450 };             /* what a desktop has at 200 % */
const LOOKS = {
    calm: [{ size: DESKTOP, scheme: "light" }, { size: PHONE, scheme: "dark" }],
    "high-contrast": [{ size: PHONE, scheme: "light" }, { size: DESKTOP, scheme: "dark" }]
};

const packages = fs.readdirSync(".").filter((name) => fs.existsSync(path.join(name, "etalon/page.js")));
const themeOf = (name) => Object.keys(LOOKS).find((theme) => name.endsWith("-" + theme));
const htmlIn = (name) => fs.readdirSync(name, { recursive: true }).filter((file) => file.endsWith(".html")).sort();

/* ------------------------------------------------------------- a learner */

/* The storage of somebody who did everything before, so that no module is locked and no question answered. */
async function allOpen(origin) {
    const context = await browser.newContext(), page = await context.newPage();
    await page.goto(origin + "/course/index.html");
    const kept = await page.evaluate(() => {
        const { etalon } = window, { data } = etalon, state = etalon.newState();
        for (const one of data.pages)
            state.seen[one.id] = true;
        for (const quiz of data.quizzes.filter((one) => one.graded))
            state.quizzes[quiz.id] = { tries: 1, best: etalon.pointsOf(quiz) };
        return ["etalon:" + data.id, JSON.stringify({ state: etalon.writeState(state), location: data.pages[1].id })];
    });
    await context.close();
    return kept;
}

const words = (html) => html.replace(/<sup>/g, "^").replace(/<[^>]*>/g, "");

/* What is right, in the parts the script keeps; "a" where nothing is. */
function right(question) {
    if (question.gaps)
        return question.gaps.map((gap) => gap.right || gap.accept[0]);
    if (question.expected)
        return [words(question.shown)];
    return [question.accept ? question.accept[0] : question.right || "a"];
}

const wrong = (question) => [t.wrong(question, question.right || "")].flat();

/* Unfolds, answers every other question wrongly, checks all, shows a term. */
async function workThrough(page) {
    const quizzes = await page.evaluate(() => window.etalonData.quizzes.filter((one) => document.getElementById(one.id)));
    const given = quizzes.flatMap((quiz) => quiz.questions).map((one, i) =>
        [one, i % 2 && !/^(rating|free-text)$/.test(one.type) ? wrong(one) : right(one)]);
    await page.evaluate((answers) => {
        const shown = (all) => [...document.querySelectorAll(all)].filter((one) => one.offsetParent);
        for (const one of document.querySelectorAll("details"))
            one.open = true;
        for (const one of document.querySelectorAll(".tab"))
            one.removeAttribute("hidden");
        while (shown(".hint-button").length)
            shown(".hint-button").forEach((one) => one.click());
        for (const [question, parts] of answers) {
            const set = document.getElementById(question.id);
            if (!set)
                continue;                               /* of a pool: not for this learner */
            window.etalon.kinds[question.type].fill(set, question, parts);
            set.dispatchEvent(new Event("change", { bubbles: true }));
        }
        for (const one of document.querySelectorAll(".quiz-actions button"))
            one.click();
        for (const one of shown("article [data-pop]").slice(0, 1))
            one.click();
    }, given);
    const open = await page.evaluate(() => [...document.querySelectorAll(".question")]
        .filter((one) => !one.querySelector(".verdict")).map((one) => one.id));
    return open.map((id) => "not checked: " + id);
}

/* ---------------------------------------------------------------- looking */

/* One file, all looks; what is wrong goes to `note`. */
async function lookAt(page, url, [first, second], note) {
    const wear = async ({ size, scheme }) => {
        await page.emulateMedia({ colorScheme: scheme });
        await page.setViewportSize(size);
    };
    const name = ({ size, scheme }, how) => `${size.width} px, ${scheme}, ${how}`;
    const see = async (look, how) => {
        note(name(look, how), await complaints(page));
        note(name(look, how), [await tooWide(page)]);
    };
    await wear(first);
    await page.goto(url);
    await page.addScriptTag({ url: ENGINE });
    await see(first, "opened");
    await page.setViewportSize(ZOOMED);
    note("200 %", [await tooWide(page)]);
    if (await page.evaluate(() => "etalon" in window)) {
        await wear(second);
        note("worked through", await workThrough(page));
        await see(second, "worked through");
        await page.setViewportSize(ZOOMED);
        note("200 %, worked through", [await tooWide(page)]);
    }
}

/* Each page as a learner of its own opens it: what the one before left behind is gone. A browser keeps
   what it compiled as long as it stays in one window, and what it fetched: so all that in one. */
const ENGINE = "/axe.js";
const answerEngine = (request, response) => request.url === ENGINE &&
    response.writeHead(200, { "content-type": "text/javascript", "cache-control": "max-age=3600" }).end(engine);

/* All of `files`, some at a time. */
async function lookAtAll(dir, files, looks, kept) {
    const server = await t.serve(dir, undefined, answerEngine), told = [], queue = [...files];
    const state = kept && await allOpen(server.origin);
    await Promise.all(Array.from({ length: AT_ONCE }, async () => {
        const context = await t.profile(browser, server.origin, { deviceScaleFactor: 2, reducedMotion: "reduce" });
        await context.addInitScript((given) => {
            if (window.origin === "null")               /* in a sandbox */
                return;
            sessionStorage.clear();
            localStorage.clear();
            if (given)
                localStorage.setItem(...given);
        }, state);
        const page = await context.newPage();
        let file = queue.shift();
        const note = (how, list) => list.filter(Boolean).forEach((one) => told.push(`${file}, ${how}: ${one}`));
        page.on("console", (message) => message.type() === "error" && !message.location().url.endsWith("/favicon.ico") &&
            note("console", [message.text()]));
        for (; file; file = queue.shift())
            await lookAt(page, `${server.origin}/course/${file}`, looks, note);
        told.push(...context.faults);
        await context.close();
    }));
    server.close();
    return told;
}

/* -------------------------------------------------------------- the tests */

test("there is something to look at", () => {
    assert.ok(packages.length >= 6, packages.join());
    assert.ok(packages.every(themeOf), packages.join());
    assert.ok(packages.some((name) => htmlIn(name).some((file) => file.endsWith(".ar.html"))));
});

for (const name of packages)
    test("every page: " + name, async () => {
        const pages = htmlIn(name);
        assert.ok(pages.length > 10);
        assert.deepEqual(await lookAtAll(name, pages, LOOKS[themeOf(name)], true), []);
    });

test("what a new learner sees: the overview, pages of modules that need others", async () => {
    let locked = 0;
    for (const name of packages) {
        const data = Function(fs.readFileSync(path.join(name, "etalon/data.js"), "utf8") + "return etalonData;")();
        const needing = data.modules.filter((one) => one.needs.length).map((one) => one.id);
        const [next] = data.pages.filter((page) => needing.includes(page.module));
        locked += data.enforced && next ? 1 : 0;
        const files = ["index", ...next ? [next.id] : []].map((id) => id + ".html");
        assert.deepEqual(await lookAtAll(name, files, LOOKS[themeOf(name)], false), []);
    }
    assert.ok(locked > 0, "no course locks a module");
});

test("what looks also sees", async () => {
    fs.cpSync("tour-calm", "broken", { recursive: true });
    const [file] = htmlIn("broken").filter((one) => one.startsWith("question"));
    const mends = `<p id="pale" style="color: #999; background: #fff">pale</p><img id="mute" src="etalon/x.png">
        <p><a href="#a" style="display: inline-block; width: 9px; overflow: hidden">a</a><a href="#b" style="display: inline-block; width: 9px">b</a></p>
        <div style="width: 700px">wide</div><script>console.error("said"); fetch("http://127.0.0.1:9/").catch(() => 0);</script></article>`;
    const text = fs.readFileSync("broken/" + file, "utf8");
    fs.writeFileSync("broken/" + file, text.replace("</article>", mends));
    const told = (await lookAtAll("broken", [file], LOOKS.calm, true)).join("\n");
    fs.rmSync("broken", { recursive: true });
    for (const one of ["1280 px, light, opened: color-contrast: #pale: ", "320 px, dark, worked through: image-alt: #mute: ", "target-size: a",
        "320 px, dark, worked through: ", "200 %: ", "700px", "console: said", "request to http://127.0.0.1:9/", "404 for "])
        assert.ok(told.includes(one), one + " is not in\n" + told);
    assert.ok(told.includes(file + ", "), told);
});

await t.main(() => browser.close());
