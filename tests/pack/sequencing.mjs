/*
 * Go through the units of a SCORM 2004 package as a platform's sequencer does (npm scorm-again,
 * without a browser): what is closed, what opens when, what the course counts as.
 *
 *     node sequencing.mjs imsmanifest.xml
 *
 * The package is that of tests/pack/units by module.
 */
import assert from "node:assert";
import { activities } from "./tree.mjs";

globalThis.window = globalThis;
const { Scorm2004API } = await import(process.env.ETALON_NODE + "/node_modules/scorm-again/dist/esm/scorm2004.js");

/* ---- a learner */

const { tree } = activities(process.argv[2]);
const make = () => new Scorm2004API({ autocommit: false, logLevel: 5, sequencing: { activityTree: tree } });
console.log = console.debug = console.info = () => {};
let api = make();

const root = () => api.getSequencingState().rootActivity;
const current = () => (api.getSequencingState().currentActivity || {}).id;
const get = (name) => api.lmsGetValue(name);
const isOpen = (id) => get("adl.nav.request_valid.choice.{target=" + id + "}") === "true";

function set(name, value) {
    assert.equal(api.lmsSetValue(name, value), "true", `${current()}: ${name} = ${value}`);
}

/* What the script reports once a unit is done; share null: nothing in it is graded. */
function learn(share) {
    const id = current(), count = Number(get("cmi.objectives._count"));
    const places = Array.from({ length: count }, (hole, i) => get(`cmi.objectives.${i}.id`));
    if (share !== null)
        set("cmi.score.scaled", String(share));
    set("cmi.progress_measure", "1");
    set("cmi.completion_status", "completed");
    set("cmi.success_status", share === null || share >= 0.8 ? "passed" : "failed");
    if (places.includes(id + ".done"))
        set(`cmi.objectives.${places.indexOf(id + ".done")}.success_status`, "passed");
    set("cmi.exit", "suspend");
    return places;
}

function leave(request) {
    set("adl.nav.request", request);
    assert.equal(api.lmsFinish(), "true");
    api.reset();
}

/* Another day: the platform has kept what it knows. */
function again() {
    const kept = api.serializeSequencingState();
    api = make();
    assert.ok(api.deserializeSequencingState(kept));
    assert.ok(api.processNavigationRequest("resumeAll"));
}

/* ---- the course */

const units = tree.children.map((one) => one.id), modules = units.slice(0, 6);
assert.deepEqual(units.slice(6), ["last", "final"]);
api.lmsInitialize();
assert.equal(current(), modules[0]);
assert.deepEqual(units.map(isOpen), units.map((id) => id !== "last"), "the last module waits for all others");

/* In order, each half right; the third has nothing to judge. */
modules.forEach((id, i) => {
    if (i > 0)
        api.lmsInitialize();
    assert.equal(current(), id);
    const places = learn(i === 2 ? null : 0.5);
    assert.ok(places.includes(id + ".done"));
    assert.equal(places.includes("obj-b"), i === 0);
    assert.equal(root().completionStatus, i > 2 ? "completed" : i === 0 ? "unknown" : "incomplete");
    leave("continue");
});
assert.equal(current(), "last", "it opened when all others were done");
assert.equal(root().completionStatus, "completed", "the rule asks for the third module or the last");
assert.equal(root().objectiveSatisfiedStatus, false);

/* What was done is known there, and on another day. */
api.lmsInitialize();
const told = learn(1);
assert.deepEqual(modules.map((id) => get(`cmi.objectives.${told.indexOf(id + ".done")}.success_status`)), modules.map(() => "passed"));
leave("suspendAll");
again();
api.lmsInitialize();
assert.equal(current(), "last");
learn(1);
assert.ok(isOpen("last") && isOpen("final"));

/* The course is the mean of its units, by their points: 1 2 4 5 6 half right, 8 and 2 fully. */
leave("{target=final}choice");
assert.equal(current(), "final");
api.lmsInitialize();
learn(1);
leave("exitAll");
assert.equal(root().objectiveNormalizedMeasure.toFixed(4), (19 / 28).toFixed(4));
assert.equal(root().objectiveSatisfiedStatus, false, "80 % were asked for");
