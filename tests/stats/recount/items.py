"""The question analysis, by its definition: marks of the first finished attempts as a matrix."""
from statistics import mean, stdev, variance

from rows import local_day
from sources import is_of_places


def covariance(x, y):
    mx, my = mean(x), mean(y)
    return sum((a - mx) * (b - my) for a, b in zip(x, y)) / (len(x) - 1)


class Attempt:
    def __init__(self, store, row, o):
        self.row = row
        self.course = store.registration[row["registration"]]["course"]
        self.person = store.person(store.registration[row["registration"]]["learner"])
        self.test = store.same(row["activity"])
        self.at, precision = row["started_at"], row["started_precision"]
        if self.at is None:
            self.at, precision = row["last_at"], row["last_precision"]
        self.day = None if self.at is None else local_day(self.at, precision, o["zone"])
        self.every, self.answers = [], {} # answers; to each question the last one
        self.order = (self.at is None, self.at or 0, row["registration"], row["n"], row["activity"])


def attempts(store, o):
    """By course and test, of persons who do not test the platform."""
    all_of_them, tests = {}, {}
    for row in store.rows("attempt"):
        a = Attempt(store, row, o)
        code = store.course[a.course]["code"]
        if a.person is not None and ("course" not in o or code in o["course"]):
            all_of_them[row["registration"], row["activity"], row["n"]] = a
            tests.setdefault((code.encode(), a.test), []).append(a)
    for i in sorted(store.rows("interaction"), key=lambda i: i["n"]):
        question = store.question[i["question"]]
        a = all_of_them.get((i["registration"], question["activity"], i["attempt"]))
        if a is not None:
            a.every.append((i, question))
            a.answers[question["ident"]] = i, question
    return tests


def most_of(ident, every):
    """What a question can bring: what a source says, else 1 or the greatest mark."""
    told = [q["max_mark"] for _, q in every if q["ident"] == ident and q["max_mark"]]
    marks = [i["mark"] for i, q in every if q["ident"] == ident and i["mark"] is not None]
    return max(told) if told else max([1, *marks])


def mark_of(i, most):
    if i["mark"] is not None:
        return i["mark"]
    if (i["result"] or "").lower() == "correct":
        return most
    try:
        return float(i["result"] or 0)
    except ValueError:
        return 0


def is_asked_for(a, o):
    if a.day is None:
        return not (o.get("from") or o.get("to"))
    return ((not o.get("from") or a.day >= o["from"]) and (not o.get("to") or a.day <= o["to"])
            and (not o.get("as_of") or a.day <= o["as_of"]))


def is_from_there(store, a, o, today):
    stock = o.get("as_of") or o.get("to") or today
    day = stock if o["basis"] == "as-of" or a.day is None else a.day
    return is_of_places(store, store.economy_of(a.person, day), day, o)


def first_finished(store, test, o, today):
    scored = any(a.row["score"] is not None for a in test)
    first = {}
    for a in sorted(test, key=lambda a: a.order):
        if not scored or a.row["score"] is not None:
            first.setdefault(a.person, a)
    return [a for a in first.values() if is_asked_for(a, o) and is_from_there(store, a, o, today)]


def of_question(ident, most, marks):
    own = [m[ident] for m in marks if ident in m]
    rest = [sum(m.values()) - m[ident] for m in marks if ident in m]
    line = [str(len(own)), most, mean(own) / most if own else "n/a",
            stdev(own) if len(own) > 1 else "n/a", "n/a", "n/a"]
    if len(own) > 1 and variance(own) > 0 and variance(rest) > 0:
        line[4] = covariance(own, rest) / (stdev(own) * stdev(rest))
        greatest = covariance(sorted(own), sorted(rest))
        if greatest > 0:
            line[5] = covariance(own, rest) / greatest
    return line + ["n/a", "n/a"]


def of_test(most, marks):
    asked_all = [m for m in marks if len(m) == len(most)]
    totals = [sum(m.values()) for m in asked_all]
    line = [str(len(totals)), sum(most.values()),
            mean(totals) / sum(most.values()) if totals else "n/a",
            stdev(totals) if len(totals) > 1 else "n/a", "n/a", "n/a", "n/a", "n/a"]
    p = len(most)
    if len(totals) >= 2 and p >= 2 and variance(totals) > 0:
        parts = sum(variance([m[q] for m in asked_all]) for q in most)
        line[6] = p / (p - 1) * (1 - parts / variance(totals))
        line[7] = stdev(totals) * max(0, 1 - line[6]) ** 0.5
    return line


def answer(store, o, today):
    rows = []
    for (code, test), all_of_them in sorted(attempts(store, o).items()):
        every = [pair for a in all_of_them for pair in a.every]
        idents = sorted({q["ident"] for _, q in every}, key=str.encode)
        most = {ident: most_of(ident, every) for ident in idents}
        first = first_finished(store, all_of_them, o, today)
        if not idents or not first:
            continue
        marks = [{ident: mark_of(i, most[ident]) for ident, (i, _) in a.answers.items()} for a in first]
        names = [code.decode(), store.activity[test]["title"] or store.activity[test]["ident"]]
        for ident in idents:
            rows.append(["group", *names, ident, *of_question(ident, most[ident], marks)])
        rows.append(["total", *names, "", *of_test(most, marks)])
    return rows
