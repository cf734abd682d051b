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
etalon.focus = (on) => on.focus({ preventScroll: true });

/* element("p", {class: "x", hidden: true}, "text", child): a new element. */
etalon.element = function (name, attributes, ...children) {
    const made = document.createElement(name);
    if (name === "button")
        made.type = name;                 /* the default would send the form */
    for (const key of Object.keys(attributes || {})) {
        if (attributes[key] !== false)
            made.setAttribute(key, attributes[key] === true ? "" : attributes[key]);
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
    document.addEventListener("visibilitychange", () => {
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
