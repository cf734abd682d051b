/*
 * player: brings the page to life. Opens a store, shows progress, moves from
 * page to page and from language to language inside one window (so that the
 * session with a platform lasts), remembers the place, keeps modules locked,
 * shows terms and sources where they are.
 */
(function (etalon) {
const { data, element, text } = etalon;
const byId = (id) => document.getElementById(id);
const overHttp = /^https?:$/.test(location.protocol);
const folder = new URL(".", location.href).href;
const languages = data.languages || [data.lang];

/* "intro.html", "intro.fr.html" */
const infix = (lang) => languages.indexOf(lang) > 0 ? "." + lang : "";
const fileFor = (id, lang) => id + infix(lang) + ".html";

/* ---- notices */

const live = element("p", { class: "unseen", "aria-live": "polite" });
const notices = element("div", { class: "notices", role: "status" });

/* A line below the header, one per kind. `seconds`: goes away by itself. */
function notice(kind, key, options) {
    const { label, action, seconds } = options || {};
    const button = element("button", { class: "notice-button" }, text(label || "close"));
    const line = element("div", { class: "notice notice-" + kind }, element("p", {}, text(key)), button);
    button.addEventListener("click", () => {
        line.remove();
        if (action)
            action();
    });
    unnotice(kind);
    notices.append(line);
    if (seconds)
        setTimeout(() => line.remove(), seconds * 1000);
}

function unnotice(kind) {
    for (const line of notices.querySelectorAll(".notice-" + kind))
        line.remove();
}

const say = (words) => { live.textContent = words; };

/* ---- store */

let wanted = false;                     /* a platform was looked for in vain */

function report(what) {
    if (what === "unrecorded")
        wanted = true;
    else if (what === "unkept")
        notice("record", wanted ? "not_kept" : "not_kept_web");
    else
        notice("save", what, { seconds: what === "saved" ? 6 : 0 });
}

const store = etalon.stores.reduce((found, open) => found || open(report), null);
const entry = store.entry;
const state = etalon.readState(entry.state);
let place = etalon.pageOf(entry.location) ? entry.location : "";
const wished = store.kind !== "web" && languages.includes(state.lang) ? state.lang : data.lang;
state.lang = data.lang;

const result = () => etalon.result(state, entry.pass);

function changed(now) {
    const all = result();
    store.save({
        state: etalon.writeState(state), location: place,
        status: all.status, score: all.score, decided: all.decided, finished: all.finished
    }, now);
    showProgress();
}

/* "You have passed with 86 %."; "" while it is open. */
function outcome() {
    const all = result(), values = { percent: all.percent, pass: all.mark };
    if (all.status === "passed")
        return text("outcome_passed", values);
    if (all.status === "completed")
        return text(all.total ? "outcome_completed_score" : "outcome_completed", values);
    if (all.decided && all.total)
        return etalon.reaches(all.points, all.total, all.mark) ? ""
            : text(all.retry ? "outcome_failed_retry" : "outcome_failed", values);
    return "";
}

const app = {
    state, changed, outcome, say,
    record: (list) => store.record(list),
    answered(quiz, list) {
        state.seen[quiz.page] = true;
        store.record(list);
        changed(true);
    }
};

/* ---- progress */

const bar = element("progress", { max: 1, value: 0 });
const barText = element("span", { class: "bar-text" });

function markLink(link, kind) {
    for (const old of link.querySelectorAll(".state"))
        old.remove();
    if (kind)
        link.append(element("span", { class: "state state-" + kind },
            element("span", { class: "unseen" }, " (" + text("state_" + kind) + ")")));
}

function showProgress() {
    const all = result();
    bar.setAttribute("aria-label", text("progress_label"));
    bar.max = all.steps;
    bar.value = all.done;
    barText.textContent = text("progress", { done: all.done, total: all.steps });
    for (const link of document.querySelectorAll("a[data-page]")) {
        const page = etalon.pageOf(link.dataset.page);
        markLink(link, !page ? "" : etalon.isLocked(page, state) ? "locked" : etalon.pageState(page, state));
    }
    for (const link of document.querySelectorAll(".toc-module > a")) {
        const { module } = data.pages.find((page) => page.module === link.parentNode.dataset.module) || {};
        if (module)
            markLink(link, data.enforced && etalon.missing(etalon.moduleOf(module), state).length ? "locked"
                : etalon.moduleDone(etalon.moduleOf(module), state) ? "done" : "");
    }
}

/* ---- one page */

let watcher = null;

function see(page) {
    if (!page || state.seen[page.id] || etalon.isLocked(page, state))
        return;
    state.seen[page.id] = true;
    changed(false);
}

/* A page is seen when its end came into view. */
function watchEnd(page) {
    const end = document.querySelector(".steps");
    if (!end || !window.IntersectionObserver)
        return see(page);
    watcher = new IntersectionObserver((entries) => {
        if (entries.some((one) => one.isIntersecting))
            see(page);
    });
    watcher.observe(end);
}

function mountFront() {
    const start = document.querySelector(".start");
    const all = result(), words = outcome(), page = etalon.pageOf(place);
    if (start && all.finished)
        start.firstElementChild.textContent = text("again");
    else if (start && page) {
        start.firstElementChild.textContent = text("continue", { title: page.title });
        start.firstElementChild.href = fileFor(page.id, data.lang);
    }
    if (!words && !all.finished)
        return;
    const open = all.open.map((one) => one.title).join(", ");
    document.querySelector(".head").after(element("section",
        { class: "outcome" + (all.status === "failed" ? "" : " is-passed"), "aria-labelledby": "_outcome_title" },
        element("h2", { id: "_outcome_title" }, text("outcome")),
        element("p", { class: "outcome-words" }, words || text("outcome_completed")),
        entry.learner ? element("p", {}, text("learner", { name: entry.learner })) : "",
        open ? element("p", {}, text("outcome_open", { titles: open })) : ""));
}

/* What has to come before: instead of the content where it must, above it where it should. */
function guard(page) {
    const missing = etalon.missing(page && etalon.moduleOf(page.module), state);
    if (!missing.length)
        return false;
    const head = document.querySelector("#_main .head"), title = "_before_title";
    const links = missing.map((module) => element("li", {}, element("a",
        { href: fileFor(data.pages.find((one) => one.module === module.id).id, data.lang) }, module.title)));
    for (const line of head.querySelectorAll(".needs"))     /* it says the same */
        line.remove();
    if (data.enforced)
        while (head.nextSibling)
            head.nextSibling.remove();
    head.after(element("section", { class: data.enforced ? "locked" : "note note-important advised", "aria-labelledby": title },
        element(data.enforced ? "h2" : "p", { id: title, class: data.enforced ? "" : "note-title" },
            text(data.enforced ? "locked" : "advised")),
        element("p", {}, text(data.enforced ? "locked_until" : "advised_first")), element("ul", {}, ...links)));
    return Boolean(data.enforced);
}

/* What has to be done once per page shown. */
function mount() {
    if (watcher)
        watcher.disconnect();
    watcher = null;
    const page = etalon.pageOf(document.body.dataset.page), locked = guard(page);
    for (const part of [etalon.mountQuizzes, etalon.mountTabs, etalon.mountFrames])     /* parts that a course may lack */
        if (part)
            part(byId("_main"), app);
    if (page && !locked) {
        place = page.id;
        watchEnd(page);
    } else if (document.body.dataset.kind === "index") {
        mountFront();
    }
    changed(false);
}

/* What an address leads to may be folded away. */
function unfold(target) {
    for (let up = target; up; up = up.parentElement) {
        if (up.matches("details"))
            up.open = true;
        if (up.matches(".tab") && etalon.showTab)
            etalon.showTab(up);
    }
}

function targetOf(hash) {
    try {
        return hash ? byId(decodeURIComponent(hash.slice(1))) : null;
    } catch (e) {
        return null;                    /* "#100%" */
    }
}

/* ---- from page to page */

let turn = 0;                           /* only the last click counts */

const fileOf = (address) => address.href.replace(/[#?].*$/, "").replace(/\/$/, "/index.html");
let shown = fileOf(location);

/* The course in another language; the pages' own language is that of their data. */
function speak(lang) {
    if (lang === data.lang)
        return Promise.resolve();
    return new Promise((done, failed) => {
        const script = element("script", { src: "etalon/data" + infix(lang) + ".js" });
        script.onload = done;
        script.onerror = failed;
        document.head.append(script);
    });
}

const imported = (next, selector) =>
    Array.from(next.querySelectorAll(selector), (one) => document.importNode(one, true));

function swap(next) {
    const root = document.documentElement, header = document.querySelector(".bar");
    if (next.documentElement.lang !== data.lang) {
        etalon.adopt(data, window.etalonData);
        state.lang = data.lang;
        root.lang = next.documentElement.lang;
        root.dir = next.documentElement.dir;
        for (const selector of [".skip", ".foot"])
            document.querySelectorAll(selector).forEach((old, i) => old.replaceWith(imported(next, selector)[i]));
    }
    document.title = next.title;
    document.body.dataset.page = next.body.dataset.page || "";
    document.body.dataset.kind = next.body.dataset.kind || "";
    header.textContent = "";
    header.append(...imported(next, ".bar > *"), progress);
    for (const gone of document.querySelectorAll(".toc"))
        gone.remove();
    byId("_main").replaceWith(...imported(next, "#_main"));
    byId("_main").after(...imported(next, ".toc"));
}

/* Focus to the target of the address, else to the heading; scroll to it, or to where one was. */
function arrive(hash, scroll) {
    const target = targetOf(hash);
    const focus = target || document.querySelector("#_main h1") || byId("_main");
    unfold(target);
    if (!focus.hasAttribute("tabindex") && !focus.matches("a, button, input"))
        focus.setAttribute("tabindex", "-1");
    etalon.focus(focus);
    if (target && scroll === null)
        target.scrollIntoView();
    else
        scrollTo(0, scroll || 0);
}

/* how: "push" a new place, "replace" this one, "" (the browser did it already). `scroll`: to
 * where; null: to the target. `lang`: focus stays on the choice of this language. */
function go(address, how, scroll, lang) {
    const mine = ++turn, url = new URL(address, location.href);
    let next = null;
    closePop();
    return fetch(url.href.replace(/#.*/, ""), { credentials: "same-origin" }).then((response) => {
        if (!response.ok)
            throw new Error(String(response.status));
        return response.text();
    }).then((html) => {
        next = new DOMParser().parseFromString(html, "text/html");
        if (!next.getElementById("_main"))
            throw new Error("no page of ours");
        return speak(next.documentElement.lang);
    }).then(() => {
        if (mine !== turn)
            return;
        if (how === "push")
            history.pushState({ scroll: 0 }, "", url.href);
        else if (how === "replace")
            history.replaceState({ scroll: 0 }, "", url.href);
        swap(next);
        shown = fileOf(url);
        unnotice("load");
        mount();
        arrive(url.hash, scroll);
        const choice = lang && document.querySelector(`.languages [lang="${lang}"]`);
        if (choice) {
            choice.tabIndex = choice.tabIndex < 0 ? -1 : choice.tabIndex;
            etalon.focus(choice);
        }
    }).catch(() => {
        if (mine === turn)
            notice("load", "load_failed", { label: "retry", action: () => go(address, how, scroll, lang) });
    });
}

function onClick(event) {
    const link = event.target.closest ? event.target.closest("a[href]") : null;
    if (!link || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey)
        return;
    if (byId(link.dataset.pop)) {
        event.preventDefault();
        return openPop(link);
    }
    if (link.className === "steps-next")
        see(etalon.pageOf(document.body.dataset.page));
    const url = new URL(link.href);
    const inside = overHttp && !link.target && !link.hasAttribute("download") &&
        url.href.startsWith(folder) && /^[^/]*\.html$/.test(fileOf(url).slice(folder.length));
    if (!inside || fileOf(url) === shown && url.hash)
        return;
    event.preventDefault();
    history.replaceState({ scroll: pageYOffset }, "");
    if (link.closest(".languages"))
        return go(url.href + location.hash, "push", pageYOffset, link.lang || link.hreflang);
    go(url.href, fileOf(url) === shown ? "replace" : "push", null);
}

function onPop(event) {
    const scroll = event.state ? event.state.scroll : null;
    if (fileOf(location) !== shown)
        go(location.href, "", scroll);
    else if (scroll !== null)
        scrollTo(0, scroll);
}

/* ---- terms and sources */

let pop = null, popLink = null;

function closePop(focus) {
    if (!pop)
        return;
    pop.remove();
    pop = null;
    popLink.removeAttribute("aria-expanded");
    if (focus)
        etalon.focus(popLink);
}

function placePop() {
    if (!pop)
        return;
    const at = popLink.getClientRects()[0], room = document.documentElement.clientWidth;
    pop.style.top = (at.bottom + pageYOffset + 6) + "px";
    pop.style.left = Math.max(8, Math.min(at.left, room - pop.offsetWidth - 8)) + "px";
}

function openPop(link) {
    const same = link === popLink && pop;
    closePop(false);
    if (same)
        return;
    const content = byId(link.dataset.pop).cloneNode(true);
    const close = element("button", { class: "pop-close", "aria-label": text("close") }, "×");
    close.addEventListener("click", () => closePop(true));
    pop = element("div", { class: "pop", role: "dialog", tabindex: "-1", "aria-label": text("definition") },
        close, ...content.childNodes,
        element("p", { class: "pop-more" }, element("a", { href: link.getAttribute("href") }, text("open_entry"))));
    popLink = link;
    link.setAttribute("aria-expanded", "true");
    document.body.append(pop);
    placePop();
    etalon.focus(pop);
    pop.scrollIntoView({ block: "nearest" });
    pop.addEventListener("focusout", (event) => {
        if (pop && event.relatedTarget && !pop.contains(event.relatedTarget))
            closePop(false);
    });
}

/* Tab at an end of it: it stands at the end of the page, one wants to go on where one was. */
function isWayOut(event) {
    const inside = Array.from(pop.querySelectorAll("a, button"));
    return event.key === "Tab" &&
        (event.shiftKey ? [pop, inside[0]] : inside.slice(-1)).includes(document.activeElement);
}

/* ---- start */

const progress = element("div", { class: "bar-progress" }, bar, barText);
document.querySelector(".bar").append(progress);
document.querySelector(".bar").after(notices);
document.body.append(live);
document.documentElement.classList.add("has-script");

document.addEventListener("click", onClick);
document.addEventListener("click", (event) => {
    if (pop && !pop.contains(event.target) && event.target.closest("a") !== popLink)
        closePop(false);
});
document.addEventListener("keydown", (event) => {
    if (pop && (event.key === "Escape" || isWayOut(event))) {
        event.preventDefault();
        closePop(true);
    }
});
document.addEventListener("visibilitychange", () => {
    if (document.hidden) {
        changed(false);                     /* what is being typed */
        store.onHidden();
    }
});
addEventListener("resize", placePop);
addEventListener("pagehide", () => {
    changed(false);
    store.onLeave();
});
addEventListener("hashchange", () => unfold(targetOf(location.hash)));
addEventListener("pageshow", (event) => event.persisted && location.reload());
if (overHttp) {
    history.scrollRestoration = "manual";
    history.replaceState({ scroll: pageYOffset }, "");
    addEventListener("popstate", onPop);
}

if (wanted)
    notice("record", "not_recorded");
if (entry.readOnly)
    notice("record", "review");
const back = store.kind !== "web" && overHttp && document.body.dataset.kind === "index" &&
    place && !result().finished;
mount();
unfold(targetOf(location.hash));
if (back || wished !== data.lang)
    go(fileFor(back ? place : "index", wished), "replace", null).then(() => back && notice("resume", "resumed", { seconds: 12 }));
}(window.etalon));
