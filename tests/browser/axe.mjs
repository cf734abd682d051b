/*
 * axe: what every page has to stand: the rules of WCAG 2.2 A and AA that a
 * machine can decide, no sideways scrolling, nothing too small to be hit.
 */
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";

export const engine = fs.readFileSync(path.join(process.env.BROWSER_MODULES, "node_modules/axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/* Colours decide over contrast alone, the width and the direction over all the rest. */
const CONTRAST = { only: ["color-contrast"] }, REST = { without: ["color-contrast"] };
const LOOKS = [
    { name: "desktop, light", width: 1280, scheme: "light", rules: {} },
    { name: "desktop, dark", width: 1280, scheme: "dark", rules: CONTRAST },
    { name: "phone, dark", width: 320, scheme: "dark", rules: CONTRAST },
    { name: "phone, light", width: 320, scheme: "light", rules: REST },
    { name: "phone, right to left", width: 320, scheme: "light", rules: REST, direction: "rtl" }
];

async function load(page) {
    if (!await page.evaluate(() => "axe" in window))
        await page.evaluate(engine);
}

/* What is wrong with the page as it stands, a line each: "rule: element: why". */
export async function complaints(page, rules) {
    await load(page);
    const { violations } = await page.evaluate(({ tags, given }) => window.axe.run(document, {
        resultTypes: ["violations"],
        runOnly: given.only ? { type: "rule", values: given.only } : { type: "tag", values: tags },
        rules: Object.fromEntries((given.without || []).map((rule) => [rule, { enabled: false }]))
    }), { tags: TAGS, given: rules || {} });
    return violations.flatMap((one) => one.nodes.map((node) =>
        `${one.id}: ${node.target.join(" ")}: ${node.failureSummary.replace(/\s+/g, " ")}`));
}

/* "" or what makes the page wider than its window. */
export const tooWide = (page) => page.evaluate(async () => {
    await new Promise((done) => requestAnimationFrame(done));           /* after what "resize" starts */
    const root = document.documentElement, wide = root.scrollWidth - root.clientWidth;
    if (wide <= 0)
        return "";
    const ends = (one) => { const box = one.getBoundingClientRect(); return Math.max(box.right - root.clientWidth, -box.left); };
    const last = [...document.body.querySelectorAll("*")].filter((one) => Math.abs(ends(one) - wide) < 1.5).pop();
    return `${wide} px wider than the window: ` + (last ? last.outerHTML.slice(0, 120).replace(/\s+/g, " ") : "?");
});

async function look(page, { name, width, scheme, rules, direction }, where) {
    await page.setViewportSize({ width, height: width === 320 ? 640 : 900 });
    await page.emulateMedia({ colorScheme: scheme });
    const before = await page.evaluate((dir) => {
        const old = document.documentElement.dir;
        document.documentElement.dir = dir || old;
        return old;
    }, direction);
    assert.deepEqual(await complaints(page, rules), [], `${where}, ${name}`);
    assert.equal(await tooWide(page), "", `${where}, ${name}`);
    await page.evaluate((dir) => { document.documentElement.dir = dir; }, before);
}

/* The page as it stands now, in every look. */
export async function accessible(page, where) {
    const open = await page.evaluate(() => document.body.innerText.match(/\{\w+\}/g));
    assert.equal(open, null, where + ": a text with a gap");
    for (const one of LOOKS)
        await look(page, one, where);
}
