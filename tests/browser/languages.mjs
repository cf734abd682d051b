/*
 * languages: the course in types/ in English, French and Arabic, one package.
 */
import assert from "node:assert/strict";
import path from "node:path";
import { pathToFileURL } from "node:url";
import * as t from "./lib.mjs";
import { accessible } from "./axe.mjs";

const { test } = t;
const browser = await t.launch();
const server = await t.serve("all"), webServer = await t.serve("all-web");

async function inProfile(play, where) {
    const context = await t.profile(browser, (where || server).origin, { viewport: { width: 1280, height: 900 } });
    try {
        await play(context);
        assert.deepEqual(context.faults, [], "nothing is asked from elsewhere, nothing fails");
    } finally {
        await context.close();
    }
}

const link = (frame, lang) => frame.locator(`.languages a[hreflang="${lang}"]`);
const quizOf = async (frame) => (await t.courseData(frame)).quizzes.find((quiz) => quiz.id === "all-types");

const root = (frame) => frame.evaluate(() => {
    const { lang, dir } = document.documentElement;
    return [lang, dir, document.querySelector("h1").textContent, document.querySelector(".bar-progress").isConnected];
});

test("changed in the session: words, direction, answers, session and focus", () => inProfile(async (context) => {
    const lms = await t.open(context, server.origin), { frame } = lms;
    await t.goTo(frame, "all-types");
    const quiz = await quizOf(frame);
    for (const [id, given] of [["single", "b"], ["short", "calibr"], ["order", "bacd"], ["match", "ab-"]])
        await t.answer(frame, quiz.questions.find((one) => one.id === id), given);
    await frame.evaluate(() => scrollTo(0, 300));
    await link(frame, "fr").evaluate((one) => one.click());
    await frame.getByRole("heading", { name: "Tous les types" }).waitFor();
    assert.deepEqual(await root(frame), ["fr", "ltr", "Tous les types", true]);
    assert.equal(await frame.evaluate(() => document.activeElement.getAttribute("hreflang")), "fr");
    assert.ok(await frame.evaluate(() => Math.abs(pageYOffset - 300) < 60), "one stays where one was");
    await frame.getByRole("group", { name: /Qui garde l’étalon national/ }).waitFor();
    await frame.getByRole("button", { name: "Vérifier les réponses" }).waitFor();
    assert.equal(await frame.locator("#single input:checked").getAttribute("value"), "b");
    assert.equal(await frame.locator("#short_text").inputValue(), "calibr");
    assert.deepEqual(await frame.locator("#order .order-item").evaluateAll((all) => all.map((one) => one.dataset.key)), ["b", "a", "c", "d"]);
    assert.match(await frame.locator(".bar-text").textContent(), /^0 .* 5/);

    const french = { single: "b", multiple: "ac", truth: "f", match: "abc", order: "abcd", gaps: ["AMPÈRE", "1"], short: "Étalonnage",
        number: "12,5 mm", free: "oui", rate: "a" };
    for (const question of quiz.questions)
        await t.answer(frame, question, french[question.id]);
    await t.check(frame, quiz);
    await frame.getByText("Points : 3 sur 3").or(frame.getByText("3 sur 3")).first().waitFor();
    await link(frame, "ar").click();
    await frame.getByRole("heading", { name: "كل الأنواع" }).waitFor();
    assert.deepEqual(await root(frame), ["ar", "rtl", "كل الأنواع", true]);
    assert.equal(await frame.locator(".quiz-result").isVisible(), true, "the result is still there");
    assert.equal(await t.value(lms, "cmi.core.score.raw"), "78.94");
    await frame.locator(".steps-next").click();
    await frame.locator('body[data-page="between"]').waitFor();
    assert.equal((await root(frame))[0], "ar", "one goes on in the language chosen");
    await t.allWell(lms);
    const { cmi } = await t.leave(lms);
    assert.match(cmi.suspend_data, /^e2\w{4},ar;/);

    const again = await t.open(context, server.origin);
    await again.frame.locator('html[lang="ar"] body[data-page="all-types"]').waitFor();
    await link(again.frame, "en").click();
    await again.frame.locator('html[lang="en"][dir="ltr"]').waitFor();
    await again.frame.evaluate(() => history.back());
    await again.frame.locator('html[lang="ar"][dir="rtl"]').waitFor();
    await t.allWell(again);
}));

test("from a file: plain links, the same progress", () => inProfile(async (context) => {
    const page = await context.newPage();
    await page.goto(pathToFileURL(path.resolve("all-web/trying.html")).href);
    await t.readToEnd(page);
    await link(page, "fr").click();
    await page.locator('html[lang="fr"]').waitFor();
    assert.match(page.url(), /trying\.fr\.html$/);
    assert.match(await page.locator(".bar-text").textContent(), /^1 /);
    await page.locator(".steps-next").click();
    await page.getByRole("heading", { name: "Tous les types" }).waitFor();
}, webServer));

test("accessible, fits: each language", () => inProfile(async (context) => {
    const page = await context.newPage();
    for (const name of ["index", "all-types"])
        for (const lang of ["fr", "ar"]) {
            await page.goto(`${webServer.origin}/course/${name}.${lang}.html`);
            await accessible(page, name + " " + lang);
        }
}, webServer));

await t.main(async () => {
    await browser.close();
    server.close();
    webServer.close();
});
