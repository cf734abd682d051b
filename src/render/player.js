/*
 * player: brings the page to life. Opens a store, shows progress, moves from
 * page to page and from language to language inside one window (so that the
 * session with a platform lasts), remembers the place, keeps modules locked,
 * shows terms and sources where they are.
 */
((etalon) => {
const { body, documentElement: root } = document;
const { data, element, text, byId, query, queryAll, on } = etalon;
const overHttp = /^https?:$/.test(location.protocol);
const folder = new URL(".", location.href).href;
const languages = data.languages || [data.lang];

/* "intro.html", "intro.fr.html" */
const infix = (lang) => languages.indexOf(lang) > 0 ? "." + lang : "";
const fileFor = (id, lang) => id + infix(lang) + ".html";

/* ---- notices */

const live = element("p.unseen", { "aria-live": "polite" });
const notices = element("div.notices", { role: "status" });

/* A line below the header, one per kind, that goes away by itself after some seconds, or by a button. */
function notice(kind, key, seconds, label, action) {
    const line = element("div.notice notice-" + kind, element("p", text(key)), element("button.notice-button", {
        click() {
            line.remove();
            if (action)
                action();
        }
    }, text(label || "close")));
    unnotice(kind);
    notices.append(line);
    if (seconds)
        setTimeout(() => line.remove(), seconds * 1000);
}

function unnotice(kind) {
    for (const line of queryAll(".notice-" + kind, notices))
        line.remove();
}

const say = (words) => { live.textContent = words; };

/* ---- store */

let wanted = false;                     /* a platform was looked for in vain */
let store, entry, state, place = "";     /* from begin() on */

function report(what) {
    if (what === "unrecorded")
        wanted = true;
    else if (what === "unkept")
        notice("record", wanted ? "not_kept" : "not_kept_web");
    else
        notice("save", what, what === "saved" && 6);
}

const result = () => etalon.result(state, entry.pass);

function changed(now) {
    store.save(Object.assign(result(), { state: etalon.writeState(state), location: place }), now);
    showProgress();
}

/* "You have passed with 86 %."; "" while it is open. */
function outcome() {
    const all = result(), values = { percent: all.percent, pass: all.mark };
    if (all.status === "passed")
        return text("outcome_passed", values);
    if (all.status === "completed")
        return text(all.total ? data.split ? "outcome_part_score" : "outcome_completed_score"
            : data.split ? "outcome_part" : "outcome_completed", values);
    if (all.decided && all.total)
        return etalon.reaches(all.points, all.total, all.mark) ? ""
            : text(all.retry ? "outcome_failed_retry" : "outcome_failed", values);
    return "";
}

const app = {
    changed, outcome, say,
    record: (list) => store.record(list),
    answered(quiz, list) {
        state.seen[quiz.page] = true;
        store.record(list);
        changed(true);
    }
};

/* ---- progress */

const bar = element("progress", { max: 1, value: 0 });
const barText = element("span.bar-text");

function markLink(link, kind) {
    for (const old of queryAll(".state", link))
        old.remove();
    if (kind)
        link.append(element("span.state state-" + kind,
            element("span.unseen", " (" + text("state_" + kind) + ")")));
}

function showProgress() {
    const all = result();
    bar.setAttribute("aria-label", text("progress_label"));
    bar.max = all.steps;
    bar.value = all.done;
    barText.textContent = text("progress", { done: all.done, total: all.steps });
    for (const link of queryAll("a[data-page]")) {
        const page = etalon.pageOf(link.dataset.page);
        markLink(link, !page ? "other" : etalon.isLocked(page, state) ? "locked" : etalon.pageState(page, state));
    }
    for (const link of queryAll(".toc-module > a")) {
        const module = etalon.moduleOf(link.parentNode.dataset.module);
        markLink(link, !module ? "other" : data.enforced && etalon.missing(module, state).length ? "locked"
            : etalon.moduleDone(module, state) ? "done" : "");
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
    const end = query(".steps");
    if (!end || !window.IntersectionObserver)
        return see(page);
    watcher = new IntersectionObserver((entries) => {
        if (entries.some((one) => one.isIntersecting))
            see(page);
    });
    watcher.observe(end);
}

function mountFront() {
    const start = query(".start");
    const all = result(), words = outcome(), page = etalon.pageOf(place);
    const link = start ? start.firstElementChild : element("a"), to = all.finished ? data.pages[0] : page;
    if (all.finished || page)
        link.textContent = text(all.finished ? "again" : "continue", { title: to.title });
    if (page || data.split)
        link.href = fileFor((to || data.pages[0]).id, data.lang);
    if (!words)
        return;
    const open = all.open.map((one) => one.title).join(", ");
    query(".head").after(element("section",
        { class: "outcome" + (all.status === "failed" ? "" : " is-passed"), "aria-labelledby": "_outcome_title" },
        element("h2", { id: "_outcome_title" }, text("outcome")),
        element("p.outcome-words", words),
        entry.learner ? element("p", text("learner", { name: entry.learner })) : "",
        open ? element("p", text("outcome_open", { titles: open })) : ""));
}

/* What has to come before: instead of the content where it must, above it where it should. */
function guard(page) {
    const missing = etalon.missing(page && etalon.moduleOf(page.module), state);
    if (!missing.length)
        return false;
    const head = query("#_main .head"), title = "_before_title";
    const links = missing.map((module) => element("li", element("a",
        { href: fileFor(data.pages.find((one) => one.module === module.id).id, data.lang) }, module.title)));
    for (const line of queryAll(".needs", head))     /* it says the same */
        line.remove();
    if (data.enforced)
        while (head.nextSibling)
            head.nextSibling.remove();
    head.after(element("section", { class: data.enforced ? "locked" : "note note-important advised", "aria-labelledby": title },
        element(data.enforced ? "h2" : "p", { id: title, class: data.enforced ? "" : "note-title" },
            text(data.enforced ? "locked" : "advised")),
        element("p", text(data.enforced ? "locked_until" : "advised_first")), element("ul", ...links)));
    return Boolean(data.enforced);
}

/* In a package of units: the page of another one can be read, and no more; the last of this
 * one says what comes next. */
function mountUnit(page) {
    const isOther = !page && /lesson|quiz/.test(body.dataset.kind);
    unnotice("unit");
    if (isOther) {
        notice("unit", "unit_other", 0, "unit_back", () => go(fileFor(place || data.pages[0].id, data.lang), "push", null));
        for (const set of queryAll("fieldset"))
            set.disabled = true;
    }
    for (const link of queryAll(".steps a")) {
        const to = /([^/.]*)[^/]*$/.exec(link.pathname)[1], isNext = link.className === "steps-next";
        if (isOther || etalon.pageOf(to))
            continue;
        if (isNext)
            link.before(element("p.steps-end", text(data.next ? "unit_end_next" : "unit_end", { title: data.next })));
        link.remove();
    }
}

/* What has to be done once per page shown. */
function mount() {
    if (watcher)
        watcher.disconnect();
    watcher = null;
    const page = etalon.pageOf(body.dataset.page), locked = guard(page);
    if (data.split)
        mountUnit(page);
    for (const part of [etalon.mountQuizzes, etalon.mountTabs, etalon.mountFrames])     /* parts that a course may lack */
        if (part)
            part(byId("_main"), app);
    if (page && !locked) {
        place = page.id;
        watchEnd(page);
    } else if (body.dataset.kind === "index") {
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
    queryAll(selector, next).map((one) => document.importNode(one, true));

function swap(next) {
    const header = query(".bar");
    if (next.documentElement.lang !== data.lang) {
        etalon.adopt(data, etalon.narrow(window.etalonData));
        state.lang = data.lang;
        root.lang = next.documentElement.lang;
        root.dir = next.documentElement.dir;
        for (const selector of [".skip", ".foot"])
            queryAll(selector).forEach((old, i) => old.replaceWith(imported(next, selector)[i]));
    }
    document.title = next.title;
    body.dataset.page = next.body.dataset.page || "";
    body.dataset.kind = next.body.dataset.kind || "";
    header.textContent = "";
    header.append(...imported(next, ".bar > *"), progress);
    showExit();
    for (const gone of queryAll(".toc"))
        gone.remove();
    byId("_main").replaceWith(...imported(next, "#_main"));
    byId("_main").after(...imported(next, ".toc"));
}

/* Focus to the target of the address, else to the heading; scroll to it, or to where one was. */
function arrive(hash, scroll) {
    const target = targetOf(hash);
    const focus = target || query("#_main h1") || byId("_main");
    unfold(target);
    if (!focus.hasAttribute("tabindex") && !focus.matches("a, button, input"))
        focus.setAttribute("tabindex", "-1");
    etalon.focusOn(focus);
    if (target && scroll === null)
        target.scrollIntoView();
    else
        scrollTo(0, scroll || 0);
}

const remember = (how, scroll, ...address) =>
    history[how + "State"]({ scroll, unit: etalon.unit }, "", ...address);

/* how: "push" a new place, "replace" this one, "" (the browser did it already). `scroll`: to
 * where; null: to the target. `lang`: focus stays on the choice of this language. Promises
 * true when one has come there. */
function go(address, how, scroll, lang) {
    const mine = ++turn, url = new URL(address, location.href);
    let next = null;
    closePop();
    return fetch(url.href.replace(/#.*/, "")).then((response) => {
        if (!response.ok)
            throw 0;
        return response.text();
    }).then((html) => {
        next = new DOMParser().parseFromString(html, "text/html");
        if (!next.getElementById("_main"))
            throw 0;                    /* no page of ours */
        return speak(next.documentElement.lang);
    }).then(() => {
        if (mine !== turn)
            return;
        if (how)
            remember(how, 0, url.href);
        swap(next);
        shown = fileOf(url);
        unnotice("load");
        mount();
        arrive(url.hash, scroll);
        const choice = lang && query(`.languages [lang="${lang}"]`);
        if (choice) {
            choice.tabIndex = choice.tabIndex < 0 ? -1 : choice.tabIndex;
            etalon.focusOn(choice);
        }
        return true;
    }).catch(() => {
        if (mine === turn)
            notice("load", "load_failed", 0, "retry", () => go(address, how, scroll, lang));
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
        see(etalon.pageOf(body.dataset.page));
    const url = new URL(link.href);
    const inside = overHttp && !link.target && !link.hasAttribute("download") &&
        url.href.startsWith(folder) && /^[^/]*\.html$/.test(fileOf(url).slice(folder.length));
    if (!inside || fileOf(url) === shown && url.hash)
        return;
    event.preventDefault();
    remember("replace", pageYOffset);
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
        etalon.focusOn(popLink);
}

function placePop() {
    if (!pop)
        return;
    const at = popLink.getClientRects()[0], room = root.clientWidth;
    pop.style.top = (at.bottom + pageYOffset + 6) + "px";
    pop.style.left = Math.max(8, Math.min(at.left, room - pop.offsetWidth - 8)) + "px";
}

function openPop(link) {
    const same = link === popLink && pop;
    closePop(false);
    if (same)
        return;
    const content = byId(link.dataset.pop).cloneNode(true);
    pop = element("div.pop", { role: "dialog", tabindex: "-1", "aria-label": text("definition") },
        element("button.pop-close", { "aria-label": text("close"), click: () => closePop(true) }, "×"), ...content.childNodes,
        element("p.pop-more", element("a", { href: link.getAttribute("href") }, text("open_entry"))));
    popLink = link;
    link.setAttribute("aria-expanded", "true");
    body.append(pop);
    placePop();
    etalon.focusOn(pop);
    pop.scrollIntoView({ block: "nearest" });
    on(pop, "focusout", (event) => {
        if (pop && event.relatedTarget && !pop.contains(event.relatedTarget))
            closePop(false);
    });
}

/* Tab at an end of it: it stands at the end of the page, one wants to go on where one was. */
function isWayOut(event) {
    const inside = queryAll("a, button", pop);
    return event.key === "Tab" &&
        (event.shiftKey ? [pop, inside[0]] : inside.slice(-1)).includes(document.activeElement);
}

/* ---- start */

const progress = element("div.bar-progress", bar, barText);
const isFresh = !history.state;

/* The way out, where the platform says where to. */
function showExit() {
    if (store.exit)
        progress.before(element("button.bar-exit", { click: store.exit }, text("exit")));
}

function listen() {
    on(document, "click", onClick);
    on(document, "click", (event) => {
        if (pop && !pop.contains(event.target) && event.target.closest("a") !== popLink)
            closePop(false);
    });
    on(document, "keydown", (event) => {
        if (pop && (event.key === "Escape" || isWayOut(event))) {
            event.preventDefault();
            closePop(true);
        }
    });
    on(document, "visibilitychange", () => {
        if (document.hidden) {
            changed(false);                 /* what is being typed */
            store.onHidden();
        }
    });
    on(window, "resize", placePop);
    on(window, "pagehide", () => {
        changed(false);
        store.onLeave();
    });
    on(window, "hashchange", () => unfold(targetOf(location.hash)));
    on(window, "pageshow", (event) => event.persisted && location.reload());
    if (overHttp) {
        history.scrollRestoration = "manual";
        remember("replace", pageYOffset);
        on(window, "popstate", onPop);
    }
}

/* The language of the last visit, else the one that the learner wishes most. */
function languageOf() {
    const [wish] = entry.state ? [state.lang] : (entry.lang || "").split(",");
    return store.kind !== "web" && languages.find((lang) => lang === wish || lang === wish.split("-")[0]) || data.lang;
}

function begin(opened) {
    store = opened;
    entry = store.entry;
    state = app.state = etalon.readState(entry.state);
    place = etalon.pageOf(entry.location) ? entry.location : "";
    const wished = languageOf();
    state.lang = data.lang;
    query(".bar").append(progress);
    query(".bar").after(notices);
    body.append(live);
    root.classList.add("has-script");
    showExit();
    listen();
    if (wanted)
        notice("record", "not_recorded");
    if (entry.readOnly)
        notice("record", store.isOver ? "ended" : "review");
    const back = store.kind !== "web" && overHttp && place !== body.dataset.page && !result().finished &&
        (body.dataset.kind === "index" || data.split && isFresh) && place;
    mount();
    unfold(targetOf(location.hash));
    if (back || wished !== data.lang)
        go(fileFor(back || (data.split ? body.dataset.page : "index"), wished), "replace", null)
            .then((come) => come && back && notice("resume", "resumed", 12));
}

/* The first store that opens; a platform may take its time for it. */
etalon.stores.reduce((found, open) => found.then((store) => store || open(report)), Promise.resolve()).then(begin);
})(etalon);
