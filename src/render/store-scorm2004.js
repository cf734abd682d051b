/*
 * store-scorm2004: names and forms of SCORM 2004, third and fourth edition
 * (Run-Time Environment, chapter 4).
 */
((etalon) => {
const two = (number) => String(number).padStart(2, "0");

/* Local, without zone and fractions: Moodle takes neither "Z" nor milliseconds. */
const stamp = (time) => [time.getFullYear(), two(time.getMonth() + 1), two(time.getDate())].join("-") + "T" +
    time.toTimeString().slice(0, 8);

/* 0..100 as 0..1 */
const scaled = (percent) => String(Math.round(percent * 100) / 1e4);

/* Always suspended: a normal exit ends the attempt, and who comes back to read would begin at nothing. */
etalon.scorm({
    name: "API_1484_11", prefix: "", end: "Terminate",
    core: "cmi.", lesson: "", location: "location", learner: "learner_", begun: "completion_status", normal: "suspend",
    span: etalon.span,
    pass(get, number) {
        const share = number(get("cmi.scaled_passing_score"));
        return share === null ? null : Math.round(share * 1e6) / 1e4;
    },
    /* What asks nothing is passed when it is done: else what waits for it would wait for ever. */
    status: (now) => [
        ["cmi.completion_status", now.completed ? "completed" : "incomplete"],
        ["cmi.success_status", now.success || (now.completed && !now.judged ? "passed" : "")]
    ],
    more(now, set, number) {
        if (now.progress > (number("cmi.progress_measure") || 0))
            set("cmi.progress_measure", String(now.progress));
    },
    score: (set, at, percent) => set(at + "scaled", scaled(percent)),
    objective: ({ status, done }) => [["success_status", status], ["completion_status", done ? "completed" : ""]],
    interaction({ question, right, chosen, share, latency, time, objectives }) {
        return [
            ["type", etalon.typeOf(question)],
            ...objectives.map((id, i) => ["objectives." + i + ".id", id]),
            ["timestamp", stamp(time)],
            ...etalon.patterns(question, right).map((pattern, i) => ["correct_responses." + i + ".pattern", pattern]),
            ["weighting", String(question.points)],
            ["learner_response", etalon.encode(question, chosen)],
            ["result", etalon.outcome(share, "incorrect")],
            ["latency", etalon.span(latency)],
            ["description", etalon.localized(etalon.prompt(question), 250)]
        ];
    }
});
})(etalon);
