/*
 * strict: stands before scorm-again's API. Logs each call with its return and
 * error code, and refuses what Moodle refuses although others take it.
 * lmsSettings: {cmi: values put over those kept, noInteractions}.
 * failCommits = true: the platform does not answer.
 */
"use strict";

const TIME = /^\d{2}:[0-5]\d:[0-5]\d$/, SPAN = /^\d{2,4}:[0-5]\d:[0-5]\d(\.\d{1,2})?$/;
const SCORE = /^(\d{1,2}(\.\d+)?|100)$/;
const RULES = [
    [/^cmi\.core\.lesson_status$/, /^(passed|completed|failed|incomplete|browsed)$/],
    [/^cmi\.core\.score\.(raw|min|max)$/, SCORE],
    [/^cmi\.core\.session_time$/, /^\d{2,4}:[0-5]\d:[0-5]\d(\.\d{1,2})?$/],
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
];

/* What a response may be follows from the type, which has to come first. */
const RESPONSES = {
    "choice": /^[0-9a-z](,[0-9a-z])*$/, "true-false": /^[tf]$/, "matching": /^[0-9a-z]\.[0-9a-z](,[0-9a-z]\.[0-9a-z])*$/,
    "sequencing": /^[0-9a-z](,[0-9a-z])*$/, "fill-in": /^[^\x00-\x1f]{1,255}$/, "numeric": /^-?\d+(\.\d+)?$/, "likert": /^[0-9a-z]$/
};

window.calls = [];
window.failCommits = false;
window.real = new Scorm12API({ autocommit: false, logLevel: 5 });

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

    function refuses(name, value) {
        if (typeof value !== "string")
            return "405";
        if (settings.noInteractions && name.startsWith("cmi.interactions"))
            return "401";
        const index = /^cmi\.interactions\.(\d+)\./.exec(name);
        if (index && Number(index[1]) > Number(real.LMSGetValue("cmi.interactions._count")))
            return "201";
        const response = /^cmi\.interactions\.(\d+)\.(student_response|correct_responses\.\d+\.pattern)$/.exec(name);
        if (response && !(types[response[1]] || /^$/).test(value))
            return "405";
        const type = /^cmi\.interactions\.(\d+)\.type$/.exec(name);
        if (type)
            types[type[1]] = RESPONSES[value];
        const rule = RULES.find(([pattern]) => pattern.test(name));
        return !rule ? "401" : rule[1].test(value) ? "" : "405";
    }

    function keep() {
        const cmi = real.renderCMIToJSONObject().cmi;
        localStorage.setItem("lms", JSON.stringify({ cmi }));
    }

    const doors = {
        LMSGetValue(name) {
            if (settings.noInteractions && name.startsWith("cmi.interactions"))
                return own = "401", "";
            return real.LMSGetValue(name);
        },
        LMSSetValue(name, value) {
            own = refuses(name, value);
            return own ? "false" : (own = "0", real.LMSSetValue(name, value));
        },
        LMSCommit(nothing) {
            if (window.failCommits)
                return own = "391", "false";
            const result = real.LMSCommit(nothing);
            if (result === "true")
                keep();
            return result;
        },
        LMSFinish(nothing) {
            const result = real.LMSFinish(nothing);
            if (result === "true" && !window.failCommits)
                keep();
            return result;
        },
        LMSInitialize: (nothing) => real.LMSInitialize(nothing)
    };

    window.API = {
        LMSGetLastError: () => own !== "0" ? own : real.LMSGetLastError(),
        LMSGetErrorString: (code) => real.LMSGetErrorString(code),
        LMSGetDiagnostic: (code) => real.LMSGetDiagnostic(code)
    };
    for (const name of Object.keys(doors))
        window.API[name] = function (...values) {
            own = "0";
            const result = doors[name](...values);
            window.calls.push({ name, values, result, error: window.API.LMSGetLastError(), at: performance.now() });
            return result;
        };
}());
