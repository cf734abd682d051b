/*
 * lrs: an LMS of cmi5 with its record store, strict. Each request is held against the
 * specification (clauses of cmi5, Quartz; xAPI 1.0.3); what breaks it stands in `faults`.
 * lrs.offline = true: it does not answer. lrs.busy = N: it cannot take the next N requests to the store.
 * lrs.refuses(statement): the status with which whatever holds such a statement is refused, 0: none.
 */
const CONTEXT = "https://w3id.org/xapi/cmi5/context/", VERBS = "http://adlnet.gov/expapi/verbs/";
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const PERIOD = /^PT\d+(\.\d{1,2})?S$/;
const DEFINED = ["initialized", "completed", "passed", "failed", "terminated"];

/* What the course may tell in a session: who has which members of `result`, clauses 9.5.1 to 9.5.4. */
const RESULTS = {
    initialized: [], completed: ["completion", "duration"], passed: ["success", "score", "duration"],
    failed: ["success", "score", "duration"], terminated: ["duration"]
};

export function lms(settings = {}) {
    const actor = { objectType: "Agent", name: "Ada Example", account: { homePage: "https://lms.example.org", name: "ada" } };
    const registration = "4e8d2c66-5c6f-4d3a-9a55-7d0c7c1f2a10", activityId = "https://lms.example.org/au/" + (settings.unit || "1");
    const self = { statements: [], faults: [], documents: new Map(), sessions: [], offline: false, busy: 0, refuses: () => 0, fetches: 0, requests: [] };
    const fault = (words) => self.faults.push(words);

    /* The address of a launch; clause 8.1. */
    self.launch = (origin, page = "index.html", more = {}) => {
        const given = Object.assign({ launchMode: "Normal", moveOn: "CompletedAndPassed" }, settings.data, more);
        const session = { id: "session-" + (self.sessions.length + 1), token: "", over: false, verbs: [], asked: [], data: given };
        self.sessions.push(session);
        given.contextTemplate = {
            extensions: { [CONTEXT + "extensions/sessionid"]: session.id },
            contextActivities: { grouping: [{ id: "urn:example:au" }] }
        };
        return origin + "/course/" + page + "?" + new URLSearchParams({
            endpoint: origin + "/lrs", fetch: origin + "/fetch/" + session.id, actor: JSON.stringify(actor), registration, activityId
        });
    };

    function check(session, one) {
        const verb = one.verb.id.replace(VERBS, ""), defined = DEFINED.includes(verb), result = one.result || {};
        const say = (ok, words) => ok || fault(verb + ": " + words);
        const around = one.context.contextActivities, categories = (around.category || []).map((each) => each.id);
        say(UUID.test(one.id), "9.1 id " + one.id);
        say(JSON.stringify(one.actor) === JSON.stringify(actor), "9.2 actor");
        say(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(one.timestamp), "9.7 timestamp");
        say(!session.last || one.timestamp >= session.last, "9.3 order of time");
        session.last = one.timestamp;
        say(one.context.registration === registration, "9.6.1 registration");
        say(one.context.extensions[CONTEXT + "extensions/sessionid"] === session.id, "9.6.3.1 session id");
        say((around.grouping || []).some((each) => each.id === "urn:example:au"), "10 the template is kept");
        say(session.verbs.length ? verb !== "initialized" : verb === "initialized", "9.3 initialized comes first, once");
        say(!session.over, "9.3 nothing behind terminated");
        say(categories.includes(CONTEXT + "categories/cmi5") === defined, "9.6.2.1 category cmi5");
        say(categories.includes(CONTEXT + "categories/moveon") === (defined && ("success" in result || "completion" in result)), "9.6.2.2 category moveOn");
        if (!defined)
            return say(verb === "answered" && session.data.launchMode === "Normal", "a verb nobody asked for"), session.verbs.push(verb);
        say(one.object.id === activityId, "9.4 object");
        say(Object.keys(result).every((name) => RESULTS[verb].includes(name)) && RESULTS[verb].every((name) => name in result), "9.5 result " + JSON.stringify(result));
        say(!("duration" in result) || PERIOD.test(result.duration), "9.5.4 duration " + result.duration);
        say(!session.verbs.includes(verb), "9.3 twice in a session");
        say(session.data.launchMode === "Normal" || /initialized|terminated/.test(verb), "10 launchMode");
        const before = self.statements.map((each) => each.verb.id.replace(VERBS, ""));
        say(!/completed|passed/.test(verb) || !before.includes(verb), "9.3 twice in a registration");
        say(verb !== "failed" || !before.includes("passed"), "9.3 failed behind passed");
        say(!(verb === "passed" && session.verbs.includes("failed")), "9.3 one of passed and failed");
        const mastery = session.data.masteryScore;
        if (/passed|failed/.test(verb)) {
            say(result.success === (verb === "passed"), "9.5.2 success");
            say(result.score.scaled >= 0 && result.score.scaled <= 1, "9.5.1 score");
            say(mastery === undefined || (result.score.scaled >= mastery) === (verb === "passed"), "9.3.4 mastery score");
            say(one.context.extensions[CONTEXT + "extensions/masteryscore"] === mastery, "9.6.3.2 mastery score");
        }
        session.verbs.push(verb);
        session.over = session.over || verb === "terminated";
    }

    function documents(session, request, query, body) {
        const stateId = query.get("stateId"), profile = query.get("profileId"), key = stateId || profile;
        if (query.get("agent") !== JSON.stringify(actor))
            fault("the agent of " + key);
        if (stateId && (query.get("activityId") !== activityId || query.get("registration") !== registration))
            fault("10 the place of " + stateId);
        session.asked.push(key);
        if (request.method === "PUT" && (stateId !== "etalon" || session.data.launchMode !== "Normal"))
            fault("10 may not be written: " + key);
        if (request.method === "PUT")
            return self.documents.set(key, body), [204, ""];
        if (key === "LMS.LaunchData")
            return [200, JSON.stringify(session.data)];
        if (profile && settings.language)
            return [200, JSON.stringify({ languagePreference: settings.language, audioPreference: "on" })];
        return self.documents.has(key) ? [200, self.documents.get(key)] : [404, ""];
    }

    function reply(request, url, body) {
        if (url.pathname.startsWith("/fetch/")) {       /* 8.2 */
            self.fetches++;
            const begun = self.sessions.find((one) => url.pathname.endsWith("/" + one.id));
            if (request.method !== "POST" || begun.token)
                fault("8.2.3 fetch used again");
            begun.token = "dG9rZW46" + begun.id.slice(-1);
            return [200, JSON.stringify({ "auth-token": begun.token })];
        }
        /* Of an earlier one too: its last words may come when the next has begun. */
        const session = self.sessions.find((one) => request.headers.authorization === "Basic " + one.token);
        if (!session)
            return fault("8.2.2 " + request.headers.authorization), [401, ""];
        if (request.headers["x-experience-api-version"] !== "1.0.3")
            fault("the version of xAPI");
        if (url.pathname !== "/lrs/statements")
            return documents(session, request, url.searchParams, body);
        if (!["LMS.LaunchData", "cmi5LearnerPreferences"].every((name) => session.asked.includes(name)))
            fault("10, 11 launch data and preferences come first");
        const list = [].concat(JSON.parse(body));
        if (list.every((one) => self.statements.some((each) => each.id === one.id)))
            return [409, ""];
        const refused = list.map(self.refuses).find(Boolean);
        if (refused)
            return [refused, ""];
        for (const one of list) {
            check(session, one);
            self.statements.push(one);
        }
        return [200, JSON.stringify(list.map((one) => one.id))];
    }

    self.answer = (request, response) => {
        const url = new URL(request.url, "http://x");
        if (!/^\/(lrs|fetch)\//.test(url.pathname))
            return false;
        const parts = [];
        request.on("data", (part) => parts.push(part));
        request.on("end", () => {
            const body = Buffer.concat(parts).toString();
            self.requests.push({ path: url.pathname + " " + (url.searchParams.get("stateId") || ""), method: request.method, size: body.length });
            const isBusy = url.pathname.startsWith("/lrs/") && self.busy-- > 0;
            const [status, text] = isBusy || self.offline ? [503, ""] : reply(request, url, body);
            response.writeHead(status, { "content-type": "application/json" });
            if (!self.loses || status !== 200)
                return response.end(text);
            self.loses = false;
            response.destroy();
        });
        return true;
    };
    self.verbs = () => self.statements.map((one) => one.verb.id.replace(VERBS, ""));
    self.kept = () => JSON.parse(self.documents.get("etalon") || "{}");
    return self;
}
