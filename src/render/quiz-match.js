/*
 * quiz-match: things and what belongs to each, chosen from a list per thing.
 * An answer is one letter per pair in the order of the author, "-" for none.
 */
((etalon) => {
const { query } = etalon;
const pairOf = (set, key) => query(`.pair[data-key="${key}"]`, set);
const letterOf = (letters, i) => letters[i] && letters[i] !== "-" ? letters[i] : "";
const pairs = ({ right }, letters) => right.split("").map((key, i) => ({ key, chosen: letterOf(letters, i) }));

etalon.kinds.matching = {
    begin(set, question, app) {
        const list = query(".pairs", set);
        if (question.shuffle)
            list.append(...etalon.shuffled(app.state.seed, question.key, [...list.children]));
    },
    read(set, { right }) {
        const letters = right.split("").map((key) => query("select", pairOf(set, key)).value || "-").join("");
        return [/^-*$/.test(letters) ? "" : letters];
    },
    fill(set, question, [letters]) {
        for (const { key, chosen } of pairs(question, letters))
            query("select", pairOf(set, key)).value = chosen;
    },
    judge: (question, [letters]) => ({
        share: pairs(question, letters).filter(({ key, chosen }) => key === chosen).length / question.right.length
    }),
    show(set, question, [letters], judged, reveal) {
        for (const { key, chosen } of pairs(question, letters)) {
            const pair = pairOf(set, key), isRight = key === chosen;
            etalon.mark(query("label", pair), isRight ? "right" : "wrong", isRight ? "right" : "wrong");
            pair.classList.add(isRight ? "is-answer" : "is-miss");
            if (reveal && !isRight)
                etalon.solution(pair, query(`option[value="${key}"]`, pair).textContent);
            etalon.reveal(pair, ".feedback");
        }
    },
    told: (question, [letters]) => ({
        right: [question.right.split("").map((key) => [key, key])],
        chosen: pairs(question, letters).filter(({ chosen }) => chosen).map(({ key, chosen }) => [key, chosen])
    })
};
})(etalon);
