/*
 * numeric: the script of a package judges the answers of numeric.tsv.
 *
 * PACKAGE: an unpacked package with a numeric question. What the author's units
 * are worth stands here by hand, so the tables of the program are tested too.
 */
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { load } from "./headless.mjs";

const { PACKAGE } = process.env;
const here = path.dirname(new URL(import.meta.url).pathname);

const UNITS = {
    "mm": [1e-3, 0, "L"], "m": [1, 0, "L"], "K": [1, 0, "H"], "°C": [1, 273.15, "H"], "V": [1, 0, "L2MT-3I-1"],
    "g": [1e-3, 0, "M"], "kg": [1, 0, "M"], "Mg": [1e3, 0, "M"], "t": [1e3, 0, "M"], "m/s2": [1, 0, "LT-2"], "W/(m2·K)": [1, 0, "MT-3H-1"],
    "Ω": [1, 0, "L2MT-3I-2"], "MΩ": [1e6, 0, "L2MT-3I-2"], "L": [1e-3, 0, "L3"], "min": [60, 0, "T"], "h": [3600, 0, "T"],
    "d": [86400, 0, "T"], "s": [1, 0, "T"], "eV": [1.602176634e-19, 0, "L2MT-2"], "°": [Math.PI / 180, 0, ""],
    "km/h": [1 / 3.6, 0, "LT-1"], "Pa": [1, 0, "L-1MT-2"], "dB": [0.1, 0, "B"], "mol/L": [1e3, 0, "L-3N"], "cm": [1e-2, 0, "L"],
    "1/s": [1, 0, "T-1"]
};

function unit(symbol) {
    assert.ok(!symbol || UNITS[symbol], "no worth for " + symbol);
    return symbol ? UNITS[symbol] : undefined;
}

function off(value, tolerance) {
    const uncertain = /^u=([\d.]+)(?:,k=([\d.]+))?$/.exec(tolerance);
    if (uncertain)
        return Number(uncertain[1]) * Number(uncertain[2] || 2);
    return tolerance.endsWith("%") ? Math.abs(value) * parseFloat(tolerance) / 100 : Number(tolerance);
}

/* "10 cm=0.5" */
function foreseen(words) {
    const match = /^(\S+) (\S*)=([\d.]+)$/.exec(words);
    return { value: match[1], unit: unit(match[2]), share: Number(match[3]) * 100 };
}

const etalon = load(PACKAGE);
const [head, ...rows] = fs.readFileSync(path.join(here, "numeric.tsv"), "utf8").split("\n")
    .filter((line) => line && !line.startsWith("#")).map((line) => line.split("\t"));
assert.ok(rows.length >= 60);
let failed = 0;
for (const row of rows) {
    const one = Object.fromEntries(head.map((name, i) => [name, row[i].replace(/\\u([0-9a-f]{4})/g,
        (all, code) => String.fromCharCode(parseInt(code, 16)))]));
    const expected = [{ value: one.value, unit: unit(one.unit), share: 100, digits: Number(one.digits) || undefined,
        off: off(Number(one.value), one.tolerance) }].concat(one.others ? one.others.split(";").map(foreseen) : []);
    const question = { type: "numeric", points: 1, expected };
    const { share, says, at } = etalon.judge(question, [one.answer]);
    const told = says ? says.key.replace("numeric_", "") : at > 0 ? "other" : share === 1 ? "" : "-";
    if (Math.abs(share - Number(one.share)) > 1e-12 || told !== one.says) {
        failed++;
        console.log(`FAIL ${one.value} ${one.unit} ${one.tolerance}: "${one.answer}" (${one.why}): ${share} ${told}, not ${one.share} ${one.says}`);
    } else if (says)
        assert.ok(etalon.data.text[says.key] || etalon.data.text[says.key + "#other"], "a sentence for " + says.key);
}
console.log(rows.length - failed + " of " + rows.length + " answers judged as decided");
process.exit(failed ? 1 : 0);
