/*
 * platform: what the stores of all learning platforms share. Values are sent
 * soon after they change, so that little is left to do when the window closes;
 * what failed is tried again, ever more slowly, and the learner is told.
 */
((etalon) => {
const { on } = etalon;
const SOON = 400, RETRY = 2000, RETRY_MOST = 60000;

/*
 * `way`, how this kind of platform is talked to:
 *   kind, entry      as a store has them
 *   send(now, told)  sends what is new, tells whether all of it arrived; at once or later
 *   record(answer)   one answer, with the next send
 *   end(now)         the last that is sent
 * `now` as in save(); null when nothing may be written.
 */
etalon.platform = function (report, way) {
    const { readOnly } = way.entry;
    let latest = null;                      /* what the platform should have */
    let waiting = 0, pause = RETRY, unsaved = false, closed = false;

    function told(ok) {
        if (ok === unsaved)
            report(ok ? "saved" : "not_saved");
        unsaved = !ok;
        pause = ok ? RETRY : Math.min(pause * 2, RETRY_MOST);
        if (!ok)
            later(pause);
    }

    function send() {
        clearTimeout(waiting);
        if (!closed)
            way.send(readOnly ? null : latest, told);
    }

    function later(milliseconds) {
        clearTimeout(waiting);
        waiting = setTimeout(send, milliseconds);
    }

    on(window, "online", () => unsaved && send());
    later(0);

    return Object.assign({}, way, {
        save(now, urgent) {
            latest = now;
            if (urgent)
                send();
            else if (!unsaved)
                later(SOON);
        },
        record(list) {
            if (!readOnly && !closed)
                list.forEach(way.record);
        },
        onHidden: send,
        onLeave() {
            clearTimeout(waiting);
            const last = closed || way.end(readOnly ? null : latest);
            closed = true;
            return last;
        }
    });
};

/* Types of interactions: SCORM 1.2 Run-Time 3.4.2, IEEE 1484.11.1. */
etalon.types = {
    "single-choice": "choice", "multiple-choice": "choice", "true-false": "true-false", "matching": "matching",
    "ordering": "sequencing", "cloze": "fill-in", "short-text": "fill-in", "numeric": "numeric",
    "free-text": "fill-in", "rating": "likert"
};

/* One line, no characters that are not to be seen, none of them half. */
etalon.cut = (text, most) =>
    text.replace(/[\s\u0000-\u001f\u007f]+/g, " ").trim().slice(0, most).replace(/[\ud800-\udbff]$/, "");

/* "correct", the share when partly right, `wrong` or "neutral". */
etalon.outcome = (share, wrong) => share === null ? "neutral" : share === 1 ? "correct" : share > 0
    ? String(Math.min(Math.max(Math.round(share * 100), 1), 99) / 100) : wrong;
})(etalon);
