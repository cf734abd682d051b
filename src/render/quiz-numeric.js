/*
 * quiz-numeric: a number with its unit, as people write them. In: "12,5 · 10⁻³ m".
 * Out: whether it is the quantity the author asked for, and if not, why.
 * The rules are in README.md, the cases in tests/browser/numeric.tsv.
 */
((etalon) => {
const SLACK = 1e-9;                     /* of computing, not of measuring */

/* ---- what was typed, in plain characters; the last bits of other digits are their value */

function tidy(typed) {
    return typed
        .replace(/[⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻]+/g, "^$&")
        .normalize("NFKC")
        .replace(/[٠-٩۰-۹]/g, (digit) => digit.charCodeAt(0) & 15)
        .replace(/\u066c/g, "'").replace(/\u066b/g, ".")
        .replace(/[\u2010-\u2015\u2212]/g, "-").replace(/[\u2018\u2019]/g, "'")
        .replace(/[·⋅∙×]/g, "*").replace(/[\u200e\u200f\u061c]/g, "").replace(/\s+/g, " ").trim();
}

/* ---- numbers */

const isGrouped = (parts) =>
    /^\d{1,3}$/.test(parts[0]) && parts.slice(1).every((part) => /^\d{3}$/.test(part));

/* "1 234,5" as ["1234", "5"], whole and fraction; null when it is no number.
 * `thousands`: a single mark divides groups. */
function readDigits(run, thousands) {
    const marks = run.replace(/[^.,]/g, "");
    const last = marks[marks.length - 1];
    const single = marks.length === 1 && !thousands;
    const both = marks.includes(".") && marks.includes(",");
    let whole = run, fraction = null;
    if (single || both && marks.indexOf(last) === marks.length - 1) {
        const at = run.lastIndexOf(last);
        whole = run.slice(0, at);
        fraction = run.slice(at + 1);
    } else if (both) {
        return null;
    }
    const groups = whole.split(/[ '.,]/);
    const tail = fraction === null ? [] : fraction.split(/[ ']/);
    const short = tail.pop();
    if (groups.length > 1 ? !isGrouped(groups) : !/^\d*$/.test(whole))
        return null;
    if (tail.length && !(isGrouped(["1", ...tail]) && /^\d{1,3}$/.test(short)))
        return null;
    const digits = groups.join(""), behind = tail.join("") + (short || "");
    return /\d/.test(digits + behind) ? [digits, fraction === null ? null : behind] : null;
}

/* How many digits are significant: [at least, at most]. */
function significant(whole, fraction) {
    const all = (whole + (fraction || "")).replace(/^0+/, "");
    return [fraction === null ? all.replace(/0+$/, "").length : all.length, all.length];
}

const NUMBER = /^([+-]?) ?(\d[\d.,' ]*|[.,]\d[\d' ]*)/;
const POWER = /^ ?(?:[eE]([+-]?\d{1,3})(?![\d.,])|[*xX] ?10(?: ?\^ ?([+-]?\d{1,3})| ?([+-]\d{1,3})))(?!\d)/;
const BARE = /^([+-]?) ?10 ?\^ ?([+-]?\d{1,3})(?!\d)/;
const MORE = /^[( *\/\u2044]*[\d±]/;     /* behind a number: it is not a number and its unit */

/* "5 1/s" as "5 /s", "s^(-1)" as "s^-1" */
const evened = (typed) => typed.replace(/ 1 ?\/(?= ?[A-Za-zμΩ°(])/, " /").replace(/\^ ?\( ?([+-]?\d{1,3}) ?\)/g, "^$1");

/* {value, digits, rest}; null: no number. */
function readNumber(words, thousands) {
    const typed = evened(words), bare = BARE.exec(typed), match = NUMBER.exec(typed);
    if (bare) {
        const rest = typed.slice(bare[0].length).trim();
        return MORE.test(rest) ? null : { value: Number(bare[1] + "1e" + bare[2]), digits: [1, 1], rest };
    }
    if (!match)
        return null;
    const run = match[2].replace(/[ ']+$/, ""), parts = readDigits(run, thousands);
    if (!parts)
        return null;
    const behind = typed.slice(match[0].length - (match[2].length - run.length));
    const power = POWER.exec(behind);
    const exponent = power ? power[1] || power[2] || power[3] : "0";
    const value = Number(match[1] + (parts[0] || "0") + "." + (parts[1] || "0") + "e" + exponent);
    const rest = behind.slice(power ? power[0].length : 0).trim();
    if (!isFinite(value) || MORE.test(rest) || rest[0] === "^")
        return null;
    return { value, digits: significant(parts[0], parts[1]), rest };
}

/* ---- units: a reading is {factor, zero, dimension} */

const SIGNS = "LMTIHNJBP";

/* "m s-2", "W/(m2 K)" as [["W", 1], ["m", -2], ["K", -1]]; null when it is no such thing. */
function readTerms(typed) {
    const terms = [];
    let rest = typed;
    const take = (pattern) => {
        const match = pattern.exec(rest);
        rest = match ? rest.slice(match[0].length) : rest;
        return match;
    };
    function factor(sign) {
        if (take(/^ ?\( ?/)) {
            const from = terms.length;
            if (!product(sign) || !take(/^ ?\)/))
                return false;
            const power = take(/^\^?([+-]?\d{1,2})/);
            for (const term of terms.slice(from))
                term[1] *= power ? Number(power[1]) : 1;
            return true;
        }
        const match = take(/^ ?([A-Za-zμΩ°′%]+)(?:\^?([+-]?\d{1,2}))?/);
        return Boolean(match) && terms.push([match[1], sign * Number(match[2] || 1)]) > 0;
    }
    function product(sign) {
        let ok = factor(take(/^\/ ?/) ? -sign : sign);     /* "/s" is "1/s" */
        for (let by; ok && rest && rest[0] !== ")" && !/^ \)/.test(rest); ok = ok && factor(by && by[1] === "/" ? -sign : sign)) {
            by = take(/^ ?([*.\/]) ?/);
            ok = Boolean(by) || rest[0] === " ";
        }
        return ok;
    }
    return product(1) && !rest && terms.length < 9 ? terms : null;
}

/* What a symbol may stand for, [factor, zero, dimension], a unit without prefix
 * first; in `anyCase` also what differs in capitals. */
function symbolsOf({ prefixes, units }, symbol, anyCase) {
    const found = [], fold = (word) => anyCase ? word.toLowerCase() : word;
    for (const name of Object.keys(units)) {
        const [factor, zero, dimension, prefixed] = units[name];
        if (fold(symbol) === fold(name))
            found.unshift([factor, zero, dimension]);
        else if (prefixed && fold(symbol).endsWith(fold(name)))
            for (const prefix of Object.keys(prefixes))
                if (fold(symbol) === fold(prefix + name))
                    found.push([factor * Math.pow(10, prefixes[prefix]), zero, dimension]);
    }
    return found;
}

function times(reading, [factor, zero, dimension], exponent, alone) {
    const sizes = Object.assign({}, reading.sizes);
    dimension.replace(/([A-Z])(-?\d*)/g, (all, sign, size) => {
        sizes[sign] = (sizes[sign] || 0) + Number(size || 1) * exponent;
    });
    return { factor: reading.factor * Math.pow(factor, exponent), zero: alone && exponent === 1 ? zero : 0, sizes };
}

const dimensionOf = ({ sizes }) => SIGNS.split("").filter((sign) => sizes[sign])
    .map((sign) => sign + (sizes[sign] === 1 ? "" : sizes[sign])).join("");

/* All readings of a unit; without `anyCase` the first one is the one that counts. */
function readUnit(typed, anyCase) {
    const terms = typed ? readTerms(typed) : [], all = etalon.data.units;
    let readings = terms ? [{ factor: 1, zero: 0, sizes: {} }] : [];
    for (const [symbol, exponent] of terms || []) {
        const meant = symbolsOf(all, symbol, anyCase);
        readings = [].concat(...readings.map((one) =>
            meant.map((unit) => times(one, unit, exponent, terms.length === 1)))).slice(0, 500);
    }
    for (const reading of readings)
        reading.dimension = dimensionOf(reading);
    return readings;
}

/* ---- judging */

const unitOf = (expected) => expected.unit || [1, 0, ""];
const isComparable = (expected, reading) => unitOf(expected)[2] === reading.dimension;

/* The typed value in the unit of the author. */
function valueIn(expected, value, reading) {
    const [factor, zero] = unitOf(expected);
    return (value * reading.factor + reading.zero - zero) / factor;
}

function fits(expected, value, reading) {
    if (!isComparable(expected, reading))
        return false;
    const wanted = Number(expected.value), off = expected.off || 0, [factor, zero] = unitOf(expected);
    const slack = SLACK * (Math.max(Math.abs(wanted), off) || 1) + 1e-12 * Math.abs(zero / factor);
    return Math.abs(valueIn(expected, value, reading) - wanted) <= off + slack;
}

/* Why nothing fits: a key of the texts with its values, or nothing to be said. */
function reason(list, typed, number) {
    const exact = readUnit(number.rest, false)[0];
    const any = (test) => list.some((expected) => expected.share > 0 && test(expected));
    const isNear = exact && any((expected) => isComparable(expected, exact));
    const meant = number.rest ? readUnit(number.rest, true) : [];
    const values = { unit: number.rest };
    if (meant.some((reading) => any((expected) => fits(expected, number.value, reading) || !isNear && isComparable(expected, reading))))
        return { key: "numeric_case", values };
    if (!exact)
        return { key: "numeric_unit", values };
    if (!isNear)
        return { key: number.rest ? "numeric_dimension" : "numeric_no_unit", values };
    const other = readNumber(tidy(typed), true);
    return other && any((expected) => fits(expected, other.value, exact)) ? { key: "numeric_thousands" } : undefined;
}

/* {share, says, at: place of the expected value that fits} */
function judge({ expected }, [typed]) {
    const number = readNumber(tidy(typed), false);
    if (!number)
        return { share: 0, says: typed ? { key: "numeric_number" } : undefined };
    const reading = readUnit(number.rest, false)[0];
    const at = reading ? expected.findIndex((one) => fits(one, number.value, reading)) : -1;
    if (at < 0)
        return { share: 0, says: reason(expected, typed, number) };
    const { share, digits } = expected[at], [least, most] = number.digits;
    return digits && number.value !== 0 && (digits < least || digits > most)
        ? { share: share / 200, says: { key: "numeric_digits", values: { count: digits } }, at }
        : { share: share / 100, at };
}

/* ---- recorded: plain decimals in the unit of the author; the value, the least and the most that fits */

const inPlain = (value) =>
    value.toLocaleString("en", { useGrouping: false, maximumSignificantDigits: 12 });

function told({ expected }, [typed]) {
    const right = expected.filter((one) => one.share === 100), first = right[0];
    const number = readNumber(tidy(typed), false);
    const reading = number && readUnit(number.rest, false)[0];
    const patterns = right.filter((one) => unitOf(one)[2] === unitOf(first)[2]).map((one) => {
        const [factor, zero, dimension] = unitOf(one);
        return [0, -one.off || 0, one.off || 0].map((off) =>
            inPlain(valueIn(first, Number(one.value) + off, { factor, zero, dimension })));
    });
    return {
        right: patterns,
        chosen: reading && isComparable(first, reading) ? [inPlain(valueIn(first, number.value, reading))] : []
    };
}

etalon.kinds.numeric = Object.assign({}, etalon.typed, {
    judge, told, short: tidy,
    show(set, question, parts, judged, reveal) {
        const shown = document.createElement("span");
        shown.innerHTML = question.shown;
        etalon.typed.showField(set, judged.share === 1, reveal && judged.share < 1 ? shown : "");
        if (judged.at !== undefined)
            etalon.reveal(set, `.feedback[data-key="${judged.at}"]`);
    }
});
})(etalon);
