/*
 * store-scorm12: talks with a learning platform by the API of SCORM 1.2.
 *
 * Values are set when they change and committed soon after, so that little is
 * left to do when the window closes. A status is never lowered, a score
 * neither. Every return is looked at.
 */
(function (etalon) {
const STEPS = 500, SOON = 400, RETRY = 2000, RETRY_MOST = 60000;
const RANK = ["", "not attempted", "browsed", "incomplete", "failed", "completed", "passed"];

/* The API stands in a window above this one, or in or above the one that opened it. */
function findApi() {
    let steps = 0;
    for (let start = window; start && steps < STEPS;) {
        let win = start, up = start;
        do {
            win = up;
            try {
                if (win.API && win.API.LMSInitialize)
                    return win.API;
            } catch (e) {
                /* of another origin: its parents may be ours */
            }
            up = win.parent;
        } while (up && up !== win && ++steps < STEPS);
        start = start.opener || win.opener;
        steps++;
    }
    return null;
}

/* HHHH:MM:SS.SS */
function duration(milliseconds) {
    const hundredths = Math.min(Math.round(milliseconds / 10), 9999 * 360000);
    const two = (number) => String(number).padStart(2, "0");
    const seconds = Math.floor(hundredths / 100);
    return String(Math.floor(seconds / 3600)).padStart(4, "0") + ":" +
        two(Math.floor(seconds / 60) % 60) + ":" + two(seconds % 60) + "." + two(hundredths % 100);
}

/* Types of interactions; the form of what is answered follows from them. */
const TYPES = {
    "single-choice": "choice", "multiple-choice": "choice", "true-false": "true-false", "matching": "matching",
    "ordering": "sequencing", "cloze": "fill-in", "short-text": "fill-in", "numeric": "numeric",
    "free-text": "fill-in", "rating": "likert"
};

/* At most 255 characters, none of them half; blanks for all that is not to be seen. */
const cut = (text) => text.replace(/[\s\u0000-\u001f\u007f]+/g, " ").trim().slice(0, 255).replace(/[\ud800-\udbff]$/, "");

/* ["a", "c"] as "a,c", [["a", "b"]] as "a.b", ["ampere", "volt"] as "ampere, volt" */
const feedback = (type, parts) =>
    cut(parts.map((part) => Array.isArray(part) ? part.join(".") : part).join(TYPES[type] === "fill-in" ? ", " : ","));

const resultOf = (share) => share === null ? "neutral" : share === 1 ? "correct" : share > 0
    ? String(Math.min(Math.max(Math.round(share * 100), 1), 99) / 100) : "wrong";

etalon.stores.unshift(function (report) {
    const api = findApi();
    if (!api)
        return report("unrecorded"), null;

    let code = "0";
    function call(name, ...values) {
        try {
            const answer = String(api[name](...values));
            code = String(api.LMSGetLastError());
            return answer;
        } catch (e) {
            code = "101";
            return "";
        }
    }
    const did = (name, ...values) => call(name, ...values) === "true";
    const get = (name) => {
        const value = call("LMSGetValue", name);
        return code === "0" && value !== "undefined" && value !== "null" ? value : "";
    };
    const number = (text) => text === "" || isNaN(text) ? null : Number(text);

    if (!did("LMSInitialize", ""))
        return report("unrecorded"), null;

    const mode = get("cmi.core.lesson_mode");
    const entry = {
        state: get("cmi.suspend_data"),
        location: get("cmi.core.lesson_location"),
        status: get("cmi.core.lesson_status"),
        score: number(get("cmi.core.score.raw")),
        learner: get("cmi.core.student_name"),
        pass: number(get("cmi.student_data.mastery_score")),
        readOnly: mode === "browse" || mode === "review"
    };

    const held = new Map([                  /* what the platform has */
        ["cmi.suspend_data", entry.state], ["cmi.core.lesson_location", entry.location]
    ]);
    let latest = null;                      /* what it should have */
    let status = entry.status, score = entry.score;
    let waiting = 0, pause = RETRY, unsaved = false, closed = false;
    let interactions = null;                /* the next index; -1: it takes none */

    function set(name, value) {
        if (held.get(name) === value)
            return true;
        if (!did("LMSSetValue", name, value))
            return false;
        held.set(name, value);
        return true;
    }

    function setStatus(next) {
        if (RANK.indexOf(next) <= RANK.indexOf(status))
            return true;
        if (!set("cmi.core.lesson_status", next))
            return false;
        status = next;
        return true;
    }

    /* With a mastery score a platform turns any score into passed or failed when the
     * session ends, so none is given before all is answered. */
    function setScore(next, decided) {
        if (next === null || (score !== null && next <= score) || (entry.pass !== null && !decided))
            return true;
        if (!set("cmi.core.score.raw", String(next)))
            return false;
        set("cmi.core.score.min", "0");     /* these two a platform need not have */
        set("cmi.core.score.max", "100");
        score = next;
        return true;
    }

    function setAll() {
        const time = set("cmi.core.session_time", duration(etalon.visibleTime()));
        if (!latest)
            return time;
        const done = [
            set("cmi.suspend_data", latest.state),
            set("cmi.core.lesson_location", latest.location),
            setScore(latest.score, latest.decided),
            setStatus(latest.status),
            set("cmi.core.exit", latest.finished ? "" : "suspend")
        ];
        return time && done.every((one) => one);
    }

    function tell(ok) {
        if (ok && unsaved)
            report("saved");
        if (!ok && !unsaved)
            report("not_saved");
        unsaved = !ok;
    }

    function later(milliseconds) {
        clearTimeout(waiting);
        waiting = setTimeout(commit, milliseconds);
    }

    function commit() {
        if (closed)
            return;
        clearTimeout(waiting);
        const taken = setAll();
        const ok = did("LMSCommit", "") && taken;
        tell(ok);
        pause = ok ? RETRY : Math.min(pause * 2, RETRY_MOST);
        if (!ok)
            later(pause);
    }

    function addInteraction(one) {
        const at = "cmi.interactions." + interactions + ".";
        if (!did("LMSSetValue", at + "id", one.id.slice(-255))) {
            interactions = -1;
            return;
        }
        interactions++;
        const chosen = feedback(one.type, one.chosen);
        const values = [
            ["time", one.time.toTimeString().slice(0, 8)],
            ["type", TYPES[one.type]],
            ...one.right.map((parts, i) => ["correct_responses." + i + ".pattern", feedback(one.type, parts)]),
            ["weighting", String(one.points)],
            ...(chosen ? [["student_response", chosen]] : []),
            ["result", resultOf(one.share)],
            ["latency", duration(one.latency)]
        ];
        for (const [name, value] of values)
            did("LMSSetValue", at + name, value);   /* it may do without some of them */
    }

    if (!entry.readOnly && RANK.indexOf(status) < 2) {
        setStatus("incomplete");
        later(0);
    }
    addEventListener("online", () => unsaved && commit());

    return {
        kind: "scorm12",
        entry,
        save(now, urgent) {
            if (entry.readOnly || closed)
                return;
            latest = now;
            if (urgent)
                commit();
            else if (!unsaved)
                later(SOON);
        },
        record(list) {
            if (entry.readOnly || closed)
                return;
            if (interactions === null) {
                const count = number(get("cmi.interactions._count"));
                interactions = count === null ? -1 : count;
            }
            for (const one of list)
                if (interactions >= 0)
                    addInteraction(one);
        },
        onHidden() {
            if (!entry.readOnly)
                commit();
        },
        onLeave() {
            if (closed)
                return;
            clearTimeout(waiting);
            if (!entry.readOnly)
                setAll();
            closed = true;
            did("LMSFinish", "");
        }
    };
});
}(window.etalon));
