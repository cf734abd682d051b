/*
 * report: pages that reports are written as, opened from the disk.
 */
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import * as t from "./lib.mjs";
import { accessible, complaints, tooWide } from "./axe.mjs";

const { test } = t;
const browser = await t.launch();

/* Opens a file; whatever it asks for besides itself, and whatever it complains of, is in `wrong`. */
async function open(file, play) {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
    const page = await context.newPage(), wrong = [], own = pathToFileURL(path.resolve(file)).href;
    page.on("request", (request) => request.url() === own || wrong.push(request.url()));
    page.on("console", (message) => wrong.push(message.text()));
    page.on("pageerror", (error) => wrong.push(String(error)));
    await page.goto(own);
    try {
        await play(page);
        assert.deepEqual(wrong, [], file);
    } finally {
        await context.close();
    }
}

/* What a validator would say, and what every page of ours has. */
const structure = (page) => page.evaluate(() => {
    const all = (selector) => [...document.querySelectorAll(selector)], wrong = [];
    const ids = all("[id]").map((one) => one.id), levels = all("h1,h2,h3,h4,h5,h6").map((one) => Number(one.tagName[1]));
    const must = (is, what) => is || wrong.push(what);
    must(new Set(ids).size === ids.length, "an id twice");
    for (const one of all("[aria-labelledby]"))
        for (const id of one.getAttribute("aria-labelledby").split(" "))
            must(document.getElementById(id), "nobody is " + id);
    must(levels.filter((level) => level === 1).length === 1 && levels[0] === 1, "not one h1");
    levels.forEach((level, i) => must(i === 0 || level <= levels[i - 1] + 1, "a level is left out"));
    must(all("main").length === 1 && document.title, "no main or no title");
    for (const table of all("table")) {
        must(table.caption && table.caption.textContent, "a table without a caption");
        must([...table.querySelectorAll("th")].every((th) => th.scope && th.textContent), "a head without scope or words");
        const widths = [...table.rows].map((row) => row.cells.length);
        must(new Set(widths).size === 1, "rows of several lengths");
        must(table.parentElement.tabIndex === 0 && table.parentElement.getAttribute("role") === "region", "no region");
    }
    for (const figure of all("figure"))
        must(figure.querySelector("svg") && figure.querySelector("figcaption").textContent, "a figure without a drawing or words");
    return wrong;
});

for (const lang of ["en", "fr", "es"])
    test(`the annual update, ${lang}`, () => open(`annual-${lang}.html`, async (page) => {
        assert.equal(await page.getAttribute("html", "lang"), lang);
        assert.deepEqual(await structure(page), []);
        if (lang === "fr")
            assert.deepEqual(await complaints(page), []);
        await page.setViewportSize({ width: 320, height: 640 });
        assert.equal(await tooWide(page), "");
    }));

test("a chart in every look", () => open("stacked.html", async (page) => {
    assert.deepEqual(await structure(page), []);
    await accessible(page, "stacked");
}));

test("a map", () => open("map.html", async (page) => {
    assert.deepEqual(await structure(page), []);
    assert.deepEqual(await complaints(page), []);
}));

test("a chart for each width, one at a time", () => open("stacked.html", async (page) => {
    const shown = () => page.locator("figure svg:visible").count();
    assert.equal(await shown(), 1);
    const wide = await page.locator("figure svg:visible").getAttribute("viewBox");
    await page.setViewportSize({ width: 375, height: 640 });
    assert.equal(await shown(), 1);
    assert.notEqual(await page.locator("figure svg:visible").getAttribute("viewBox"), wide);
}));

test("names from the data stay text and know their direction", () => open("stacked.html", async (page) => {
    assert.equal(await page.locator("td b, th b").count(), 0);
    const arabic = page.locator("th[dir=auto]").first();
    assert.equal(await arabic.evaluate((one) => getComputedStyle(one).direction), "rtl");
}));

test("nothing foreign runs", async () => {
    const bad = fs.readFileSync("map.html", "utf8").replace("</main>",
        "<script>document.title = 'taken'</script><img src='https://example.org/x.png' alt=''></main>");
    fs.writeFileSync("bad.html", bad);
    const page = await browser.newPage(), refused = page.waitForEvent("requestfailed");
    await page.goto(pathToFileURL(path.resolve("bad.html")).href);
    assert.notEqual(await page.title(), "taken");
    assert.equal((await refused).failure().errorText, "csp");
    await page.close();
});

test("it prints, nothing cut off at the side", () => open("annual-fr.html", async (page) => {
    await page.emulateMedia({ media: "print" });
    await page.setViewportSize({ width: 680, height: 900 });         /* A4 between its margins */
    assert.equal(await tooWide(page), "");
    assert.equal(await page.evaluate(() => getComputedStyle(document.querySelector(".scroll")).overflowX), "visible");
    const pdf = await page.pdf({ preferCSSPageSize: true });
    assert.equal(pdf.subarray(0, 5).toString(), "%PDF-");
}));

await t.main(() => browser.close());
