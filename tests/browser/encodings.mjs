/*
 * encodings: an answer as SCORM 1.2 and as IEEE 1484.11.1 (SCORM 2004, cmi5) write it. The sources are
 * run as they are, without a browser: in a package the names are short.
 */
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import vm from "node:vm";
import { nothing } from "./headless.mjs";

const folder = path.join(process.env.SOURCE, "src/render");
const window = vm.createContext({ document: nothing, performance, history: { state: null }, addEventListener() {} });
window.window = window;
window.etalonData = { id: "x", lang: "en", pages: [], quizzes: [] };
const editions = {};
for (const name of ["base", "platform", "ieee", "store-scorm12", "store-scorm2004"]) {
    if (name.startsWith("store"))
        window.etalon.scorm = (edition) => { editions[name.slice(6)] = edition; };
    vm.runInContext(fs.readFileSync(path.join(folder, name + ".js"), "utf8"), window, { filename: name });
}
window.etalon.prompt = () => "What?";

const long = "x".repeat(300), gaps = Array.from({ length: 12 }, (hole, i) => "g" + i);

/* type, language, what is right, what was answered, its share: [SCORM 1.2: type, response, pattern, result], [SCORM 2004: the same] */
const TABLE = [
    ["single-choice", "en", [["b"]], ["a"], 0, ["choice", "a", "b", "wrong"], ["choice", "a", "b", "incorrect"]],
    ["multiple-choice", "en", [["a", "c"]], ["a", "b"], 0.5, ["choice", "a,b", "a,c", "0.5"], ["choice", "a[,]b", "a[,]c", "0.5"]],
    ["true-false", "en", [["t"]], ["f"], 0, ["true-false", "f", "t", "wrong"], ["true-false", "false", "true", "incorrect"]],
    ["matching", "en", [[["a", "a"], ["b", "b"]]], [["a", "b"]], 0, ["matching", "a.b", "a.a,b.b", "wrong"],
        ["matching", "a[.]b", "a[.]a[,]b[.]b", "incorrect"]],
    ["ordering", "en", [["b", "a"]], ["b", "a"], 1, ["sequencing", "b,a", "b,a", "correct"], ["sequencing", "b[,]a", "b[,]a", "correct"]],
    ["cloze", "en", [["ampere", "volt"]], ["ampere", ""], 0.5, ["fill-in", "ampere,", "ampere, volt", "0.5"],
        ["fill-in", "ampere[,]", "ampere[,]volt", "0.5"]],
    ["cloze", "fr", [["ampère", "volt"]], ["ampère", ""], 0.5, ["fill-in", "ampère,", "ampère, volt", "0.5"],
        ["fill-in", "{lang=fr}ampère[,]", "{lang=fr}ampère[,]{lang=fr}volt", "0.5"]],
    ["cloze", "en", [gaps], gaps, 1, ["fill-in", gaps.join(", "), gaps.join(", "), "correct"],
        ["fill-in", "g0[,]g1[,]g2[,]g3[,]g4[,]g5[,]g6[,]g7[,]g8[,]g9, g10, g11", "g0[,]g1[,]g2[,]g3[,]g4[,]g5[,]g6[,]g7[,]g8[,]g9, g10, g11", "correct"]],
    ["short-text", "en", [["kilo[,]gram"]], ["kilo\n gram"], 0, ["fill-in", "kilo gram", "kilo[,]gram", "wrong"],
        ["fill-in", "kilo gram", "kilo,gram", "incorrect"]],
    ["short-text", "en-GB", [[long]], [long], 1, ["fill-in", long.slice(0, 255), long.slice(0, 255), "correct"],
        ["fill-in", long.slice(0, 250), long.slice(0, 250), "correct"]],
    ["numeric", "en", [["12.5", "12.4", "12.6"]], ["12.55"], 1, ["numeric", "12.55", "12.5", "correct"],
        ["numeric", "12.55", "12.4[:]12.6", "correct"]],
    ["numeric", "en", [["-3", "-3", "-3"]], [], 0, ["numeric", undefined, "-3", "wrong"], ["numeric", undefined, "-3[:]-3", "incorrect"]],
    ["free-text", "zh-Hant", [], ["質量"], null, ["fill-in", "質量", undefined, "neutral"], ["long-fill-in", "{lang=zh-Hant}質量", undefined, "neutral"]],
    ["free-text", "en", [], [long], null, ["fill-in", long.slice(0, 255), undefined, "neutral"], ["long-fill-in", long, undefined, "neutral"]],
    ["rating", "en", [], ["c"], null, ["likert", "c", undefined, "neutral"], ["likert", "c", undefined, "neutral"]]
];

const time = new Date(2026, 2, 1, 9, 5, 7, 123);
for (const [type, lang, right, chosen, share, ...wanted] of TABLE) {
    window.etalonData.lang = lang;
    ["scorm12", "scorm2004"].forEach((name, i) => {
        const set = new Map(editions[name].interaction({
            question: { id: "q", type, points: 2 }, right, chosen, share, latency: 83456, time, objectives: ["obj-a"]
        }).filter(([, value]) => value));
        assert.deepEqual([set.get("type"), set.get(i ? "learner_response" : "student_response"), set.get("correct_responses.0.pattern"), set.get("result")],
            wanted[i], `${type} ${lang} in ${name}`);
        assert.equal(set.get("objectives.0.id"), "obj-a");
        assert.equal(set.get("weighting"), "2");
        assert.equal(set.get("latency"), i ? "PT83.46S" : "0000:01:23.46");
        assert.equal(set.get(i ? "timestamp" : "time"), i ? "2026-03-01T09:05:07" : "09:05:07");
    });
}

/* More patterns than one, where the standard has room. */
window.etalonData.lang = "en";
const patterns = (type, more, list) => [...window.etalon.patterns(Object.assign({ id: "q", type }, more), list)];
assert.deepEqual(patterns("short-text", { case: true }, [["A"], ["B"]]), ["{case_matters=true}A", "{case_matters=true}B"]);
assert.equal(patterns("short-text", {}, gaps.map((one) => [one])).length, 5);
assert.equal(patterns("numeric", {}, [["1", "1", "1"], ["2", "2", "2"]]).length, 1);
console.log(TABLE.length + " answers in two standards");
