/*
 * tabs: sections one below the other become tabs: README.md, "Blocks".
 */
((etalon) => {
const { element, byId, query, queryAll, on } = etalon;
const STEPS = { Home: -Infinity, End: Infinity, ArrowLeft: -1, ArrowRight: 1 };

const panelsOf = (box) => [...box.children].filter((one) => one.matches(".tab"));
const buttonOf = (panel) => byId(panel.id + "_button");

function choose(box, chosen) {
    for (const panel of panelsOf(box)) {
        const button = buttonOf(panel), is = panel === chosen;
        button.setAttribute("aria-selected", is);
        button.tabIndex = panel.tabIndex = is ? 0 : -1;     /* "until-found" alone could be tabbed to */
        if (is)
            panel.removeAttribute("hidden");
        else
            panel.setAttribute("hidden", "until-found");
    }
}

function onKey(event, box, panel) {
    let step = STEPS[event.key];
    if (!step || event.altKey || event.ctrlKey || event.metaKey)
        return;
    event.preventDefault();
    const all = panelsOf(box), last = all.length - 1;
    if (Math.abs(step) === 1 && getComputedStyle(box).direction === "rtl")
        step = -step;
    const at = all.indexOf(panel) + step;
    const next = all[step === -Infinity ? 0 : step === Infinity ? last : at < 0 ? last : at > last ? 0 : at];
    choose(box, next);
    buttonOf(next).focus();
}

function mount(box) {
    const list = element("div.tab-list", { role: "tablist" });
    for (const panel of panelsOf(box)) {
        const title = query(".tab-title", panel), id = panel.id + "_button";
        const button = element("button.tab-button", { role: "tab", id, "aria-controls": panel.id },
            ...title.cloneNode(true).childNodes);
        on(button, "click", () => choose(box, panel));
        on(button, "keydown", (event) => onKey(event, box, panel));
        on(panel, "beforematch", () => choose(box, panel));
        panel.setAttribute("role", "tabpanel");
        panel.setAttribute("aria-labelledby", id);
        list.append(button);
    }
    box.classList.add("is-live");
    box.prepend(list);
    choose(box, panelsOf(box)[0]);
}

etalon.showTab = (panel) => choose(panel.parentElement, panel);

etalon.mountTabs = function (root) {
    for (const box of queryAll(".tabs", root))
        mount(box);
};
})(etalon);
