/*
 * scorm12: a learning platform of one learner, for whoever writes a course.
 *
 * etalonPlatform(settings, told) makes the API object of SCORM 1.2 (Run-Time Environment
 * 1.2, clause 3) over a data model that takes only what the standard takes: names, data types,
 * read-only and write-only elements, indexes in order, its error codes. Values wait until
 * LMSCommit or LMSFinish keeps them. told(event) hears everything:
 *
 *     {call, values, result, code, words}     a call from the course
 *     {session, entry}                        a session has begun
 *     {platform}                              what the platform did by itself
 *
 * settings() gives {learner, mode, mastery} of the next session.
 */
(function () {
"use strict";

const ERRORS = {
    0: "No error", 101: "General exception", 201: "Invalid argument error",
    202: "Element cannot have children", 203: "Element not an array. Cannot have count.",
    301: "Not initialized", 401: "Not implemented error",
    402: "Invalid set value, element is a keyword", 403: "Element is read only.",
    404: "Element is write only", 405: "Incorrect Data Type"
};

/* ---- data types (clause 3.4.3) */

const text = (most) => (value) => value.length <= most;
const decimal = (value) => /^-?\d+(\.\d+)?$/.test(value);
const between = (low, high) => (value) => decimal(value) && Number(value) >= low && Number(value) <= high;
const whole = (low, high) => (value) => /^-?\d+$/.test(value) && Number(value) >= low && Number(value) <= high;
const word = (...words) => (value) => words.includes(value);
const identifier = (value) => /^[!-~]{1,255}$/.test(value);
const time = (value) => /^([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,2})?$/.test(value);
const span = (value) => /^\d{2,4}:[0-5]\d:[0-5]\d(\.\d{1,2})?$/.test(value);
const score = (value) => value === "" || between(0, 100)(value);
const status = word("passed", "completed", "failed", "incomplete", "browsed");
const result = (value) => word("correct", "wrong", "unanticipated", "neutral")(value) || decimal(value);

/* What an answer may look like depends on the kind of the interaction. */
const PATTERNS = {
    "true-false": /^[01tf]/,
    "choice": /^(\{?[0-9a-z](,[0-9a-z])*\}?)?$/,
    "fill-in": /^[\s\S]{0,255}$/,
    "numeric": /^-?\d+(\.\d+)?$/,
    "likert": /^[0-9a-z]?$/,
    "matching": /^(\{?[0-9a-z]\.[0-9a-z](,[0-9a-z]\.[0-9a-z])*\}?)?$/,
    "performance": /^[\s\S]{0,255}$/,
    "sequencing": /^([0-9a-z](,[0-9a-z])*)?$/
};

function feedback(value, name, model) {
    const kind = model[name.replace(/^(cmi\.interactions\.\d+)\..*/, "$1.type")];
    return value.length <= 255 && (!kind || PATTERNS[kind].test(value));
}

/* ---- the data model (clause 3.4.4): "r" read, "w" written; n stands for an index */

const MODEL = {
    "cmi.core.student_id": ["r"], "cmi.core.student_name": ["r"],
    "cmi.core.lesson_location": ["rw", text(255)],
    "cmi.core.credit": ["r"], "cmi.core.lesson_status": ["rw", status], "cmi.core.entry": ["r"],
    "cmi.core.score.raw": ["rw", score], "cmi.core.score.min": ["rw", score], "cmi.core.score.max": ["rw", score],
    "cmi.core.total_time": ["r"], "cmi.core.lesson_mode": ["r"],
    "cmi.core.exit": ["w", word("", "time-out", "suspend", "logout")],
    "cmi.core.session_time": ["w", span],
    "cmi.suspend_data": ["rw", text(4096)], "cmi.launch_data": ["r"],
    "cmi.comments": ["rw", text(4096)], "cmi.comments_from_lms": ["r"],
    "cmi.objectives.n.id": ["rw", identifier],
    "cmi.objectives.n.score.raw": ["rw", score], "cmi.objectives.n.score.min": ["rw", score],
    "cmi.objectives.n.score.max": ["rw", score],
    "cmi.objectives.n.status": ["rw", (value) => status(value) || value === "not attempted"],
    "cmi.student_data.mastery_score": ["r"], "cmi.student_data.max_time_allowed": ["r"],
    "cmi.student_data.time_limit_action": ["r"],
    "cmi.student_preference.audio": ["rw", whole(-1, 100)], "cmi.student_preference.language": ["rw", text(255)],
    "cmi.student_preference.speed": ["rw", whole(-100, 100)], "cmi.student_preference.text": ["rw", whole(-1, 1)],
    "cmi.interactions.n.id": ["w", identifier],
    "cmi.interactions.n.objectives.n.id": ["w", identifier],
    "cmi.interactions.n.time": ["w", time],
    "cmi.interactions.n.type": ["w", (value) => value in PATTERNS],
    "cmi.interactions.n.correct_responses.n.pattern": ["w", feedback],
    "cmi.interactions.n.weighting": ["w", decimal],
    "cmi.interactions.n.student_response": ["w", feedback],
    "cmi.interactions.n.result": ["w", result],
    "cmi.interactions.n.latency": ["w", span]
};

const CHILDREN = {
    "cmi.core": "student_id,student_name,lesson_location,credit,lesson_status,entry,score,total_time,lesson_mode,exit,session_time",
    "cmi.core.score": "raw,min,max",
    "cmi.objectives": "id,score,status",
    "cmi.objectives.n.score": "raw,min,max",
    "cmi.student_data": "mastery_score,max_time_allowed,time_limit_action",
    "cmi.student_preference": "audio,language,speed,text",
    "cmi.interactions": "id,objectives,time,type,correct_responses,weighting,student_response,result,latency"
};

const ARRAYS = ["cmi.objectives", "cmi.interactions", "cmi.interactions.n.objectives", "cmi.interactions.n.correct_responses"];

const general = (name) => name.replace(/\.(0|[1-9]\d*)(?=\.|$)/g, ".n");

/* How many members the array `name` has. */
function count(model, name) {
    const members = Object.keys(model).filter((one) => one.startsWith(name + "."));
    return members.reduce((most, one) => Math.max(most, parseInt(one.slice(name.length + 1), 10) + 1), 0);
}

/* The array in `name` whose index is beyond what a new member may have. */
function skips(model, name) {
    const parts = name.split(".");
    return parts.some((part, i) => /^\d+$/.test(part) && Number(part) > count(model, parts.slice(0, i).join(".")));
}

/* ---- time */

const seconds = (value) => value.split(":").reduce((sum, part) => sum * 60 + Number(part), 0);

function duration(total) {
    const two = (number) => String(number).padStart(2, "0");
    const cents = Math.round(total * 100), rest = Math.floor(cents / 100);
    return String(Math.floor(rest / 3600)).padStart(4, "0") + ":" + two(Math.floor(rest / 60) % 60) + ":" +
        two(rest % 60) + "." + two(cents % 100);
}

/* ---- the platform */

window.etalonPlatform = function (settings, told) {
    let kept = {};                          /* what outlives a session */
    let model = {};                         /* as the course sees it */
    let running = false, code = 0, session = 0, launched = null, failNext = false;

    function begin(launch) {
        const { learner, mode, mastery } = settings();
        const again = kept["cmi.core.lesson_status"] !== undefined;
        model = Object.assign({ "cmi.core.lesson_status": "not attempted", "cmi.core.lesson_location": "",
            "cmi.core.score.raw": "", "cmi.core.score.min": "", "cmi.core.score.max": "", "cmi.core.total_time": "0000:00:00.00",
            "cmi.suspend_data": "", "cmi.comments": "" }, kept, {
            "cmi.core.student_id": "learner-1", "cmi.core.student_name": learner,
            "cmi.core.credit": mode === "normal" ? "credit" : "no-credit", "cmi.core.lesson_mode": mode,
            "cmi.core.entry": !again ? "ab-initio" : kept["cmi.core.exit"] === "suspend" ? "resume" : "",
            "cmi.launch_data": "", "cmi.comments_from_lms": "", "cmi.student_data.mastery_score": mastery,
            "cmi.student_data.max_time_allowed": "", "cmi.student_data.time_limit_action": "",
            "cmi.student_preference.audio": "0", "cmi.student_preference.language": "",
            "cmi.student_preference.speed": "0", "cmi.student_preference.text": "0"
        });
        delete model["cmi.core.exit"];
        delete model["cmi.core.session_time"];
        launched = launch;
        running = true;
        told({ session: ++session, entry: model["cmi.core.entry"] });
    }

    function keep() {
        kept = Object.assign({}, model);
    }

    /* A platform judges by the mastery score when the session ends (clause 3.4.4, lesson_status). */
    function judge() {
        const mastery = model["cmi.student_data.mastery_score"], raw = model["cmi.core.score.raw"];
        if (mastery === "" || raw === "" || model["cmi.core.credit"] !== "credit")
            return;
        const verdict = Number(raw) >= Number(mastery) ? "passed" : "failed";
        if (model["cmi.core.lesson_status"] === verdict)
            return;
        model["cmi.core.lesson_status"] = verdict;
        told({ platform: "cmi.core.lesson_status = " + verdict });
    }

    function finish() {
        const spent = model["cmi.core.session_time"];
        if (spent)
            model["cmi.core.total_time"] = duration(seconds(model["cmi.core.total_time"]) + seconds(spent));
        judge();
        keep();
        running = false;
    }

    /* ---- get and set: each gives [result, code] */

    function get(name) {
        const [, parent, keyword] = /^(.*)\.(_children|_count|_version)$/.exec(name) || [];
        if (keyword === "_version")
            return parent === "cmi" ? ["3.4", 0] : ["", 401];
        if (keyword === "_children")
            return CHILDREN[general(parent)] ? [CHILDREN[general(parent)], 0] : ["", MODEL[general(parent)] ? 202 : 401];
        if (keyword === "_count" && !ARRAYS.includes(general(parent)))
            return ["", CHILDREN[general(parent)] || MODEL[general(parent)] ? 203 : 401];
        if (keyword === "_count")
            return [String(count(model, parent)), 0];
        const known = MODEL[general(name)];
        if (!known)
            return ["", name === "" ? 201 : 401];
        if (known[0] === "w")
            return ["", 404];
        return name in model ? [model[name], 0] : ["", /\.\d+\./.test(name) ? 201 : 0];
    }

    function set(name, value) {
        if (/\._(children|count|version)$/.test(name))
            return ["false", 402];
        const known = MODEL[general(name)];
        if (!known)
            return ["false", name === "" ? 201 : 401];
        if (known[0] === "r")
            return ["false", 403];
        if (skips(model, name))
            return ["false", 201];
        const next = name === "cmi.comments" ? model[name] + value : value;
        if (!known[1](next, name, model))
            return ["false", 405];
        model[name] = next;
        return ["true", 0];
    }

    const DO = {
        LMSInitialize(nothing) {
            return nothing !== "" ? ["false", 201] : running ? ["false", 101] : ["true", 0];
        },
        LMSFinish(nothing) {
            if (nothing !== "" || !running)
                return ["false", nothing !== "" ? 201 : 301];
            finish();
            return ["true", 0];
        },
        LMSCommit(nothing) {
            if (nothing !== "" || !running)
                return ["false", nothing !== "" ? 201 : 301];
            if (failNext) {
                failNext = false;
                return ["false", 101];
            }
            keep();
            return ["true", 0];
        },
        LMSGetValue: (name) => running ? get(name) : ["", 301],
        LMSSetValue: (name, value) => running ? set(name, value) : ["false", 301]
    };

    const api = {
        LMSGetLastError: () => String(code),
        LMSGetErrorString: (one) => ERRORS[one] || "",
        LMSGetDiagnostic: (one) => ERRORS[one === "" ? code : one] || ""
    };
    for (const call of Object.keys(DO))
        api[call] = function (...given) {
            const values = given.map(String);
            const launch = platform.launch();
            if (running && launch !== launched)         /* the window it ran in is gone without a word */
                finish();
            const answer = DO[call](...Object.assign(Array(DO[call].length).fill(""), values));
            if (call === "LMSInitialize" && answer[0] === "true")
                begin(launch);
            code = answer[1];
            told({ call, values, result: answer[0], code, words: code ? ERRORS[code] : "" });
            return answer[0];
        };

    const platform = {
        api,
        launch: () => null,                 /* what changes when the course is loaded anew */
        state: () => running || !Object.keys(kept).length ? model : kept,
        isKept: (name) => kept[name] === model[name],
        kept: () => kept,
        restore(state) { kept = state; },
        forget() { kept = {}; running = false; model = {}; },
        forgetPlace() { if ("cmi.core.lesson_location" in kept) kept["cmi.core.lesson_location"] = ""; },
        failNext(yes) { failNext = yes; },
        fails: () => failNext
    };
    return platform;
};
}());
