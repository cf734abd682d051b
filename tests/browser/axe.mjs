/*
 * axe: what every page has to stand: the rules of WCAG 2.2 A and AA that a
 * machine can decide, no sideways scrolling, nothing too small to be hit.
 */
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";

const engine = fs.readFileSync(path.join(process.env.BROWSER_MODULES, "node_modules/axe-core/axe.min.js"), "utf8");
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

async function look(page, { name, width, scheme, rules, direction }, where) {
    await page.setViewportSize({ width, height: width === 320 ? 640 : 900 });
    await page.emulateMedia({ colorScheme: scheme });
    const before = await page.evaluate((dir) => {
        const old = document.documentElement.dir;
        document.documentElement.dir = dir || old;
        return old;
    }, direction);
    const { violations } = await page.evaluate(({ tags, rules }) => window.axe.run(document, {
        resultTypes: ["violations"],
        runOnly: rules.only ? { type: "rule", values: rules.only } : { type: "tag", values: tags },
        rules: Object.fromEntries((rules.without || []).map((rule) => [rule, { enabled: false }]))
    }), { tags: TAGS, rules });
    const told = violations.flatMap((one) => one.nodes.map((node) =>
        `${one.id}: ${node.target.join(" ")}: ${node.failureSummary.replace(/\s+/g, " ")}`));
    assert.deepEqual(told, [], `${where}, ${name}`);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.ok(wide <= 0, `${where}, ${name}: ${wide} px wider than the window`);
    await page.evaluate((dir) => { document.documentElement.dir = dir; }, before);
}

/* The page as it stands now, in every look. */
export async function accessible(page, where) {
    if (!await page.evaluate(() => "axe" in window))
        await page.evaluate(engine);
    const open = await page.evaluate(() => document.body.innerText.match(/\{\w+\}/g));
    assert.equal(open, null, where + ": a text with a gap");
    for (const one of LOOKS)
        await look(page, one, where);
}
