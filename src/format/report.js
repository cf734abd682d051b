/*
 * report: what a page of figures can do when scripts run; without them it says the same.
 *
 * Charts: every .point has a title. It is shown where a pointer or a finger is, and where
 * the arrow keys go once the chart has the focus; then it is also spoken. Tables: the heads
 * of a .sortable one become buttons. Its groups are sorted, each body by itself; the lines
 * below them (rows with a class) stay below. What is folded opens before it is printed.
 */
(() => {
    "use strict";

    /* ------------------------------------------------------------- charts */

    const NEAR = 20;                        /* px that a finger may miss by */

    const tip = document.createElement("div");
    tip.className = "tip";
    tip.hidden = true;
    const spoken = document.createElement("div");
    spoken.className = "unseen";
    spoken.setAttribute("role", "status");
    document.querySelector("main").append(tip, spoken);

    let shown = null, byKeys = false;

    function hide() {
        if (shown)
            shown.classList.remove("is-shown");
        shown = null;
        byKeys = false;
        tip.hidden = true;
    }

    const middle = (point) => {
        const box = point.getBoundingClientRect();
        return { x: box.x + box.width / 2, y: box.y + box.height / 2, top: box.top };
    };

    function show(point, x, y) {
        if (shown !== point)
            hide();
        shown = point;
        point.classList.add("is-shown");
        tip.textContent = point.said;
        tip.hidden = false;
        const box = tip.getBoundingClientRect();
        const room = document.documentElement.clientWidth - box.width - 8;
        tip.style.left = Math.max(8, Math.min(x - box.width / 2, room)) + "px";
        tip.style.top = (y - box.height - 12 < 0 ? y + 20 : y - box.height - 12) + "px";
    }

    function nearest(points, event) {
        const on = event.target.closest(".point");
        if (on)
            return on;
        let found = null, least = NEAR;
        for (const point of points) {
            const at = middle(point), far = Math.hypot(at.x - event.clientX, at.y - event.clientY);
            if (far < least)
                [found, least] = [point, far];
        }
        return found;
    }

    function followPointer(chart, points) {
        const follow = (event) => {
            const point = nearest(points, event);
            byKeys = false;
            if (point)
                show(point, event.clientX, event.clientY);
            else
                hide();
        };
        chart.addEventListener("pointermove", follow);
        chart.addEventListener("pointerdown", follow);
        chart.addEventListener("pointerleave", (event) => {
            if (event.pointerType === "mouse")
                hide();
        });
    }

    const steps = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1, Home: -Infinity, End: Infinity };

    function showByKeys(point) {
        const place = middle(point);
        show(point, place.x, place.top + 4);
        byKeys = true;
    }

    function followKeys(chart, points) {
        let at = -1;
        const go = (step) => {
            at = Math.max(0, Math.min(points.length - 1, at + step));
            showByKeys(points[at]);
            spoken.textContent = points[at].said;
        };
        chart.tabIndex = 0;
        chart.addEventListener("keydown", (event) => {
            if (event.key === "Escape")
                hide();
            if (!(event.key in steps) || event.ctrlKey || event.altKey || event.metaKey)
                return;
            event.preventDefault();
            go(steps[event.key]);
        });
        chart.addEventListener("focus", () => {
            if (chart.matches(":focus-visible"))
                go(at < 0 ? 1 : 0);
        });
        chart.addEventListener("blur", hide);
    }

    for (const chart of document.querySelectorAll("svg.chart")) {
        const points = [...chart.querySelectorAll(".point")];
        for (const point of points) {
            const title = point.querySelector("title");
            point.said = title.textContent;
            title.remove();                 /* else browsers show it too */
        }
        if (points.length) {
            followPointer(chart, points);
            followKeys(chart, points);
        }
    }

    document.addEventListener("pointerdown", (event) => {
        if (!event.target.closest("svg.chart"))
            hide();
    });
    /* Whoever comes to a chart by the keyboard makes the page scroll. */
    document.addEventListener("scroll", () => byKeys ? showByKeys(shown) : hide(), { passive: true });

    /* ------------------------------------------------------------- tables */

    const lang = document.documentElement.lang || undefined;

    /* What a cell is sorted by; NaN: it has no figure. */
    const figure = (cell) => parseFloat(cell.dataset.value ?? cell.textContent);
    const words = (cell) => cell.textContent.trim();

    /* Without a figure always last. */
    function compareFigures(a, b, sign) {
        if (isNaN(a) || isNaN(b))
            return isNaN(a) - isNaN(b);
        return sign * (a - b);
    }

    function compare(column, isNumber, sign) {
        return (one, other) => {
            const a = one.cells[column], b = other.cells[column];
            return isNumber ? compareFigures(figure(a), figure(b), sign)
                : sign * words(a).localeCompare(words(b), lang, { numeric: true });
        };
    }

    function sort(table, original, column, isNumber, order) {
        [...table.tBodies].forEach((body, i) => {
            const rows = [...original[i]];
            const groups = rows.filter((row) => !row.className), below = rows.filter((row) => row.className);
            if (order)
                groups.sort(compare(column, isNumber, order === "ascending" ? 1 : -1));
            body.append(...(order ? [...groups, ...below] : rows));
        });
    }

    function makeSortable(table) {
        const heads = table.tHead ? [...table.tHead.rows[0].cells] : [];
        const original = [...table.tBodies].map((body) => [...body.rows]);
        heads.forEach((head, column) => {
            const isNumber = head.classList.contains("number"), button = document.createElement("button");
            const orders = isNumber ? ["descending", "ascending", ""] : ["ascending", "descending", ""];
            button.type = "button";
            button.className = "sort";
            button.append(...head.childNodes);
            head.append(button);
            button.addEventListener("click", () => {
                const order = orders[(orders.indexOf(head.getAttribute("aria-sort") || "") + 1) % 3];
                for (const one of heads)
                    one.removeAttribute("aria-sort");
                if (order)
                    head.setAttribute("aria-sort", order);
                sort(table, original, column, isNumber, order);
            });
        });
    }

    /* On paper nothing is folded: for browsers whose style sheets cannot say so. */
    addEventListener("beforeprint", () => {
        for (const folded of document.querySelectorAll("details:not([open])"))
            folded.open = true;
    });

    for (const table of document.querySelectorAll("table.sortable"))
        if ([...table.tBodies].some((body) => [...body.rows].filter((row) => !row.className).length > 1))
            makeSortable(table);
})();
