/*
 * base: what all files of the script use. Each file adds to the one object
 * `etalon`; data.js came before. ES2017, a classic script: platforms serve
 * modules with a wrong type, and file: blocks them.
 */
"use strict";                              /* all files: they are one script, this one first */
(function () {
const etalon = window.etalon = { data: window.etalonData, stores: [], kinds: {} };

/* The same course in another language: everybody holds on to the first object. */
etalon.adopt = function adopt(old, now) {
    if (Array.isArray(old))
        old.length = now.length;
    for (const key of Object.keys(old))
        if (!(key in now))
            delete old[key];
    for (const key of Object.keys(now)) {
        if (old[key] && typeof old[key] === "object" && typeof now[key] === "object")
            adopt(old[key], now[key]);
        else
            old[key] = now[key];
    }
};

/*
 * In a package of units a platform launches each by itself: nothing else counts than the module of
 * the page it was launched on, "" the final test. A page loaded anew may be any: history remembers.
 */
const launched = (etalon.data.pages || []).find((page) => page.id === document.body.dataset.page);
etalon.unit = !etalon.data.split ? undefined
    : history.state ? history.state.unit : launched && launched.module;

etalon.narrow = function (data) {
    const { unit } = etalon;
    if (unit === undefined)
        return data;
    const own = (list, key) => list.filter((one) => one[key] === unit), { pages, modules } = data;
    data.modules = own(modules, "id");
    data.pages = own(pages, "module");
    const after = pages[pages.indexOf(data.pages[data.pages.length - 1]) + 1];
    data.next = after && (modules.find((one) => one.id === after.module) || after).title;
    data.quizzes = data.quizzes.filter((quiz) => data.pages.some((page) => page.id === quiz.page));
    const [module] = data.modules, [graded, another] = data.quizzes.filter((quiz) => quiz.graded);
    data.rule = module && module.rule;
    data.pass = graded && !another ? graded.pass : data.pass;
    for (const one of data.modules)
        one.needs = [];                   /* the platform sees to it */
    return data;
};
etalon.narrow(etalon.data);

/* What this browser keeps of a course, or of a unit: `where` is localStorage or sessionStorage. */
const nameOf = (what) => ["etalon", etalon.data.id].concat(etalon.unit || [], what || []).join(":");

etalon.recall = function (where, what) {
    try {
        return JSON.parse(window[where].getItem(nameOf(what))) || {};
    } catch (e) {
        return {};
    }
};

etalon.remember = function (where, what, value) {
    try {
        window[where].setItem(nameOf(what), JSON.stringify(value));
        return true;
    } catch (e) {
        return false;
    }
};

/* The digits are the same in all languages, as on the pages; the decimal mark is not. */
function inWords(value) {
    if (typeof value !== "number")
        return String(value);
    try {
        return value.toLocaleString(etalon.data.lang + "-u-nu-latn", { useGrouping: false });
    } catch (e) {
        return String(value);
    }
}

function pluralOf(count) {
    try {
        return new Intl.PluralRules(etalon.data.lang).select(count);
    } catch (e) {
        return "other";
    }
}

/* An interface text, with {name} replaced; {count} chooses among its plural forms. */
etalon.text = function (key, values) {
    const all = etalon.data.text;
    const text = values && "count" in values && all[key + "#" + pluralOf(values.count)] ||
        all[key] || all[key + "#other"] || key;
    return text.replace(/\{(\w+)\}/g, (hole, name) =>
        values && name in values ? inWords(values[name]) : hole);
};

/* Without moving the page. */
etalon.focusOn = (on) => on.focus({ preventScroll: true });

/* Below `root`, else in the page. */
etalon.byId = (id) => document.getElementById(id);
etalon.query = (selector, root) => (root || document).querySelector(selector);
etalon.queryAll = (selector, root) => [...(root || document).querySelectorAll(selector)];

const on = etalon.on = (target, what, run) => target.addEventListener(what, run);

/* element("p.x y", {id: "z", hidden: true, click: run}, "text", child): a new element, of class "x y".
 * Without attributes the children follow at once. */
etalon.element = function (name, attributes, ...children) {
    const [tag, classes] = name.split("."), made = document.createElement(tag);
    if (tag === "button")
        made.type = tag;                  /* the default would send the form */
    if (classes)
        made.className = classes;
    if (!attributes || attributes.constructor !== Object) {
        children.unshift(attributes || "");
        attributes = {};
    }
    for (const key of Object.keys(attributes)) {
        const value = attributes[key];
        if (typeof value === "function")
            on(made, key, value);
        else if (value !== false)
            made.setAttribute(key, value === true ? "" : value);
    }
    made.append(...children);
    return made;
};

/* FNV-1a, then xorshift32 for each place from the last: README.md, "Seed". */
etalon.shuffled = function (seed, key, list) {
    const out = list.slice();
    let h = 0x811c9dc5;
    for (const letter of seed + key)
        h = Math.imul(h ^ letter.charCodeAt(0), 0x01000193) >>> 0;
    for (let i = out.length - 1; i > 0; i--) {
        h ^= h << 13;
        h ^= h >>> 17;
        h = (h ^ (h << 5)) >>> 0;
        const j = h % (i + 1), held = out[i];
        out[i] = out[j];
        out[j] = held;
    }
    return out;
};

/* Milliseconds the page has been visible since it was opened. */
etalon.visibleTime = (function () {
    let total = 0, since = document.hidden ? null : performance.now();
    on(document, "visibilitychange", () => {
        if (document.hidden && since !== null) {
            total += performance.now() - since;
            since = null;
        } else if (!document.hidden && since === null) {
            since = performance.now();
        }
    });
    return () => total + (since === null ? 0 : performance.now() - since);
}());
}());
