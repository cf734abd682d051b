/*
 * axe: what every page has to stand: the rules of WCAG 2.2 A and AA that a
 * machine can decide, no sideways scrolling, nothing too small to be hit.
 */
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";

const engine = fs.readFileSync(path.join(process.env.BROWSER_MODULES, "node_modules/axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

const wide = { width: 1280, height: 900 }, narrow = { width: 320, height: 640 };

export const looks = [
    { name: "desktop light", options: { viewport: wide, colorScheme: "light" } },
    { name: "desktop dark", options: { viewport: wide, colorScheme: "dark" } },
    { name: "phone light", options: { viewport: narrow, colorScheme: "light" } },
    { name: "phone dark", options: { viewport: narrow, colorScheme: "dark" } },
    { name: "phone right to left", rtl: true, options: { viewport: narrow, colorScheme: "light" } }
];

export async function accessible(page, where) {
    if (!await page.evaluate(() => "axe" in window))
        await page.evaluate(engine);
    const { violations } = await page.evaluate((tags) =>
        window.axe.run(document, { runOnly: { type: "tag", values: tags } }), TAGS);
    const told = violations.flatMap((one) => one.nodes.map((node) =>
        `${one.id}: ${node.target.join(" ")}: ${node.failureSummary.replace(/\s+/g, " ")}`));
    assert.deepEqual(told, [], where);
    const open = await page.evaluate(() => document.body.innerText.match(/\{\w+\}/g));
    assert.equal(open, null, where + ": a text with a gap");
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.ok(wide <= 0, `${where}: ${wide} px wider than the window`);
}
