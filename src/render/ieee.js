/*
 * ieee: the forms of IEEE 1484.11.1, which SCORM 2004 and xAPI have in common.
 */
((etalon) => {
const { cut, byId, query } = etalon;

/* PT3723.45S: seconds may be as many as there are. */
etalon.span = (milliseconds) => "PT" + Math.round(milliseconds / 10) / 100 + "S";

/* What is not English says so. */
etalon.localized = (text, most) => {
    const { lang } = etalon.data, line = cut(text, most);
    return line && !/^en\b/.test(lang) ? "{lang=" + lang + "}" + line : line;
};

etalon.typeOf = ({ type }) => type === "free-text" ? "long-fill-in" : etalon.types[type];

/* At most ten texts of 250 characters each. */
function texts(parts, most) {
    const list = parts.length > 10 ? [...parts.slice(0, 9), parts.slice(9).join(", ")] : parts;
    return list.map((part) => etalon.localized(part.replace(/\[,\]/g, ","), most)).join("[,]");
}

const forms = {
    "true-false": ([letter]) => letter ? String(letter === "t") : "",
    "fill-in": (parts) => texts(parts, 250),
    "long-fill-in": (parts) => texts(parts, 4000),
    "numeric": ([value, least, most]) => most ? least + "[:]" + most : value || ""
};

/* ["a", "c"] as "a[,]c", [["a", "b"]] as "a[.]b" */
etalon.encode = (question, parts) => (forms[etalon.typeOf(question)] ||
    (() => parts.map((part) => Array.isArray(part) ? part.join("[.]") : part).join("[,]")))(parts);

/* A number has one pattern, all others may have five. */
etalon.patterns = (question, right) => right.slice(0, question.type === "numeric" ? 1 : 5).map((parts) =>
    (question.case ? "{case_matters=true}" : "") + etalon.encode(question, parts));

etalon.prompt = (question) => query(".prompt, .cloze", byId(question.id)).textContent;
})(etalon);
