/*
 * content: the course in content/, from a server and from a disk.
 */
import assert from "node:assert/strict";
import { pathToFileURL } from "node:url";
import { accessible } from "./axe.mjs";
import { launch, profile, serve } from "./lib.mjs";

const { PACKAGE } = process.env;
const server = await serve(PACKAGE);
const fromDisk = pathToFileURL(PACKAGE + "/").href;
const browser = await launch();

/* Its files are found, the page round it is not. */
async function interactive(page, rights) {
    await page.locator("iframe").scrollIntoViewIfNeeded();
    await page.frameLocator("iframe").getByText("Sees nothing.").waitFor();
    assert.equal(await page.locator("iframe").getAttribute("sandbox"), rights);
}

async function folded(page) {
    assert.ok(!await page.locator("#inside").isVisible(), "folded away");
    await page.locator("summary", { hasText: "More" }).focus();
    await page.keyboard.press("Enter");
    assert.ok(await page.locator("#inside").isVisible(), "opened by the keyboard");
    assert.ok(await page.getByText("Left words.").isVisible() && !await page.getByText("Right words.").isVisible());
    await page.getByRole("tab", { name: "Left" }).focus();
    await page.keyboard.press("ArrowRight");
    assert.ok(!await page.getByText("Left words.").isVisible() && await page.getByText("Right words.").isVisible());
}

/* Nothing is wider than a phone, and what is wide is moved by the keyboard. */
async function narrow(page) {
    await page.setViewportSize({ width: 320, height: 640 });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(wide <= 0, `${wide} px too wide`);
    for (const box of await page.locator(".quantity > [aria-hidden]").all()) {
        const { x, width } = await box.boundingBox();
        assert.ok(x >= 0 && x + width <= 320, "a quantity stays on the page");
    }
    const formula = page.locator(".equation-math");
    await formula.focus();
    await page.keyboard.press("ArrowRight");
    await page.waitForFunction(() => document.querySelector(".equation-math").scrollLeft > 0);
    await page.setViewportSize({ width: 1280, height: 900 });
}

/* Paper cannot be opened or clicked. */
async function paper(page) {
    await page.emulateMedia({ media: "print" });
    for (const words of ["Left words.", "Right words.", "Inside."])
        assert.ok(await page.getByText(words).isVisible(), words + " is printed");
    assert.ok(!await page.locator(".tab-list").isVisible());
    await page.emulateMedia({ media: "screen" });
}

async function round(origin, address, rights) {
    const context = await profile(browser, origin);
    const page = await context.newPage();
    await page.goto(address);
    await page.locator("html.has-script").waitFor();
    await paper(page);
    await folded(page);
    await narrow(page);
    await interactive(page, rights);
    if (address.startsWith("http"))
        await accessible(page, "content");
    assert.deepEqual(context.faults, []);
    await context.close();
}

async function withoutScript() {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(server.origin + "/course/one.html");
    for (const words of ["Left words.", "Right words."])
        assert.ok(await page.getByText(words).isVisible(), words + " is there without script");
    await page.getByText("More", { exact: true }).click();
    assert.ok(await page.locator("#inside").isVisible());
    await context.close();
}

await round(server.origin, server.origin + "/course/one.html", "allow-scripts");
await round(server.origin, fromDisk + "one.html", "allow-scripts allow-same-origin");
await withoutScript();
await browser.close();
server.close();
