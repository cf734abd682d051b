/*
 * strict: stands before scorm-again's API, that of SCORM 1.2 or of 2004, whichever is there.
 * Logs each call with its return and error code, and refuses what Moodle refuses although others take it.
 * lmsSettings: {cmi: values put over those kept, noInteractions: nor objectives, tree: activities of SCORM 2004}.
 * failCommits = true: the platform does not answer.
 */
"use strict";

const TIME = /^\d{2}:[0-5]\d:[0-5]\d$/, SPAN = /^\d{2,4}:[0-5]\d:[0-5]\d(\.\d{1,2})?$/;
const SCORE = /^(\d{1,2}(\.\d+)?|100)$/;
const SCORM12 = {
    api: "API", prefix: "LMS", finish: "Finish", make: () => new Scorm12API({ autocommit: false, logLevel: 5 }),
    refused: "405", unknown: "401", gap: "201", broken: "391",
    response: /^cmi\.interactions\.(\d+)\.(student_response|correct_responses\.\d+\.pattern)$/,
    rules: [
        [/^cmi\.core\.lesson_status$/, /^(passed|completed|failed|incomplete|browsed)$/],
        [/^cmi\.core\.score\.(raw|min|max)$/, SCORE],
        [/^cmi\.core\.session_time$/, SPAN],
        [/^cmi\.core\.exit$/, /^(|suspend|logout|time-out)$/],
        [/^cmi\.core\.lesson_location$/, /^[\x20-\x7e]{0,255}$/],
        [/^cmi\.suspend_data$/, /^[\x20-\x7e]{0,4096}$/],
        [/^cmi\.objectives\.\d+\.id$/, /^[!-~]{1,255}$/],
        [/^cmi\.objectives\.\d+\.status$/, /^(passed|completed|failed|incomplete|browsed)$/],
        [/^cmi\.objectives\.\d+\.score\.(raw|min|max)$/, SCORE],
        [/^cmi\.interactions\.\d+\.(id|objectives\.\d+\.id)$/, /^[!-~]{1,255}$/],
        [/^cmi\.interactions\.\d+\.type$/, /^(choice|true-false|matching|sequencing|fill-in|numeric|likert)$/],
        [/^cmi\.interactions\.\d+\.time$/, TIME],
        [/^cmi\.interactions\.\d+\.latency$/, SPAN],
        [/^cmi\.interactions\.\d+\.weighting$/, /^\d+(\.\d+)?$/],
        [/^cmi\.interactions\.\d+\.result$/, /^(correct|wrong|neutral|0\.\d{1,2})$/],
        [/^cmi\.interactions\.\d+\.(student_response|correct_responses\.\d+\.pattern)$/, /^[^\x00-\x1f]{1,255}$/]
    ],
    /* What a response may be follows from the type, which has to come first. */
    responses: {
        "choice": /^[0-9a-z](,[0-9a-z])*$/, "true-false": /^[tf]$/, "matching": /^[0-9a-z]\.[0-9a-z](,[0-9a-z]\.[0-9a-z])*$/,
        "sequencing": /^[0-9a-z](,[0-9a-z])*$/, "fill-in": /^[^\x00-\x1f]{1,255}$/, "numeric": /^-?\d+(\.\d+)?$/, "likert": /^[0-9a-z]$/
    }
};

const PERIOD = /^P(?=.)(\d+D)?(T(?=.)(\d+H)?(\d+M)?(\d+(\.\d{1,2})?S)?)?$/;
const REAL = /^-?\d+(\.\d{1,7})?$/, SHARE = /^(0(\.\d{1,7})?|1)$/;
const LANG = "(\\{lang=[a-z]{2,3}(-[A-Za-z0-9-]{2,8})?\\})?";
const texts = (most, count) => new RegExp("^(\\{case_matters=true\\})?" + LANG + "[^\\x00-\\x1f]{0," + most + "}(\\[,\\]" + LANG +
    "[^\\x00-\\x1f\\[]{0," + most + "}){0," + (count - 1) + "}$");
const SCORM2004 = {
    api: "API_1484_11", prefix: "", finish: "Terminate", 
    make: () => new Scorm2004API({
        autocommit: false, logLevel: 5, sequencing: window.lmsSettings && window.lmsSettings.tree ? { activityTree: window.lmsSettings.tree } : {}
    }),
    refused: "406", unknown: "401", gap: "351", broken: "391",
    response: /^cmi\.interactions\.(\d+)\.(learner_response|correct_responses\.\d+\.pattern)$/,
    rules: [
        [/^cmi\.(objectives\.\d+\.)?completion_status$/, /^(completed|incomplete|not attempted|unknown)$/],
        [/^cmi\.(objectives\.\d+\.)?success_status$/, /^(passed|failed|unknown)$/],
        [/^cmi\.(objectives\.\d+\.)?score\.scaled$/, SHARE],
        [/^cmi\.(objectives\.\d+\.)?score\.(raw|min|max)$/, REAL],
        [/^cmi\.progress_measure$/, SHARE],
        [/^cmi\.session_time$/, PERIOD],
        [/^cmi\.exit$/, /^(suspend|normal)$/],
        [/^cmi\.location$/, /^[\x20-\x7e]{0,1000}$/],
        [/^cmi\.suspend_data$/, /^[\x20-\x7e]{0,64000}$/],
        [/^cmi\.objectives\.\d+\.id$/, /^[!-~]{1,4000}$/],
        [/^cmi\.interactions\.\d+\.(id|objectives\.\d+\.id)$/, /^[!-~]{1,4000}$/],
        [/^cmi\.interactions\.\d+\.type$/, /^(choice|true-false|matching|sequencing|fill-in|long-fill-in|numeric|likert)$/],
        [/^cmi\.interactions\.\d+\.timestamp$/, /^20\d\d-[01]\d-[0-3]\dT[0-2]\d:[0-5]\d:[0-5]\d$/],
        [/^cmi\.interactions\.\d+\.latency$/, PERIOD],
        [/^cmi\.interactions\.\d+\.weighting$/, REAL],
        [/^cmi\.interactions\.\d+\.description$/, texts(250, 1)],
        [/^cmi\.interactions\.\d+\.result$/, /^(correct|incorrect|neutral|0\.\d{1,2})$/],
        [/^cmi\.interactions\.\d+\.(learner_response|correct_responses\.\d+\.pattern)$/, /^[^\x00-\x1f]{1,4100}$/]
    ],
    responses: {
        "choice": /^\w(\[,\]\w)*$/, "true-false": /^(true|false)$/, "matching": /^\w\[\.\]\w(\[,\]\w\[\.\]\w)*$/,
        "sequencing": /^\w(\[,\]\w)*$/, "fill-in": texts(250, 10), "long-fill-in": texts(4000, 1),
        "numeric": /^-?\d+(\.\d+)?(\[:\]-?\d+(\.\d+)?)?$/, "likert": /^\w$/
    }
};

const edition = window.Scorm2004API ? SCORM2004 : SCORM12;
window.calls = [];
window.failCommits = false;
window.real = edition.make();

(function () {
    const settings = window.lmsSettings || {};
    const before = JSON.parse(localStorage.getItem("lms") || "null");
    const merge = (to, from) => {
        for (const key of Object.keys(from))
            if (from[key] && typeof from[key] === "object")
                merge(to[key] = to[key] || {}, from[key]);
            else
                to[key] = from[key];
        return to;
    };
    if (before || settings.cmi)
        real.loadFromJSON(merge(before ? before.cmi : {}, settings.cmi || {}), "cmi");

    const types = {};                       /* index of an interaction: form of its responses */
    let own = "0";                          /* error of a refusal of ours */

    const lacks = (name) => settings.noInteractions && /^cmi\.(interactions|objectives)/.test(name);

    function refuses(name, value) {
        if (typeof value !== "string")
            return edition.refused;
        if (lacks(name))
            return edition.unknown;
        const index = /^cmi\.interactions\.(\d+)\./.exec(name);
        if (index && Number(index[1]) > Number(real[edition.prefix + "GetValue"]("cmi.interactions._count")))
            return edition.gap;
        const response = edition.response.exec(name);
        if (response && !(types[response[1]] || /^$/).test(value))
            return edition.refused;
        const type = /^cmi\.interactions\.(\d+)\.type$/.exec(name);
        if (type)
            types[type[1]] = edition.responses[value];
        const rule = edition.rules.find(([pattern]) => pattern.test(name));
        return !rule ? edition.unknown : rule[1].test(value) ? "" : edition.refused;
    }

    function keep() {
        const cmi = real.renderCMIToJSONObject().cmi;
        localStorage.setItem("lms", JSON.stringify({ cmi }));
    }

    const doors = {
        GetValue(name) {
            if (lacks(name))
                return own = edition.unknown, "";
            return real[edition.prefix + "GetValue"](name);
        },
        SetValue(name, value) {
            own = refuses(name, value);
            return own ? "false" : (own = "0", real[edition.prefix + "SetValue"](name, value));
        },
        Commit(nothing) {
            if (window.failCommits)
                return own = edition.broken, "false";
            const result = real[edition.prefix + "Commit"](nothing);
            if (result === "true")
                keep();
            return result;
        },
        [edition.finish](nothing) {
            const result = real[edition.prefix + edition.finish](nothing);
            if (result === "true" && !window.failCommits)
                keep();
            return result;
        },
        Initialize: (nothing) => real[edition.prefix + "Initialize"](nothing)
    };

    const lastError = () => own !== "0" ? own : String(real[edition.prefix + "GetLastError"]());
    const api = window[edition.api] = {
        [edition.prefix + "GetLastError"]: lastError,
        [edition.prefix + "GetErrorString"]: (code) => real[edition.prefix + "GetErrorString"](code),
        [edition.prefix + "GetDiagnostic"]: (code) => real[edition.prefix + "GetDiagnostic"](code)
    };
    for (const name of Object.keys(doors))
        api[edition.prefix + name] = function (...values) {
            own = "0";
            const result = doors[name](...values);
            window.calls.push({ name: edition.prefix + name, values, result, error: lastError(), at: performance.now() });
            return result;
        };
}());
