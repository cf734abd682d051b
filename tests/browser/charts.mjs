import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { complaints, tooWide } from "./axe.mjs";
import { launch, main, profile, test } from "./lib.mjs";

const browser = await launch();
const names = fs.readdirSync(".").filter((name) => name.endsWith(".html")).map((name) => name.slice(0, -5)).sort();
const url = (name) => "file://" + path.resolve(name + ".html");
const chart = (page) => page.locator("svg.chart:visible");

async function at(name, options, work) {
    const context = await profile(browser, "file://", options);
    const page = await context.newPage();
    page.on("console", (message) => context.faults.push(message.text()));
    await page.goto(url(name));
    await work(page);
    assert.deepEqual(context.faults, [], name);
    await context.close();
}

/* Words that leave the drawing or lie on other words, in px of the screen. */
const collisions = (svg) => svg.evaluate((element) => {
    const frame = element.getBoundingClientRect(), found = [];
    const words = [...element.querySelectorAll("text")].map((text) => {
        const box = text.getBoundingClientRect(), air = box.height * 0.16;
        const said = [...text.childNodes].filter((one) => one.nodeType === 3).map((one) => one.data).join("");
        return { said, mark: text.classList.contains("hidden"), left: box.left + 0.5, right: box.right - 0.5, top: box.top + air, bottom: box.bottom - air };
    });
    for (const one of words)
        if (one.left < frame.left - 1 || one.right > frame.right + 1 || one.top < frame.top - 1 || one.bottom > frame.bottom + 1)
            found.push(one.said + " is outside");
    words.forEach((one, i) => words.slice(0, i).forEach((other) => {
        if (one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom && !(one.mark && other.mark))
            found.push(one.said + " lies on " + other.said);
    }));
    return found;
});

test("words keep their places on phones and wide screens", async () => {
    assert.ok(names.length > 30);
    const context = await profile(browser, "file://", {});
    const page = await context.newPage();
    for (const name of names) {
        await page.goto(url(name));
        for (const width of [320, 1200]) {
            await page.setViewportSize({ width, height: 900 });
            assert.equal(await chart(page).count(), 1, name + ": one of both drawings is seen");
            assert.deepEqual(await collisions(chart(page)), [], name);
            assert.equal(await tooWide(page), "", name);
        }
    }
    assert.deepEqual(context.faults, []);
    await context.close();
});

test("the collisions would be found", () => at("bars", { viewport: { width: 1200, height: 900 } }, async (page) => {
    await chart(page).evaluate((svg) => {
        const text = svg.querySelector("text.figure");
        text.setAttribute("x", "719");
        text.setAttribute("y", svg.querySelectorAll("text.figure")[1].getAttribute("y"));
    });
    assert.match((await collisions(chart(page))).join(), /211 is outside/);
}));

test("axe finds nothing", async () => {
    for (const [name, width, scheme] of [["lines", 1200, "light"], ["stacked", 320, "dark"]])
        await at(name, { viewport: { width, height: 900 }, colorScheme: scheme }, async (page) =>
            assert.deepEqual(await complaints(page), [], name));
});

test("a pointer finds what a figure says", () => at("bars", { viewport: { width: 1200, height: 900 } }, async (page) => {
    const tip = page.locator(".tip");
    assert.equal(await tip.isVisible(), false);
    await chart(page).locator(".point rect").nth(1).hover();
    assert.equal(await tip.textContent(), "APMP: 406");
    await page.mouse.move(2, 2);
    assert.equal(await tip.isVisible(), false);
}));

test("a finger may miss a small state", () => at("map", { viewport: { width: 320, height: 800 }, hasTouch: true }, async (page) => {
    const dot = await chart(page).locator(".point:has(circle)").first().boundingBox();
    await page.touchscreen.tap(dot.x + dot.width / 2, dot.y + dot.height / 2);
    assert.match(await page.locator(".tip").textContent(), /: (\d+|·)$/);
    const box = await page.locator(".tip").boundingBox();
    assert.ok(box.x >= 0 && box.x + box.width <= 320, "the tip is on the screen");
    await page.touchscreen.tap(160, 790);
    assert.equal(await page.locator(".tip").isVisible(), false);
}));

test("arrow keys go from figure to figure and say them", () => at("bars", { viewport: { width: 1200, height: 900 } }, async (page) => {
    const status = page.locator("[role=status]");
    await page.keyboard.press("Tab");
    assert.equal(await status.textContent(), "AFRIMETS: 211");
    await page.keyboard.press("ArrowDown");
    assert.equal(await status.textContent(), "APMP: 406");
    await page.keyboard.press("End");
    assert.equal(await status.textContent(), "SIM: 298");
    assert.equal(await page.locator(".tip").isVisible(), true);
    await page.keyboard.press("Escape");
    assert.equal(await page.locator(".tip").isVisible(), false);
}));

test("a chart that the tabulator brings into sight shows its first figure", () => at("bars", { viewport: { width: 1200, height: 500 } }, async (page) => {
    await page.evaluate(() => {
        const space = document.createElement("div");
        space.style.height = "2000px";
        document.querySelector("main").prepend(space);
    });
    await page.keyboard.press("Tab");
    await page.waitForFunction(() => scrollY > 0);
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    const tip = page.locator(".tip");
    assert.equal(await tip.isVisible(), true);
    const point = await chart(page).locator(".point").first().boundingBox(), box = await tip.boundingBox();
    assert.ok(box.y + box.height < point.y + 20 && box.y > point.y - 100, `${box.y} is not at ${point.y}`);
    await page.keyboard.press("Escape");
    assert.equal(await tip.isVisible(), false);
}));

const column = (page, n) => page.locator("table.sortable tbody tr").evaluateAll((rows, at) => rows.map((row) => row.cells[at].textContent), n);

test("heads of columns sort the groups and leave the total below", () => at("bars", { viewport: { width: 1200, height: 900 } }, async (page) => {
    const heads = page.locator("table.sortable thead th"), last = (await heads.count()) - 1;
    const before = await column(page, last), button = heads.nth(last).getByRole("button");
    await button.click();
    assert.equal(await heads.nth(last).getAttribute("aria-sort"), "descending");
    assert.deepEqual((await column(page, last)).map((text) => text.replace("·hidden", "·")), ["640", "406", "298", "211", "187", "·", "1"]);
    await button.focus();
    await page.keyboard.press("Enter");
    assert.equal(await heads.nth(last).getAttribute("aria-sort"), "ascending");
    assert.deepEqual((await column(page, last)).slice(0, 2), ["187", "211"]);
    await button.click();
    assert.equal(await heads.nth(last).getAttribute("aria-sort"), null);
    assert.deepEqual(await column(page, last), before);
}));

test("without the script everything is said", () => at("bars", { viewport: { width: 1200, height: 900 }, javaScriptEnabled: false }, async (page) => {
    assert.equal(await page.locator(".wide svg.chart .point title").first().textContent(), "AFRIMETS: 211");
    assert.equal(await page.locator(".wide svg.chart").getAttribute("role"), "img");
    assert.equal(await page.locator("table.sortable tbody tr").count(), 7);
    assert.equal(await page.getByRole("img", { name: "Participants by RMO" }).count(), 1);
}));

test("on paper it is light, wide and without tips", () => at("bars", { viewport: { width: 1000, height: 900 }, colorScheme: "dark" }, async (page) => {
    await page.emulateMedia({ media: "print", colorScheme: "dark" });
    assert.equal(await page.locator(".wide svg.chart text").first().evaluate((text) => getComputedStyle(text).fill), "rgb(28, 33, 38)");
    assert.equal(await page.locator(".narrow svg.chart").isVisible(), false);
}));

await main(() => browser.close());
