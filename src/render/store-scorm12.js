/*
 * store-scorm12: names and forms of SCORM 1.2 (Run-Time Environment 1.2, 3.4).
 */
((etalon) => {
const { types, cut } = etalon;

/* HHHH:MM:SS.SS */
function span(milliseconds) {
    const hundredths = Math.min(Math.round(milliseconds / 10), 9999 * 360000);
    const two = (number) => String(number).padStart(2, "0");
    const seconds = Math.floor(hundredths / 100);
    return String(Math.floor(seconds / 3600)).padStart(4, "0") + ":" +
        two(Math.floor(seconds / 60) % 60) + ":" + two(seconds % 60) + "." + two(hundredths % 100);
}

/* ["a", "c"] as "a,c", [["a", "b"]] as "a.b", ["ampere", "volt"] as "ampere, volt"; of numbers the value, not its limits */
const feedback = (type, parts) => cut(type === "numeric" ? parts[0] || ""
    : parts.map((part) => Array.isArray(part) ? part.join(".") : part).join(type === "fill-in" ? ", " : ","), 255);

etalon.scorm({
    name: "API", prefix: "LMS", end: "Finish",
    core: "cmi.core.", lesson: "lesson_", location: "lesson_location", learner: "student_", begun: "lesson_status", normal: "", span,
    pass: (get, number) => number(get("cmi.student_data.mastery_score")),
    status: (now) => [["cmi.core.lesson_status", now.status]],
    more() {},
    score() {},
    objective: ({ status }) => [["status", status]],
    interaction({ question, right, chosen, share, latency, time, objectives }) {
        const type = types[question.type];
        return [
            ...objectives.map((id, i) => ["objectives." + i + ".id", id]),
            ["time", time.toTimeString().slice(0, 8)],
            ["type", type],
            ...right.map((parts, i) => ["correct_responses." + i + ".pattern", feedback(type, parts)]),
            ["weighting", String(question.points)],
            ["student_response", feedback(type, chosen)],
            ["result", etalon.outcome(share, "wrong")],
            ["latency", span(latency)]
        ];
    }
});
})(etalon);
