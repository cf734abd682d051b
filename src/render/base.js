/*
 * base: what all files of the script use. Each file adds to the one object
 * `etalon`; data.js came before. ES2017, a classic script: platforms serve
 * modules with a wrong type, and file: blocks them.
 */
(function () {
"use strict";

const etalon = window.etalon = { data: window.etalonData, stores: [] };

/* An interface text, with {name} replaced. */
etalon.text = function (key, values) {
    const text = etalon.data.text[key] || key;
    return text.replace(/\{(\w+)\}/g, (all, name) =>
        values && name in values ? String(values[name]) : all);
};

/* element("p", {class: "x", hidden: true}, "text", child): a new element. */
etalon.element = function (name, attributes, ...children) {
    const made = document.createElement(name);
    for (const key of Object.keys(attributes || {})) {
        if (attributes[key] !== false)
            made.setAttribute(key, attributes[key] === true ? "" : attributes[key]);
    }
    made.append(...children);
    return made;
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
