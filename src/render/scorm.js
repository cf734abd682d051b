/*
 * scorm: the API of SCORM, whose two editions differ in names and forms. A
 * status is never lowered, a score neither. Every return is looked at.
 */
((etalon) => {
const STEPS = 500;
const RANK = ["", "not attempted", "unknown", "browsed", "incomplete", "failed", "completed", "passed"];

/* The API stands in a window above this one, or in or above the one that opened it. */
function findApi(name, initialize) {
    let steps = 0;
    for (let start = window; start && steps < STEPS;) {
        let win = start, up = start;
        do {
            win = up;
            try {
                if (win[name] && win[name][initialize])
                    return win[name];
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

const number = (text) => text === "" || isNaN(text) ? null : Number(text);

/*
 * `edition`: name; prefix, end of the functions; core, lesson, learner: beginnings of element names;
 * begun: the element that becomes "incomplete" first; normal: the exit of what is finished; span(milliseconds);
 * pass(get), percent the platform asks for; status(now), [element, status];
 * more(now, set, number): what else the edition has of `now`; score(set, at, percent); objective(one): [element, status];
 * interaction(one): [element, value], the id is set before
 */
etalon.scorm = (edition) => etalon.stores.unshift(function (report) {
    const { prefix, core } = edition;
    const api = findApi(edition.name, prefix + "Initialize");

    function call(name, ...values) {
        try {
            return String(api[prefix + name](...values));
        } catch (e) {
            return "";
        }
    }
    const did = (name, ...values) => call(name, ...values) === "true";
    /* What there is not is "" by the standards; the error code may be that of an earlier call. */
    const get = (name) => call("GetValue", name).replace(/^(undefined|null)$/, "");

    if (!api || !did("Initialize", ""))
        return report("unrecorded"), null;

    const held = new Map();                 /* what the platform has */
    const has = (name) => {
        if (!held.has(name))
            held.set(name, get(name));
        return held.get(name);
    };
    const mode = get(core + edition.lesson + "mode");
    const entry = {
        state: has("cmi.suspend_data"),
        location: has(core + edition.location),
        learner: get(core + edition.learner + "name"),
        pass: edition.pass(get, number),
        readOnly: mode === "browse" || mode === "review"
    };

    function set(name, value) {
        if (held.get(name) === value)
            return true;
        if (!did("SetValue", name, value))
            return false;
        held.set(name, value);
        return true;
    }

    const rank = (status) => RANK.indexOf(status);
    const raise = ([name, status]) => rank(status) <= rank(has(name)) || set(name, status);

    /* The ends of a score a platform need not have. */
    function setScore(at, percent) {
        const known = number(has(at + "raw"));
        if (percent === null || known !== null && percent <= known)
            return true;
        if (!set(at + "raw", String(percent)))
            return false;
        edition.score(set, at, percent);
        set(at + "min", "0");
        set(at + "max", "100");
        return true;
    }

    /* ---- objectives and interactions, which a platform may lack */

    let ids, next;                          /* of the objectives; the place of the next interaction, null: it takes none */
    const count = (array) => number(get(array + "._count"));

    function placeOf(id) {
        if (!ids)
            ids = Array.from({ length: count("cmi.objectives") || 0 }, (hole, i) => get("cmi.objectives." + i + ".id"));
        if (!ids.includes(id) && !held.has(id)) {       /* asked once: it may take no more */
            held.set(id, "");
            if (did("SetValue", "cmi.objectives." + ids.length + ".id", id))
                ids.push(id);
        }
        return ids.indexOf(id);
    }

    function setObjective(one) {
        const place = placeOf(one.id), at = "cmi.objectives." + place + ".";
        if (place >= 0)
            setScore(at + "score.", one.score), edition.objective(one).forEach(([name, status]) => raise([at + name, status]));
    }

    function record(one) {
        if (next === undefined)
            next = count("cmi.interactions");
        const at = "cmi.interactions." + next + ".";
        if (next === null || !did("SetValue", at + "id", one.id.slice(-255)))
            return next = null;
        next++;
        for (const [name, value] of edition.interaction(one))
            if (value)
                did("SetValue", at + name, value);      /* it may do without some of them */
    }

    function setAll(now) {
        now.objectives.forEach(setObjective);
        edition.more(now, set, (name) => number(has(name)));
        return [
            set(core + "session_time", edition.span(etalon.visibleTime())),
            set("cmi.suspend_data", now.state),
            set(core + edition.location, now.location),
            /* Where a platform judges by the score, none is given before all is answered. */
            entry.pass !== null && !now.decided || setScore(core + "score.", now.score),
            edition.status(now).every(raise),
            set(core + "exit", now.finished ? edition.normal : "suspend")
        ].every(Boolean);
    }

    if (!entry.readOnly)
        raise([core + edition.begun, "incomplete"]);
    return etalon.platform(report, {
        kind: edition.name, entry, record,
        send(now, told) {
            if (!now)
                return;
            const taken = setAll(now);
            told(did("Commit", "") && taken);
        },
        end(now) {
            if (now)
                setAll(now);
            did(edition.end, "");
        }
    });
});
})(etalon);
