/*
 * store-cmi5: an assignable unit of cmi5 (Quartz): statements to the LRS that
 * the launch names, the state as a document there. Clauses are those of the
 * cmi5 specification.
 *
 * A session lasts from the launch until the window closes. The token can be
 * had only once, so it is kept for this window, and a page loaded anew goes on with it.
 */
((etalon) => {
const { byId, query, queryAll, on } = etalon;
const CONTEXT = "https://w3id.org/xapi/cmi5/context/", ADL = "http://adlnet.gov/expapi/";
const KEEPALIVE_MOST = 60000;
const AGAIN = 250, AGAIN_MOST = 2000;     /* reads at the start: four times more, within four seconds */

function uuid() {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = bytes[6] & 15 | 64;
    bytes[8] = bytes[8] & 63 | 128;
    return Array.from(bytes, (byte) => (byte + 256).toString(16).slice(1)).join("")
        .replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

/* Clause 8.1: what the launch says, this one's or that of the page before it was loaded anew. */
function readLaunch() {
    const params = new URLSearchParams(location.search), kept = etalon.recall("sessionStorage", "launch");
    const given = {};
    params.forEach((value, name) => { given[name] = value; });
    const launch = given.fetch && given.fetch !== kept.fetch ? given : kept;
    return /^https?:/.test(launch.endpoint) ? launch : null;
}

/* What may be chosen in a question of some type: ids and words. */
const LISTS = {
    "choice": { choices: ".answer" }, "likert": { scale: ".answer" }, "sequencing": { choices: ".order-item" },
    "matching": { source: ".pair", target: ".pair:first-child option:not([value=''])" }
};

function definition(question, right) {
    const type = etalon.typeOf(question), lists = LISTS[type] || {};
    const inWords = (text) => ({ [etalon.data.lang]: etalon.cut(text, 250) });
    const made = {
        type: ADL + "activities/cmi.interaction", interactionType: type, description: inWords(etalon.prompt(question)),
        correctResponsesPattern: etalon.patterns(question, right)
    };
    for (const name of Object.keys(lists))
        made[name] = queryAll(lists[name], byId(question.id)).map((part) => ({
            id: part.dataset.key || part.value || query("input", part).value,
            description: inWords((query("label, .order-text", part) || part).textContent)
        }));
    return made;
}

etalon.stores.unshift(async function (report) {
    const launch = readLaunch();
    if (!launch)
        return report("unrecorded"), null;
    const keep = () => etalon.remember("sessionStorage", "launch", launch);

    function ask(path, options) {
        return fetch(launch.endpoint.replace(/\/?$/, "/") + path, Object.assign({
            headers: {
                "Authorization": "Basic " + launch.token, "Content-Type": "application/json", "X-Experience-API-Version": "1.0.3"
            }
        }, options)).then((response) => {
            if (!response.ok)
                throw response.status;
            return response;
        });
    }
    const params = (values) => "?" + new URLSearchParams(values);
    const place = (stateId) => "activities/state" + params({
        activityId: launch.activityId, agent: launch.actor, registration: launch.registration, stateId
    });
    /* A document; {} when there is none. What got lost, or what the store could not do, is asked for again. */
    const read = (path, pause = AGAIN) => ask(path).then((response) => response.json()).catch((failed) => {
        if (failed === 404)
            return {};
        if (failed < 500 || pause > AGAIN_MOST)
            throw failed;
        return new Promise((done) => setTimeout(done, pause)).then(() => read(path, pause * 2));
    });

    let given, kept, wishes;
    try {
        if (!launch.token) {                /* clause 8.2: once */
            launch.token = (await (await fetch(launch.fetch, { method: "POST" })).json())["auth-token"];
            if (!launch.token)
                throw 0;
            keep();
        }
        [given, wishes, kept] = await Promise.all([     /* clauses 10 and 11, and our own */
            read(place("LMS.LaunchData")),
            read("agents/profile" + params({ agent: launch.actor, profileId: "cmi5LearnerPreferences" })),
            read(place("etalon"))
        ]);
    } catch (e) {
        return report("unrecorded"), null;
    }
    const actor = JSON.parse(launch.actor), mastery = given.masteryScore;
    const isOver = launch.isOver;
    const entry = {
        state: kept.state || "", location: kept.location || "", learner: actor.name || "",
        lang: wishes.languagePreference || "",
        pass: mastery === undefined ? null : Math.round(mastery * 1e6) / 1e4,
        readOnly: isOver || given.launchMode !== "Normal"
    };
    const time = () => (launch.time || 0) + etalon.visibleTime();

    /* ---- statements */

    let last = 0;                           /* clause 9.3: their order is that of their time */

    /* Clause 9.6: the template, with nothing of it overwritten; `role`, "category" or "parent", gets `activities` too. */
    function contextOf(role, activities, extensions) {
        const context = JSON.parse(JSON.stringify(given.contextTemplate || {}));
        const around = context.contextActivities = context.contextActivities || {};
        around[role] = [].concat(around[role] || [], activities);
        context.registration = launch.registration;
        context.extensions = Object.assign({}, extensions, context.extensions);
        return context;
    }

    function statement(verb, object, result, context) {
        last = Math.max(Date.now(), last + 1);
        return {
            id: uuid(), timestamp: new Date(last).toISOString(), actor,
            verb: { id: ADL + "verbs/" + verb, display: { en: verb } }, object, result, context
        };
    }

    const queue = [];                       /* not sent yet */

    /* A statement that cmi5 defines: clauses 9.3 to 9.6. */
    function tell(verb, result) {
        const moves = "success" in result || "completion" in result;
        const judges = "success" in result && mastery !== undefined;
        queue.push(statement(verb, { id: launch.activityId },
            verb === "initialized" ? undefined : Object.assign(result, { duration: etalon.span(time()) }),
            contextOf("category", (moves ? ["cmi5", "moveon"] : ["cmi5"]).map((name) => ({ id: CONTEXT + "categories/" + name })),
                judges ? { [CONTEXT + "extensions/masteryscore"]: mastery } : {})));
    }

    /* Clause 9.3: "completed" and "passed" once for all, and of "passed" and "failed" one per session, so
     * that "failed" waits for the end: the learner may try again. */
    function judge(now, isEnd) {
        const score = { scaled: Math.round(now.score * 100) / 1e4 }, isJudged = kept.passed || launch.failed;
        const once = (where, verb, result) => {
            if (!where[verb])
                tell(verb, result);
            where[verb] = true;
        };
        kept.state = now.state;
        kept.location = now.location;
        if (now.completed)
            once(kept, "completed", { completion: true });
        if (now.success === "passed" && !isJudged)
            once(kept, "passed", { success: true, score });
        if (now.success === "failed" && !isJudged && isEnd)
            once(launch, "failed", { success: false, score });
    }

    /* "cmi5 allowed": an answer, clause 7.1.2; the activity is of xAPI, appendix C. */
    function record({ question, right, chosen, share, latency }) {
        const result = { response: etalon.encode(question, chosen), duration: etalon.span(latency) };
        if (share !== null)
            Object.assign(result, { success: share === 1, score: { scaled: Math.round(share * 1e4) / 1e4 } });
        queue.push(statement("answered",
            { id: launch.activityId + "/" + question.id, definition: definition(question, right) }, result,
            contextOf("parent", { id: launch.activityId }, {})));
    }

    /* ---- sent, in order; what was sent and not confirmed is sent again as it was, with the same ids */

    const write = (path, method, value) => {
        const body = JSON.stringify(value);
        return ask(path, { method, body, keepalive: body.length < KEEPALIVE_MOST });
    };
    const post = (list) => write("statements", "POST", list);
    const put = () => write(place("etalon"), "PUT", kept);

    let busy = 0, written = JSON.stringify(kept), reloads = false, sent = Promise.resolve();

    /* 409: it arrived before; 400: it never will. A store refuses all for one, so then each goes alone. */
    async function flush() {
        let most = Infinity;
        while (queue.length) {
            busy = Math.min(queue.length, most);
            try {
                await post(queue.slice(0, busy));
            } catch (status) {
                if (status !== 400 && status !== 409)
                    throw status;
                if (busy > 1) {
                    most = 1;
                    continue;
                }
            }
            queue.splice(0, busy);
            busy = 0;
        }
        const text = JSON.stringify(kept);
        if (text !== written && !entry.readOnly)
            await put();
        written = text;
    }

    function send(now, told) {
        if (now)
            judge(now, false);
        sent = sent.then(flush).then(() => true, () => false).then((ok) => {
            busy = 0;
            told(ok);
        });
    }

    function end(now) {
        if (isOver)
            return sent;
        if (now)
            judge(now, !reloads);
        if (!reloads)
            tell("terminated", {});
        launch.time = time();
        launch.isOver = !reloads;
        keep();
        return Promise.all([reloads || post(queue.slice(busy)), now && put()]).catch(() => undefined);
    }

    /* A page loaded anew by the keyboard goes on with the session. */
    on(window, "keydown", (event) => {
        reloads = event.key === "F5" || (event.ctrlKey || event.metaKey) && event.key === "r";
    });
    if (!launch.isBegun) {
        launch.isBegun = true;
        keep();
        tell("initialized", {});
    }
    const store = etalon.platform(report, { kind: "cmi5", entry, isOver, send, record, end });
    if (/^https?:/.test(given.returnURL))
        store.exit = () => store.onLeave().then(() => location.assign(given.returnURL));
    return store;
});
})(etalon);
