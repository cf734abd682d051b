/*
 * lib: what the browser tests share. A file server on 127.0.0.1 that is a
 * learning platform too, a browser, a learner who reads and answers.
 *
 * The platform is the page /lms: scorm-again as SCORM 1.2 API in the window
 * above the course, wrapped so that each call is logged and a value the
 * standard (or Moodle) does not take is refused. What is committed lies in the
 * browser's storage under "lms", so a new session begins with it.
 *
 * To find what a test does not wait for: with ETALON_SLOW=N pages have an Nth of a processor, with
 * ETALON_LATE=N the server answers N milliseconds late.
 */
import assert from "node:assert/strict";
import fs from "node:fs";
import http from "node:http";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";

export const here = path.dirname(fileURLToPath(import.meta.url));
export const source = path.resolve(here, "../..");
const installed = createRequire(path.resolve(process.env.BROWSER_MODULES, "x.js"));
const { chromium } = installed("playwright-core");
const slow = Number(process.env.ETALON_SLOW || 1), late = Number(process.env.ETALON_LATE || 0);

const TYPES = {
    html: "text/html; charset=utf-8", css: "text/css", js: "application/javascript", json: "application/json",
    svg: "image/svg+xml", png: "image/png", vtt: "text/vtt", csv: "text/csv", mp4: "video/mp4", wav: "audio/wav",
    xml: "text/xml", xsd: "text/xml"
};

/* The script as packages have it: that of the course in types/, which needs all parts. */
const scriptFile = (target) => path.resolve(target, "etalon/page.js");
export const script = (target) => fs.readFileSync(scriptFile(target), "utf8");

/* The course of the tests as a new folder in this one, for `target`. `change`: (data) => void. */
export function fixture(target, change) {
    const dir = fs.mkdtempSync(path.resolve("fixture-"));
    fs.cpSync(path.join(here, "fixture"), dir, { recursive: true });
    const data = JSON.parse(fs.readFileSync(path.join(dir, "etalon/data.json"), "utf8"));
    data.text = {};
    for (const line of fs.readFileSync(path.join(source, "src/render/en.lang"), "utf8").split("\n")) {
        const match = /^script\.(\w+) = (.*)$/.exec(line);
        if (match)
            data.text[match[1]] = match[2];
    }
    if (change)
        change(data);
    fs.rmSync(path.join(dir, "etalon/data.json"));
    fs.writeFileSync(path.join(dir, "etalon/data.js"), "var etalonData = " + JSON.stringify(data) + ";\n");
    fs.copyFileSync(scriptFile(target), path.join(dir, "etalon/page.js"));
    fs.writeFileSync(path.join(dir, "etalon/theme.css"), ["themes/calm/colours.css", "theme.css"].map((name) =>
        fs.readFileSync(path.join(source, "src/render", name), "utf8")).join(""));
    return dir;
}

/* Serves a course below /course/, the platform at /lms, its API at /api.js: that of "scorm12" or
 * "scorm2004". `answer(request, response)`: true when it is its own. */
export async function serve(dir, edition = "scorm12", answer = () => false) {
    const special = new Map([
        ["/lms", path.join(here, "lms.html")],
        ["/strict.js", path.join(here, "strict.js")],
        ["/api.js", path.join(process.env.BROWSER_MODULES, `node_modules/scorm-again/dist/${edition}.js`)]
    ]);
    const server = http.createServer(async (request, response) => {
        if (late)
            await new Promise((done) => setTimeout(done, late));
        if (answer(request, response))
            return;
        const name = decodeURIComponent(new URL(request.url, "http://x").pathname);
        const file = special.get(name) ||
            (name.startsWith("/course/") ? path.join(dir, name.slice(8) || "index.html") : "");
        if (!file || !fs.existsSync(file) || !path.resolve(file).startsWith(path.resolve(path.dirname(file))))
            return response.writeHead(404).end();
        const type = special.get(name) && name === "/lms" ? "html" : path.extname(file).slice(1);
        response.writeHead(200, { "content-type": TYPES[type] || "application/octet-stream" });
        fs.createReadStream(file).pipe(response);
    });
    await new Promise((done) => server.listen(0, "127.0.0.1", done));
    return { origin: "http://127.0.0.1:" + server.address().port, close: () => server.close() };
}

export async function launch() {
    const browser = await chromium.launch({
        executablePath: process.env.CHROMIUM,
        args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
               "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage"]
    });
    if (slow > 1)
        slowDown(browser);
    return browser;
}

function slowDown(browser) {
    const newContext = browser.newContext.bind(browser);
    browser.newContext = async (options) => {
        const context = await newContext(options);
        context.on("page", (page) => context.newCDPSession(page)
            .then((session) => session.send("Emulation.setCPUThrottlingRate", { rate: slow }))
            .catch(() => undefined));                   /* it is closed already */
        return context;
    };
}

/*
 * A browser profile in which no request may leave `origin`, and no page may
 * report an error. `expected`: console messages that are part of a test.
 */
export async function profile(browser, origin, options) {
    const context = await browser.newContext(options);
    const faults = [];
    context.on("request", (request) => {
        const url = request.url();
        if (!url.startsWith(origin + "/") && !/^(data|blob|about|file):/.test(url))
            faults.push("request to " + url);
    });
    context.on("response", (response) => {
        if (response.status() >= 400 && !/\/lrs\/|favicon|balance\.(wav|mp4)/.test(response.url()))
            faults.push(response.status() + " for " + response.url());
    });
    context.on("weberror", (error) => faults.push(String(error.error())));
    context.faults = faults;
    return context;
}

/* ------------------------------------------------------------- platform */

/* Opens the platform with the course in it; what was stored before is there again. */
export async function open(context, origin, settings) {
    const page = await context.newPage();
    await page.addInitScript((given) => { window.lmsSettings = given; }, settings || {});
    await page.goto(origin + "/lms" + (settings && settings.page ? "?" + settings.page : ""));
    const course = page.frameLocator("#course");
    await course.locator("html.has-script").waitFor();
    return { page, course, frame: page.frames().find((one) => one.name() === "course") };
}

export const calls = (lms) => lms.page.evaluate(() => window.calls);
export const value = (lms, name) => lms.page.evaluate((one) => window.real.LMSGetValue ? window.real.LMSGetValue(one) : window.real.GetValue(one), name);
export const stored = (page) => page.evaluate(() => JSON.parse(localStorage.getItem("lms")));

/* Until all that was set is committed: what waits in the course for its time (SOON in platform.js) comes before this. */
export async function committed(lms) {
    await lms.course.locator("html").evaluate(() => new Promise((done) => setTimeout(done, 500)));
    await lms.page.waitForFunction(() => {
        const last = window.calls[window.calls.length - 1];
        return /Commit$/.test(last.name) && last.result === "true";
    });
}

/* No call may have failed; 403 is how SCORM 2004 says that there is no value yet. */
export async function allWell(lms) {
    const bad = (await calls(lms)).filter((call) => /GetValue/.test(call.name)
        ? !["0", "403"].includes(call.error) : call.error !== "0" || call.result !== "true");
    assert.deepEqual(bad, [], "every call of the API succeeds");
}

/* Leaves the course the way a platform does: another page in its window. */
export async function leave(lms) {
    await lms.page.evaluate(() => { document.getElementById("course").src = "about:blank"; });
    await lms.page.waitForFunction(() => window.calls.some((call) => /Finish|Terminate/.test(call.name)));
    const names = (await calls(lms)).map((call) => call.name);
    assert.equal(names.filter((name) => /Initialize/.test(name)).length, 1, "initialized once");
    assert.equal(names.filter((name) => /Finish|Terminate/.test(name)).length, 1, "finished once");
    assert.match(names.at(-1), /Finish|Terminate/, "nothing after the end");
    const kept = await stored(lms.page);
    await lms.page.close();
    return kept;
}

/* ------------------------------------------------------------- learner */

/* The course's own account of itself. */
export const courseData = (frame) => frame.evaluate(() => window.etalonData);

/* By the address bar's way of thinking: a link to that page, wherever one is. */
export async function goTo(frame, id) {
    await frame.evaluate((page) => {
        const link = document.createElement("a");
        link.href = page + ".html";
        document.body.append(link);
        link.click();
        link.remove();
    }, id);
    await frame.locator(`body[data-page="${id}"]`).waitFor();
}

/* Until the contents say "read". For pages without a graded quiz. */
export async function readToEnd(frame) {
    const id = await frame.locator("body").getAttribute("data-page");
    await frame.locator(".steps").scrollIntoViewIfNeeded();
    await frame.locator(`a[data-page="${id}"] .state-seen`).first().waitFor();
}

const within = (frame, question) => frame.locator(`[data-question="${question.id}"]`);

async function choose(frame, question, letters) {
    for (const input of await within(frame, question).locator(".answers input").all()) {
        const want = letters.includes(await input.getAttribute("value"));
        if (want !== await input.isChecked())
            await input.locator("xpath=..").click();
    }
}

async function matchUp(frame, question, letters) {
    const keys = [...question.right];
    for (const [i, letter] of [...letters].entries())
        await within(frame, question).locator(`[data-key="${keys[i]}"] select`).selectOption(letter === "-" ? "" : letter);
}

/* Each item up to its place, the first first. One moves in any case: an order that nobody touched is no
   answer, and one in twenty-four learners is shown just the one wanted. */
async function order(frame, question, letters) {
    const items = within(frame, question).locator(".order-item");
    await items.nth(1).locator(".order-up").click();
    for (const [place, letter] of [...letters].entries()) {
        const keys = await items.evaluateAll((all) => all.map((one) => one.dataset.key));
        for (let at = keys.indexOf(letter); at > place; at--)
            await items.nth(at).locator(".order-up").click();
    }
}

async function fillGaps(frame, question, parts) {
    for (const [i, gap] of question.gaps.entries()) {
        const field = within(frame, question).locator(`[data-key="${gap.id}"] :is(input, select)`);
        if (gap.right)
            await field.selectOption(parts[i]);
        else
            await field.fill(parts[i]);
    }
}

const type = (frame, question, words) => within(frame, question).locator(".field :is(input, textarea)").fill(words);

/* Answers a question, as a person does. `answer`: letters, words or, of a cloze, a list of these. */
export function answer(frame, question, given) {
    const ways = { matching: matchUp, ordering: order, cloze: fillGaps, "short-text": type, numeric: type, "free-text": type };
    return (ways[question.type] || choose)(frame, question, given);
}

/* Something that is not right. `right` is what would be. */
export function wrong(question, right) {
    const ways = {
        matching: () => [...right].slice(1).join("") + right[0],
        ordering: () => [...right].reverse().join(""),
        cloze: () => question.gaps.map((gap) => gap.right ? gap.right === "0" ? "1" : "0" : "zz"),
        "short-text": () => "zz",
        numeric: () => "-98765",
        "true-false": () => right === "t" ? "f" : "t"
    };
    return (ways[question.type] || (() => right === "a" ? "b" : "a"))();
}

export async function check(frame, quiz) {
    await frame.locator(`[data-quiz="${quiz.id}"] button[type=submit]`).click();
    await frame.locator(`[data-quiz="${quiz.id}"] .quiz-result`).waitFor();
}

/* Goes through the whole course by its own links; choice(question) says what is answered. */
export async function walk(frame, data, choice) {
    await frame.locator(".start a").click();
    for (const page of data.pages) {
        await frame.locator(`html.has-script body[data-page="${page.id}"]`).waitFor();
        for (const quiz of data.quizzes.filter((one) => one.page === page.id && one.graded)) {
            for (const question of quiz.questions)
                if (await within(frame, question).count())
                    await answer(frame, question, await choice(question));
            await check(frame, quiz);
        }
        await frame.locator(".steps-next").click();
    }
    await frame.locator('html.has-script body[data-kind="index"]').waitFor();
}

/* ------------------------------------------------------------ the tests */

const tests = [];
export const test = (name, run) => tests.push([name, run]);

/* Runs all, in order; a line each; exit status 1 when one failed. */
export async function main(close) {
    let failed = 0;
    if (!tests.length)
        throw new Error("no tests");
    const only = process.argv[2];
    for (const [name, run] of tests.filter(([one]) => !only || one.includes(only))) {
        const began = Date.now();
        try {
            await run();
            console.log("ok   " + name + " (" + ((Date.now() - began) / 1000).toFixed(1) + " s)");
        } catch (error) {
            failed++;
            console.log("FAIL " + name + "\n" + String(error.stack).replace(/^/gm, "     "));
        }
    }
    await close();
    process.exit(failed ? 1 : 0);
}
