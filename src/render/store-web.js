/*
 * store-web: the learner's state in this browser's own storage. The last of
 * the stores: it always opens, at worst for as long as the window lives.
 */
((etalon) => {
etalon.stores.push(function (report) {
    const kept = etalon.recall("localStorage");
    const nothing = () => undefined;
    let told = false;
    return {
        kind: "web",
        entry: { state: kept.state || "", location: kept.location || "", learner: "", pass: null, readOnly: false },
        save(now) {
            if (!etalon.remember("localStorage", "", { state: now.state, location: now.location }) && !told) {
                told = true;
                report("unkept");
            }
        },
        record: nothing,
        onHidden: nothing,
        onLeave: nothing
    };
});
})(etalon);
