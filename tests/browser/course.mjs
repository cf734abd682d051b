/*
 * course: a packed course, page by page, and played on an independent run-time.
 *
 * COURSE_XML: the course's folder, COURSE_SCORM12 and COURSE_WEB: its packages,
 * unpacked. What is right, and what it is worth, is read from the XML.
 */
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import * as t from "./lib.mjs";

const { test } = t;
const { COURSE_XML, COURSE_SCORM12, COURSE_WEB } = process.env;
const browser = await t.launch();
const server = await t.serve(COURSE_SCORM12), webServer = await t.serve(COURSE_WEB);
const desktop = { viewport: { width: 1280, height: 900 } };
const pages = fs.readdirSync(COURSE_WEB).filter((name) => name.endsWith(".html"));

async function inProfile(play, where, options) {
    const context = await t.profile(browser, (where || server).origin, options || desktop);
    try {
        await play(context);
        assert.deepEqual(context.faults, [], "nothing is asked from elsewhere, nothing fails");
    } finally {
        await context.close();
    }
}

/* "milli-metre.second-2" as "mm s-2", by the tables of the SI. */
function symbols() {
    const table = (name, key) => new Map(fs.readFileSync(path.join(t.source, "schemas/data", name), "utf8").trim().split("\n")
        .map((line) => line.split("\t")).map((row) => [row[0].split("/").at(-1), row[key]]));
    const units = table("si_units.tsv", 4).set("gram", "g").set("percent", "%"), prefixes = table("si_prefixes.tsv", 3);
    return (expression) => expression.split(".").filter(Boolean).map((term) => {
        const [, prefix, unit, exponent] = /^(?:([a-z]+)-)?([A-Za-z]+)(-?\d*)$/.exec(term);
        return (prefix ? prefixes.get(prefix) : "") + units.get(unit) + exponent;
    }).join(" ");
}

/* The quizzes as the author wrote them: [{id, graded, questions: [{id, type, points, right}]}]. */
async function written() {
    const page = await browser.newPage();
    const texts = fs.readdirSync(COURSE_XML, { recursive: true }).filter((name) => name.endsWith(".xml")).sort()
        .map((name) => fs.readFileSync(path.join(COURSE_XML, name), "utf8"));
    const found = await page.evaluate((files) => {
        const kinds = ["single-choice", "multiple-choice", "true-false", "matching", "ordering", "cloze", "short-text",
            "numeric", "free-text", "rating"];
        const children = (one, name) => [...one.children].filter((child) => child.localName === name);
        const ids = (list) => list.map((one) => one.getAttribute("id")).join("");
        const isTrue = (one) => ["true", "1"].includes(one.getAttribute("correct"));
        const words = (one) => one.textContent.replace(/\s+/g, " ").trim();
        const gap = (one) => children(one, "option").length ? children(one, "option").findIndex(isTrue).toString(36)
            : words(children(one, "accept")[0]);
        const right = {
            matching: (one) => ids(children(one, "pair")),
            ordering: (one) => ids(children(one, "choice")),
            cloze: (one) => [...one.getElementsByTagNameNS("*", "gap")].map(gap),
            "short-text": (one) => words(children(one, "accept")[0]),
            numeric: (one) => {
                const expected = children(one, "expected").find((each) => (each.getAttribute("share") || "100") === "100");
                return [expected.getAttribute("value"), expected.getAttribute("unit") || ""];
            },
            "free-text": () => "words",
            rating: (one) => ids(children(one, "choice")).slice(-1)
        };
        const choices = (one) => ids(children(one, "answer").filter(isTrue));
        return files.flatMap((text) => {
            const xml = new DOMParser().parseFromString(text, "application/xml");
            return [...xml.querySelectorAll("quiz, practice")].map((quiz) => ({
                id: quiz.getAttribute("id"),
                graded: quiz.localName === "quiz" && !["false", "0"].includes(quiz.getAttribute("graded")),
                questions: [...quiz.querySelectorAll(kinds.join())].map((one) => ({
                    id: one.getAttribute("id"), type: one.localName,
                    points: /^(free-text|rating)$/.test(one.localName) ? 0 : Number(one.getAttribute("points") || 1),
                    right: (right[one.localName] || choices)(one),
                    pooled: one.parentNode.localName === "pool"
                }))
            }));
        });
    }, texts);
    await page.close();
    const unit = symbols();
    for (const question of found.flatMap((quiz) => quiz.questions))
        if (question.type === "numeric")
            question.right = (question.right[0] + " " + unit(question.right[1])).trim();
    return found;
}

const quizzes = await written();
const graded = quizzes.filter((quiz) => quiz.graded).flatMap((quiz) => quiz.questions);
const byId = new Map(graded.map((question) => [question.id, question]));
const counted = graded.filter((question) => question.points);
const total = counted.reduce((sum, question) => sum + question.points, 0);

const right = (question) => byId.get(question.id).right;
const isWrong = new Set(counted.filter((question, i) => i % 3 === 1).map((question) => question.id));

/* Every third graded question wrong. */
const mixed = (question) => isWrong.has(question.id) ? t.wrong(question, right(question)) : right(question);

/* How each type is recorded. */
const RECORDED = { "true-false": "true-false", matching: "matching", ordering: "sequencing", cloze: "fill-in", "short-text": "fill-in",
    numeric: "numeric", "free-text": "fill-in", rating: "likert" };

test("the course has what it takes to be tested", () => {
    assert.ok(graded.length >= 30, graded.length + " graded questions");
    assert.ok(pages.length >= 10, pages.length + " pages");
    assert.ok(isWrong.size > 5);
    assert.ok(!graded.some((question) => question.pooled), "points are counted without pools");
});

test("data.js says what the author wrote", () => inProfile(async (context) => {
    const page = await context.newPage();
    await page.goto(server.origin + "/course/index.html");
    const data = await t.courseData(page);
    const sorted = (letters) => typeof letters === "string" ? [...letters].sort().join("") : null;
    const shape = (list, rights) => list.map((quiz) => [quiz.id, quiz.graded, quiz.questions.map((one) =>
        [one.id, one.type, one.points, rights.includes(one.type) ? sorted(one.right) : ""])])
        .sort((a, b) => a[0] < b[0] ? -1 : 1);
    const letters = ["single-choice", "multiple-choice", "true-false", "matching", "ordering"];
    assert.deepEqual(shape(data.quizzes, letters), shape(quizzes, letters));
    for (const page of data.pages)
        assert.ok(pages.includes(page.id + ".html"), page.id);
}));

test("everything right: passed with 100, every question recorded", () => inProfile(async (context) => {
    const lms = await t.open(context, server.origin);
    const data = await t.courseData(lms.frame);
    await t.walk(lms.frame, data, right);
    await t.allWell(lms);
    const { cmi } = await t.leave(lms);
    assert.equal(cmi.core.lesson_status, "passed");
    assert.deepEqual(cmi.core.score, { raw: "100", min: "0", max: "100" });
    assert.equal(cmi.core.exit, "");
    assert.ok(cmi.suspend_data.length <= 4096);
    const told = Object.values(cmi.interactions).map((one) => [one.id, one.type, one.result, Number(one.weighting)]);
    const order = (a, b) => a[0] < b[0] ? -1 : 1;
    assert.deepEqual(told.sort(order), graded.map((one) =>
        [one.id, RECORDED[one.type] || "choice", one.points ? "correct" : "neutral", one.points]).sort(order));

    const again = await t.open(context, server.origin);
    await again.course.locator('body[data-kind="index"] .outcome.is-passed').waitFor();
    await t.allWell(again);
    assert.equal((await t.leave(again)).cmi.core.lesson_status, "passed");
}));

test("some wrong: the score that counting by hand gives", () => inProfile(async (context) => {
    const lms = await t.open(context, server.origin);
    const data = await t.courseData(lms.frame);
    await t.walk(lms.frame, data, mixed);
    await t.allWell(lms);
    const { cmi } = await t.leave(lms);
    const told = new Map(Object.values(cmi.interactions).map((one) => [one.id, one.result]));
    const share = { correct: 1, wrong: 0, neutral: 0 };
    let points = 0;
    for (const one of counted) {
        const result = told.get(one.id);
        assert.equal(result === "correct", !isWrong.has(one.id), one.id);
        points += one.points * (result in share ? share[result] : Number(result));
    }
    assert.ok(Math.abs(Number(cmi.core.score.raw) - points * 100 / total) < 0.1, cmi.core.score.raw);
    assert.equal(cmi.core.lesson_status, points * 100 >= data.pass * total ? "passed" : "failed");
}));

test("everything wrong: failed with next to nothing", () => inProfile(async (context) => {
    const lms = await t.open(context, server.origin);
    await t.walk(lms.frame, await t.courseData(lms.frame), (question) => t.wrong(question, right(question)));
    await t.allWell(lms);
    const { cmi } = await t.leave(lms);
    assert.equal(cmi.core.lesson_status, "failed");
    assert.ok(Number(cmi.core.score.raw) < 15, cmi.core.score.raw);
}));

test("left in the middle: resumed there, answers kept", () => inProfile(async (context) => {
    const first = await t.open(context, server.origin);
    const data = await t.courseData(first.frame);
    const quiz = data.quizzes.filter((one) => one.graded)[1];
    await t.goTo(first.frame, data.pages[0].id);
    await t.goTo(first.frame, quiz.page);
    await t.answer(first.frame, quiz.questions[0], right(quiz.questions[0]));
    assert.equal((await t.leave(first)).cmi.core.lesson_status, "incomplete");
    const lms = await t.open(context, server.origin);
    await lms.course.locator(`body[data-page="${quiz.page}"]`).waitFor();
    const { id } = quiz.questions[0];
    const kept = await lms.frame.evaluate((one) => window.etalon.kinds[one.type].read(document.getElementById(one.id), one), quiz.questions[0]);
    assert.equal([...kept.join("")].sort().join(""), [...[right(quiz.questions[0])].flat().join("")].sort().join(""), id);
    await t.allWell(lms);
}));

test("web from a file: works and keeps progress", () => inProfile(async (context) => {
    const page = await context.newPage();
    await page.goto(pathToFileURL(path.join(COURSE_WEB, "index.html")).href);
    const data = await t.courseData(page);
    await t.walk(page, data, right);
    await page.locator(".outcome.is-passed").waitFor();
    assert.equal(await page.locator(".notice").count(), 0);
    await page.reload();
    await page.locator(".outcome.is-passed").waitFor();
}, webServer));

test("every page: links lead somewhere, pictures show, headings in order", () => inProfile(async (context) => {
    const page = await context.newPage();
    const seen = new Map(), links = [];
    for (const name of pages) {
        await page.goto(webServer.origin + "/course/" + name);
        const found = await page.evaluate(async () => {
            for (const image of document.images)
                image.loading = "eager";
            await Promise.all([...document.images].map((image) => image.decode().catch(() => undefined)));
            return {
                ids: [...document.querySelectorAll("[id]")].map((one) => one.id),
                links: [...document.querySelectorAll("a[href]")].map((one) => one.getAttribute("href")),
                broken: [...document.images].filter((image) => !image.naturalWidth).map((image) => image.src),
                headings: [...document.querySelectorAll("main h1, main h2, main h3, main h4, main h5, main h6")]
                    .map((one) => Number(one.localName[1])),
                lang: document.documentElement.lang, title: document.title
            };
        });
        assert.deepEqual(found.broken, [], name);
        assert.equal(new Set(found.ids).size, found.ids.length, name + ": an id twice");
        assert.equal(found.headings.filter((level) => level === 1).length, 1, name);
        found.headings.forEach((level, i) => assert.ok(i === 0 || level <= found.headings[i - 1] + 1, name + ": a level left out"));
        assert.ok(found.lang && found.title, name);
        seen.set(name, new Set(found.ids));
        links.push(...found.links.map((href) => [name, href]));
    }
    for (const [name, href] of links.filter(([, one]) => !/^[a-z]+:/.test(one))) {
        const [file, id] = href.split("#");
        const target = seen.get(file || name);
        assert.ok(target || fs.existsSync(path.join(COURSE_WEB, file)), `${name}: ${href}`);
        assert.ok(!id || target.has(id), `${name}: ${href}`);
    }
    for (const name of pages)
        assert.ok(name === "index.html" || links.some(([, href]) => href.split("#")[0] === name), "no way to " + name);
}, webServer));

await t.main(async () => {
    await browser.close();
    server.close();
    webServer.close();
});
