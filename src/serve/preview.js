/*
 * preview: the page round the course. Loads it anew when it was saved (scroll position, focus and
 * what was unfolded stay), shows each finding where it is, plays the learning platform and shows
 * what the course said to it.
 */
(function () {
"use strict";

const text = window.etalonText;
const byId = (id) => document.getElementById(id);
const frame = byId("course");
frame.title = text("stage");

function element(name, attributes, ...children) {
    const made = document.createElement(name);
    for (const key of Object.keys(attributes || {}))
        made.setAttribute(key, attributes[key]);
    made.append(...children);
    return made;
}

/* "1 error", "3 errors" */
const counted = (n, grade) => text(grade + (n === 1 ? "_one" : "_many"), { n });

/* What is remembered from one visit to the next; private windows may forbid it. */
const memory = {
    get(key) {
        try { return sessionStorage.getItem("etalon-preview:" + key); } catch (e) { return null; }
    },
    set(key, value) {
        try { sessionStorage.setItem("etalon-preview:" + key, value); } catch (e) { /* not remembered */ }
    }
};

/* The course's document and window, when they are there. */
const page = () => frame.contentDocument;
const fileName = () => decodeURIComponent(frame.contentWindow.location.pathname.replace(/^.*\//, "")) || "index.html";

/* Pages of the first language are X.html, of the others X.LANG.html. */
const languageOf = (file) => state.languages.slice(1).find((lang) => file.endsWith("." + lang + ".html")) ||
    state.languages[0] || "";
const inLanguage = (name, lang) => lang && lang !== state.languages[0] ? name.replace(/html$/, lang + ".html") : name;

/* The name of the page in the first language. */
function pageName() {
    const file = fileName(), lang = languageOf(file);
    return inLanguage("html", lang) === "html" ? file : file.slice(0, -(lang.length + 5)) + "html";
}

function goToPage(name) {
    frame.contentWindow.location.href = "/course/" + inLanguage(name, languageOf(fileName()));
}

/* ---- the look: width, colours, paper */

const MEDIA = new WeakMap();            /* of a rule of a style sheet: what its author wrote */
const YES = "(min-width: 0px)", NO = "(max-width: 0px)";

function asShown(media, colours, paper) {
    const dark = (is) => colours ? (colours === is ? YES : NO) : "(prefers-color-scheme: " + is + ")";
    return media.replace(/\(prefers-color-scheme:\s*(dark|light)\)/g, (all, is) => dark(is))
        .replace(/^(only\s+)?(print|screen)\b|,\s*(print|screen)\b/g, (all, only, first, next) => {
            if (!paper)
                return all;
            return (next ? ", " : "") + "all and " + ((first || next) === "print" ? YES : NO);
        });
}

function setMedia(thing, colours, paper) {
    if (!MEDIA.has(thing))
        MEDIA.set(thing, thing.media.mediaText);
    thing.media.mediaText = asShown(MEDIA.get(thing), colours, paper);
}

function eachRule(rules, act) {
    for (const rule of rules) {
        if (rule.media)
            act(rule);
        if (rule.cssRules)
            eachRule(rule.cssRules, act);
    }
}

function applyLook() {
    const width = byId("width").value, colours = byId("colours").value, paper = width === "print";
    byId("stage").dataset.width = width;
    const inside = page();
    if (!inside || !inside.documentElement)
        return;
    inside.documentElement.style.colorScheme = paper ? "light" : colours;
    for (const sheet of inside.styleSheets) {
        if (sheet.media.mediaText)
            setMedia(sheet, paper ? "light" : colours, paper);
        eachRule(sheet.cssRules, (rule) => setMedia(rule, paper ? "light" : colours, paper));
    }
}

for (const id of ["width", "colours"]) {
    byId(id).value = memory.get(id) || byId(id).value;
    byId(id).addEventListener("change", () => {
        memory.set(id, byId(id).value);
        applyLook();
    });
}

/* ---- where one is on the page, before and after it is loaded anew */

function pathTo(node) {
    const path = [];
    for (; node && node !== page().documentElement; node = node.parentElement)
        path.unshift(node.id ? "#" + CSS.escape(node.id)
            : node.localName + ":nth-of-type(" + ([...node.parentElement.children]
                .filter((one) => one.localName === node.localName).indexOf(node) + 1) + ")");
    const last = path.map((one) => one[0]).lastIndexOf("#");
    return path.slice(Math.max(last, 0)).join(" > ");
}

function placeNow() {
    const inside = page(), active = inside.activeElement;
    return {
        file: fileName(), scroll: frame.contentWindow.scrollY,
        hadFocus: document.activeElement === frame,
        focus: active && active !== inside.body ? pathTo(active) : "",
        open: [...inside.querySelectorAll("details")].map((one) => one.open)
    };
}

function returnTo(place) {
    const inside = page();
    if (fileName() !== place.file)
        return;
    const details = [...inside.querySelectorAll("details")];
    if (details.length === place.open.length)
        details.forEach((one, i) => { one.open = place.open[i]; });
    const focus = place.focus ? inside.querySelector(place.focus) : null;
    if (focus && place.hadFocus)
        frame.contentWindow.focus();
    if (focus)
        focus.focus({ preventScroll: true });
    frame.contentWindow.scrollTo(0, place.scroll);
}

/* ---- findings */

let state = { findings: [], languages: [], version: 0, shown: true };
let wanted = -1;                        /* the finding that is gone to when its page is there */

const NO_ASIDE = "p, h1, h2, h3, h4, h5, h6, table, thead, tbody, tr, ul, ol, dl, dl > div, figure, pre, label, legend, " +
    "summary, a, span, math, .answers";

/* The block a finding speaks about: the last that begins no later than its line. */
function blockOf(finding) {
    let best = null, line = 0;
    for (const one of page().querySelectorAll("main [data-place]")) {
        const [, file, at] = /^(.*):(\d+)$/.exec(one.dataset.place);
        if (file === finding.file && Number(at) <= finding.line && Number(at) >= line && !one.closest(".pops")) {
            best = one;
            line = Number(at);
        }
    }
    return best;
}

function placeOf(finding) {
    return finding.file + (finding.line ? ":" + finding.line : "");
}

function markOf(finding, i) {
    return element("div", { class: "etalon-finding etalon-" + finding.grade, id: "etalon_finding_" + i, tabindex: "-1",
        role: "note", lang: "en", dir: "ltr" },
    element("strong", {}, text("grade_" + finding.grade) + " " + finding.rule), " " + finding.text,
    element("span", { class: "etalon-place" }, placeOf(finding)));
}

function markAll() {
    const inside = page();
    for (const old of inside.querySelectorAll(".etalon-finding"))
        old.remove();
    if (!inside.querySelector("link[href='/marks.css']"))
        inside.head.append(element("link", { rel: "stylesheet", href: "/marks.css" }));
    const main = inside.querySelector("main"), here = pageName();
    state.findings.forEach((finding, i) => {
        if (finding.page !== here || !main)
            return;
        let block = blockOf(finding);
        while (block && block !== main && block.parentElement.closest(NO_ASIDE) && main.contains(block.parentElement))
            block = block.parentElement;
        if (block && block !== main)
            block.before(markOf(finding, i));
        else
            main.prepend(markOf(finding, i));
    });
    if (wanted >= 0)
        showMark(wanted);
}

function showMark(i) {
    const mark = page().getElementById("etalon_finding_" + i);
    if (!mark)
        return;
    wanted = -1;
    frame.contentWindow.focus();
    mark.focus({ preventScroll: true });
    mark.scrollIntoView({ block: "center" });
}

function goTo(i) {
    wanted = i;
    if (state.findings[i].page === pageName())
        showMark(i);
    else
        goToPage(state.findings[i].page);
}

function listFindings() {
    byId("findings").replaceChildren(...state.findings.map((finding, i) => {
        const words = [element("span", { class: "grade grade-" + finding.grade }, text("grade_" + finding.grade)), " ",
            finding.text, " ", element("span", { class: "soft" }, placeOf(finding) + " " + finding.rule)];
        const item = element("li", {});
        if (finding.page) {
            const button = element("button", { type: "button", class: "finding" }, ...words);
            button.addEventListener("click", () => goTo(i));
            item.append(button);
        } else {
            item.append(element("div", { class: "finding" }, ...words));
        }
        if (finding.advice && state.findings.findIndex((one) => one.rule === finding.rule) === i)
            item.append(element("p", { class: "advice" }, finding.advice));
        return item;
    }));
    const all = state.errors + state.warnings + state.notes;
    byId("findings-title").textContent = text("findings_count", { count: all });
    byId("findings-none").hidden = all > 0 || Boolean(state.error);
    byId("findings-more").hidden = all <= state.findings.length;
    byId("findings-more").textContent = text("findings_more", { shown: state.findings.length, all });
}

function tellBroken() {
    const key = (state.errors ? "broken" : "broken_unread") + (state.id ? "" : "_first");
    byId("broken").textContent = state.shown ? ""
        : text(key, { count: counted(state.errors, "error"), error: state.error.replace(/\.$/, "") });
}

/* ---- languages */

function listLanguages() {
    const select = byId("language"), names = new Intl.DisplayNames(["en"], { type: "language" });
    byId("language-label").hidden = state.languages.length < 2;
    select.replaceChildren(...state.languages.map((lang) => element("option", { value: lang }, names.of(lang))));
    select.value = languageOf(fileName());
}

/* By the course's own menu: it remembers the choice, and the session lasts. */
function speak(lang) {
    const link = page().querySelector(`.languages a[hreflang="${lang}"]`);
    if (link)
        link.click();
}

byId("language").addEventListener("change", () => speak(byId("language").value));

/* ---- the course was saved */

let place = null;

function loadAgain() {
    place = place || placeNow();
    if (/^index\./.test(place.file))
        platform.forgetPlace();         /* else the course would go on to where the learner was */
    frame.contentWindow.location.reload();
}

let asked = 0;                          /* only the last answer counts */

async function hear(version) {
    if (version === state.version)
        return;
    const mine = ++asked, now = await (await fetch("/state")).json();
    if (mine !== asked)
        return;
    const first = state.version === 0;
    state = now;
    document.title = state.title ? text("title_of", state) : text("title");
    byId("title").textContent = document.title;
    listFindings();
    listLanguages();
    tellBroken();
    byId("status").textContent = first ? ""
        : text("read", { time: new Date().toLocaleTimeString() }) + " " + ["error", "warning", "note"]
            .filter((grade) => state[grade + "s"]).map((grade) => counted(state[grade + "s"], grade)).join(", ");
    if (first && state.lang && state.lang !== languageOf(fileName()))
        speak(state.lang);
    else if (first || !state.shown)
        markAll();
    else
        loadAgain();
}

let source = null;

/* A hidden window lets go: browsers keep few connections to one server. */
function listen() {
    if (document.hidden) {
        if (source)
            source.close();
        source = null;
    } else if (!source) {
        source = new EventSource("/changes");
        source.onmessage = (event) => hear(Number(event.data));
        source.onerror = () => { byId("status").textContent = text("gone"); };
        source.onopen = () => { byId("status").textContent = ""; };
    }
}

/* ---- the course is there, or another page of it */

let watcher = null;

frame.addEventListener("load", () => {
    applyLook();
    if (place)
        returnTo(place);
    place = null;
    markAll();
    listLanguages();
    if (watcher)
        watcher.disconnect();
    watcher = new MutationObserver(() => {
        markAll();
        listLanguages();
    });
    watcher.observe(page().body, { attributes: true, attributeFilter: ["data-page"] });
    watcher.observe(page().documentElement, { attributes: true, attributeFilter: ["lang"] });
});

/* ---- the learning platform */

const CALLS_MOST = 2000;
const NAMES = ["learner", "mode", "mastery"];
byId("learner").value = "Otieno, Amina";
for (const id of NAMES) {
    const before = memory.get(id);
    byId(id).value = before === null ? byId(id).value : before;
    byId(id).addEventListener("change", () => memory.set(id, byId(id).value));
}

const platform = window.etalonPlatform(() => ({
    learner: byId("learner").value, mode: byId("mode").value,
    mastery: /^(\d{1,2}(\.\d+)?|100)$/.test(byId("mastery").value) ? byId("mastery").value : ""
}), tell);
platform.launch = () => page();
platform.restore(JSON.parse(memory.get("state") || "{}"));
window.API = platform.api;

const rows = byId("calls").tBodies[0];
const began = performance.now();

function isFiltered(row) {
    const words = byId("filter").value.trim().toLowerCase();
    return byId("failed-only").checked && !row.classList.contains("is-failed") ||
        words !== "" && !row.textContent.toLowerCase().includes(words);
}

function addRow(row) {
    const scroll = byId("calls-scroll");
    const atEnd = scroll.scrollTop + scroll.clientHeight >= scroll.scrollHeight - 4;
    row.hidden = isFiltered(row);
    rows.append(row);
    if (rows.rows.length > CALLS_MOST)
        rows.rows[0].remove();
    if (atEnd)
        scroll.scrollTop = scroll.scrollHeight;
}

const remark = (words) => element("tr", { class: "is-remark" }, element("td", { colspan: "4" }, words));

function callRow(event) {
    const failed = event.code !== 0 || event.result === "false";
    const seconds = ((performance.now() - began) / 1000).toFixed(2);
    const values = event.values.map((value) => JSON.stringify(value)).join(", ");
    return element("tr", failed ? { class: "is-failed" } : {}, element("td", {}, seconds),
        element("td", {}, element("code", {}, event.call + "(" + values + ")")),
        element("td", {}, element("code", {}, event.result === "" ? "\"\"" : event.result)),
        element("td", {}, event.code ? event.code + " " + event.words : ""));
}

let late = 0;

function tell(event) {
    if (event.call)
        addRow(callRow(event));
    else if (event.session)
        addRow(remark(text("new_session", { n: event.session,
            entry: text(event.entry === "ab-initio" ? "entry_new" : "entry_resume") })));
    else
        addRow(remark(text("platform", { what: event.platform })));
    memory.set("state", JSON.stringify(platform.kept()));
    clearTimeout(late);
    late = setTimeout(showState, 30);   /* a commit is many calls */
}

const LONG = { "cmi.suspend_data": 4096, "cmi.comments": 4096, "cmi.core.lesson_location": 255 };

function showState() {
    const now = platform.state();
    const names = Object.keys(now).filter((name) => now[name] !== "")
        .sort((a, b) => a.localeCompare(b, "en", { numeric: true }));
    byId("state").tBodies[0].replaceChildren(...names.map((name) => {
        const value = element("td", {}, element("code", {}, now[name]));
        if (LONG[name])
            value.append(" ", element("span", { class: "soft" }, text("state_length", { n: now[name].length, most: LONG[name] })));
        if (!platform.isKept(name))
            value.append(" ", element("span", { class: "open" }, text("state_open")));
        return element("tr", {}, element("th", { scope: "row" }, name), value);
    }));
    byId("fail").setAttribute("aria-pressed", String(platform.fails()));
}

/* A platform takes the course out of its window first, so that it can say good-bye. */
function launch(before) {
    frame.addEventListener("load", () => {
        before();
        frame.contentWindow.location.replace("/course/index.html");
    }, { once: true });
    frame.contentWindow.location.replace("about:blank");
}

byId("resume").addEventListener("click", () => launch(() => undefined));
byId("anew").addEventListener("click", () => launch(() => {
    platform.forget();
    memory.set("state", "{}");
    showState();
}));
byId("fail").addEventListener("click", () => {
    platform.failNext(!platform.fails());
    showState();
});
byId("session").addEventListener("submit", (event) => event.preventDefault());
byId("looks").addEventListener("submit", (event) => event.preventDefault());
byId("clear").addEventListener("click", () => rows.replaceChildren());
for (const id of ["filter", "failed-only"])
    byId(id).addEventListener("input", () => {
        for (const row of rows.rows)
            row.hidden = isFiltered(row);
    });

/* ---- start */

document.addEventListener("visibilitychange", listen);
listen();
showState();
if (page() && page().readyState === "complete")
    frame.dispatchEvent(new Event("load"));
}());
