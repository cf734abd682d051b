/*
 * quiz-order: things to be put in order with two buttons each. An answer is the
 * letters in the learner's order; as long as nothing was moved there is none.
 */
((etalon) => {
const { element, text, query, queryAll, on } = etalon;
const items = (set) => queryAll(".order-item", set);
const lettersOf = (set) => items(set).map((item) => item.dataset.key).join("");

/* How it begins, never in the right order. */
function first(question, seed) {
    const letters = etalon.shuffled(seed, question.key, question.right.split("")).join("");
    return letters === question.right ? letters.slice(1) + letters[0] : letters;
}

function put(set, letters) {
    const list = query(".order", set), all = items(set);
    list.append(...letters.split("").map((key) => all.find((item) => item.dataset.key === key)).filter(Boolean));
    items(set).forEach((item, i, now) => {
        const [up, down] = queryAll("button", item);
        up.setAttribute("aria-disabled", i === 0);
        down.setAttribute("aria-disabled", i === now.length - 1);
    });
}

function button(item, kind, move) {
    const words = query(".order-text", item), id = words.id + "_" + kind;
    const made = element("button", {
        id, class: "order-" + kind, "aria-label": text(kind), "aria-labelledby": id + " " + words.id
    });
    on(made, "click", () => made.getAttribute("aria-disabled") === "true" || move());
    return made;
}

etalon.kinds.ordering = {
    begin(set, question, app, changed) {
        set.dataset.first = first(question, app.state.seed);
        for (const item of items(set)) {
            const move = (by) => {
                const all = items(set), at = all.indexOf(item), active = document.activeElement;
                all.splice(at, 1);
                all.splice(at + by, 0, item);
                put(set, all.map((one) => one.dataset.key).join(""));
                set.dataset.moved = "";
                active.focus();
                app.say(text("moved", { item: query(".order-text", item).textContent,
                    place: at + by + 1, total: all.length }));
                changed();
            };
            item.append(element("span.order-buttons",
                button(item, "up", () => move(-1)), button(item, "down", () => move(1))));
        }
        put(set, set.dataset.first);
    },
    read: (set) => ["moved" in set.dataset ? lettersOf(set) : ""],
    fill(set, question, [letters]) {
        if (letters)
            set.dataset.moved = "";
        else
            delete set.dataset.moved;
        put(set, letters || set.dataset.first);
    },
    judge({ right }, [letters]) {
        let follow = 0;
        for (let i = 1; i < right.length; i++)
            follow += letters.includes(right[i - 1] + right[i]) ? 1 : 0;
        return { share: follow / (right.length - 1) };
    },
    show(set, question, parts, judged, reveal) {
        if (!reveal || judged.share === 1)
            return;
        const words = (key) => Array.from(items(set).find((item) => item.dataset.key === key)
            .querySelector(".order-text").cloneNode(true).childNodes);
        query(".order", set).after(element("div.solution",
            element("strong", text("right_order")),
            element("ol", ...question.right.split("").map((key) => element("li", ...words(key))))));
    },
    told: ({ right }, [letters]) => ({ right: [right.split("")], chosen: letters.split("") })
};
})(etalon);
