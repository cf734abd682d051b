/*
 * quiz-text: typed words: short text, free text, and the gaps of a cloze, which
 * may also be chosen from a list. A part of an answer is what stands in a field.
 */
((etalon) => {
const { kinds, byId, query } = etalon;

/* Two texts are the same when these are. */
function plain(words, { case: exactCase, accents }) {
    let out = words.normalize("NFKC").replace(/[\u2018\u2019\u02bc\u00b4`]/g, "'").replace(/[\u2010-\u2015\u2212]/g, "-")
        .replace(/\s+/g, " ").trim();
    if (!accents)
        out = out.normalize("NFD").replace(/[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670]/g, "").normalize("NFC");
    return exactCase ? out : out.toLocaleLowerCase(etalon.data.lang).normalize("NFC");
}

const isAccepted = (words, rule) =>
    rule.accept.some((form) => plain(form, rule) === plain(words, rule));

const input = (set) => query(".field input, .field textarea", set);

function showField(set, isRight, solution) {
    const where = query(".field", set);
    where.classList.add(isRight ? "is-answer" : "is-miss");
    if (solution)
        etalon.solution(where, solution);
}

/* One field; numbers use it, too. */
etalon.typed = {
    read: (set) => [input(set).value.trim()],
    fill(set, question, [words]) {
        input(set).value = words;
    },
    showField
};

kinds["short-text"] = Object.assign({
    judge: (question, [words]) => ({ share: isAccepted(words, question) ? 1 : 0 }),
    show(set, { accept }, parts, { share }, reveal) {
        showField(set, share === 1, reveal && share < 1 ? accept[0] : "");
    },
    told: ({ accept }, parts) => ({ right: accept.map((form) => [form]), chosen: parts })
}, etalon.typed);

kinds["free-text"] = Object.assign({
    judge: () => ({ share: null }),
    show() {},
    told: (question, parts) => ({ right: [], chosen: parts })
}, etalon.typed);

/* ---- in a state: as it is where that is safe anywhere; what is not, as two letters of
 * six bits behind a "~"; or all of it as its UTF-16 in six bits a letter, where that is shorter */

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const SAFE = /[0-9A-Za-z.,\/^*()-]/;

function packMixed(text) {
    let out = "";
    for (let i = 0; i < text.length; i++) {
        const code = text.charCodeAt(i);
        if (code >= 4096)
            return null;
        out += text[i] === " " ? "_" : SAFE.test(text[i]) ? text[i] : "~" + LETTERS[code >> 6] + LETTERS[code & 63];
    }
    return out;
}

function packWhole(text) {
    let out = "~~", bits = 0, held = 0;
    for (let i = 0; i < text.length; i++) {
        held = held << 16 | text.charCodeAt(i);
        for (bits += 16; bits >= 6; held &= (1 << bits) - 1)
            out += LETTERS[held >> (bits -= 6)];
    }
    return bits ? out + LETTERS[held << 6 - bits] : out;
}

/* In at most `most` letters: what is longer loses its end. */
function pack(text, most) {
    const mixed = packMixed(text), whole = packWhole(text);
    const out = mixed === null || whole.length < mixed.length ? whole : mixed;
    return out.length <= most ? out : pack(text.slice(0, -1), most);
}

const valueOf = (letter) => Math.max(LETTERS.indexOf(letter), 0);

function unpackWhole(letters) {
    let out = "", bits = 0, held = 0;
    for (const letter of letters) {
        held = held << 6 | valueOf(letter);
        bits += 6;
        if (bits >= 16) {
            out += String.fromCharCode(held >> (bits -= 16));
            held &= (1 << bits) - 1;
        }
    }
    return out;
}

etalon.unpack = (word) => word.startsWith("~~") ? unpackWhole(word.slice(2))
    : word.replace(/~(.)(.)|_/g, (all, high, low) => high
        ? String.fromCharCode(valueOf(high) << 6 | valueOf(low)) : " ");

/* A type may know a shorter way to write the same. */
etalon.pack = function (question, part, i) {
    const { short } = kinds[question.type], { keep } = question.gaps ? question.gaps[i] : question;
    return pack(short ? short(part) : part, keep || 72);
};

/* ---- cloze */

const gapOf = (set, { id }) => query(`.gap[data-key="${id}"]`, set);
const control = (set, gap) => gapOf(set, gap).firstElementChild;
const option = (set, gap, key) => query(`option[value="${key}"]`, control(set, gap));
const fits = (gap, part) => gap.accept ? isAccepted(part, gap) : part === gap.right;

kinds.cloze = {
    read: (set, { gaps }) => gaps.map((gap) => control(set, gap).value.trim()),
    fill(set, { gaps }, parts) {
        gaps.forEach((gap, i) => { control(set, gap).value = parts[i] || ""; });
    },
    judge: ({ gaps }, parts) => ({
        share: gaps.filter((gap, i) => parts[i] && fits(gap, parts[i])).length / gaps.length
    }),
    show(set, { gaps }, parts, judged, reveal) {
        gaps.forEach((gap, i) => {
            const span = gapOf(set, gap), isRight = Boolean(parts[i]) && fits(gap, parts[i]);
            span.classList.add(isRight ? "is-answer" : "is-miss");
            etalon.mark(span, isRight ? "right" : "wrong", isRight ? "right" : "wrong");
            if (reveal && !isRight)
                etalon.solution(span, gap.accept ? gap.accept[0]
                    : option(set, gap, gap.right).textContent);
        });
    },
    told(question, parts) {
        const set = byId(question.id);
        const words = (gap, part) => gap.accept || !part ? part : option(set, gap, part).textContent;
        return {
            right: [question.gaps.map((gap) => gap.accept ? gap.accept[0] : words(gap, gap.right))],
            chosen: question.gaps.map((gap, i) => words(gap, parts[i]))
        };
    }
};
})(etalon);
