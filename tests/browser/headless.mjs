/*
 * headless: the script of an unpacked package without a browser, for what it computes.
 */
import fs from "node:fs";
import path from "node:path";
import vm from "node:vm";

/* A document that takes everything and has nothing: only what computes is wanted of the script. */
export const nothing = new Proxy(function () {}, {
    get: (target, key) => key === Symbol.toPrimitive ? () => "" : key === Symbol.iterator ? [][Symbol.iterator]
        : key === "then" ? undefined : key === "length" ? 0 : key === "parent" ? null : nothing,
    has: () => true,
    set: () => true,
    apply: () => nothing,
    construct: () => nothing
});

export function load(folder) {
    const window = vm.createContext({ document: nothing, location: { protocol: "file:", href: "file:///x/index.html" },
        performance, localStorage: { getItem: () => null, setItem() {} }, URL, Intl,
        addEventListener() {}, setTimeout() {}, clearTimeout() {}, history: nothing });
    window.window = window;
    for (const name of ["data.js", "page.js"])
        vm.runInContext(fs.readFileSync(path.join(folder, "etalon", name), "utf8"), window, { filename: name });
    return window.etalon;
}
