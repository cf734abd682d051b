"""Facts by dimensions: groups, overlap, lines below, total, as sets of Python."""
from datetime import date, timedelta

from sources import DISTINCT, HEADS, facts
from rows import Refused, local_day

SCHEME = {"rmo": "RMO", "rmo-subregion": "RMOSUB", "bipm-status": "BIPM", "oiml-status": "OIML",
          "m49-region": "UNM49", "m49-subregion": "UNM49SUB", "ldc": "LDC", "lldc": "LLDC",
          "sids": "SIDS", "group:CEEMS": "CEEMS"}
OVERLAPPING = ["rmo", "rmo-subregion", "group:CEEMS"]
PERIODS = ["month", "quarter", "year"]
OF_ECONOMIES = ["economy", *SCHEME]
OF_EVENTS = ["initiative", "kind", "provider"]
OF = {"registration": ["course", "language", "cohort"],
      "beginning": ["course", "language", "cohort", "elapsed"],
      "activity": ["course", "language", "cohort", "activity", "module"],
      "learner": ["language"], "catalogue": ["course", "version", "language"],
      "participation": ["language", *OF_EVENTS], "initiative": OF_EVENTS}
LINES = {"economy": ["unknown"], "course": [], "elapsed": ["none", "undated"],
         **{d: ["undated"] for d in PERIODS},
         **{d: ["none", "unknown"] for d in SCHEME}}
PARTS = 720720                            # of one, when it is shared out
ROUND = 10**4


def dimensions_of(measure):
    return OF_ECONOMIES + ([] if measure.by == "economy" else PERIODS + OF[measure.by])


def share(n, d):
    tenths = (2 * n * ROUND + d) // (2 * d)
    return repr(tenths / ROUND).removesuffix(".0")


def called(store, organisation):
    row = store.organisation[organisation]
    twice = [o for o in store.rows("organisation") if o["name"] == row["name"]]
    return row["name"] + (f" ({row['economy'] or ''})" if len(twice) > 1 else "")


def within(store, dimension, key):
    """What a key is called, behind its course."""
    row = store.course_version[key] if dimension == "version" else store.activity[key]
    return store.course[row["course"]]["code"] + " " + row["label" if dimension == "version" else "ident"]


NAMED = {
    "course": lambda s, f: s.course[f.course]["code"],
    "language": lambda s, f: f.language,
    "cohort": lambda s, f: f.cohort,
    "kind": lambda s, f: f.kind,
    "initiative": lambda s, f: f.initiative and s.initiative[f.initiative]["code"],
    "provider": lambda s, f: f.provider and called(s, f.provider),
    "version": lambda s, f: f.version and within(s, "version", f.version),
    "activity": lambda s, f: within(s, "activity", s.same(f.activity)),
    "module": lambda s, f: within(s, "activity", s.module(f.activity)),
}


def period_of(dimension, f):
    if f.day is None or (f.precision == "y" and dimension != "year"):
        return set()
    return {{"year": f"{f.day.year:04}", "month": f"{f.day:%Y-%m}",
             "quarter": f"{f.day.year:04}-Q{(f.day.month + 2) // 3}"}[dimension]}


def months(day, end):
    """How often the day of the month came round again."""
    n = 0
    while (day.year * 12 + day.month + n, day.day) <= (end.year * 12 + end.month, end.day):
        n += 1
    return n - 1


def elapsed(f, o):
    """Months from registration to completion; None: nobody can say."""
    if f.at is None or f.done_at is None or f.precision in "ym" or f.done_precision in "ym":
        return None
    end = local_day(f.done_at, f.done_precision, o["zone"])
    return None if end < f.day else months(f.day, end)


def last_day(period):
    year, _, part = period.partition("-")
    month = int(part[1:]) * 3 if part.startswith("Q") else int(part or 12)
    return date(int(year) + month // 12, month % 12 + 1, 1) - timedelta(1)


def place(store, dimension, f, o):
    """The groups a fact is in, and the line it stands on when in none."""
    if dimension == "economy":
        return ({f.economy} - {"ZZ"}), "unknown"
    if dimension in PERIODS:
        return period_of(dimension, f), "undated"
    if dimension == "elapsed":
        n = elapsed(f, o) if f.done else None
        return (set() if n is None else {str(n)}), "undated" if f.done else "none"
    if dimension in NAMED:
        return ({NAMED[dimension](store, f)} - {None}), "none"
    all_of_them = {k: v for k, v in o.items() if k != "primary"}
    groups = store.groups_of(SCHEME[dimension], f.economy, f.when,
                             o if dimension in OVERLAPPING else all_of_them)
    return groups, "unknown" if f.economy == "ZZ" else "none"


def periods(dimension, days, o):
    days = [d for d in days if d]
    begin = o.get("from") or (min(days) if days else None)
    end = o.get("to") or (max(days) if days else None)
    if not days and not (o.get("from") and o.get("to")):
        return []
    if dimension == "year":
        return [f"{y:04}" for y in range(begin.year, end.year + 1)]
    months = range(begin.year * 12 + begin.month - 1, end.year * 12 + end.month)
    if dimension == "quarter":
        return list(dict.fromkeys(f"{m // 12:04}-Q{m % 12 // 3 + 1}" for m in months))
    return [f"{m // 12:04}-{m % 12 + 1:02}" for m in months]


def quantile(values, p):
    """Type 7: at 1 + (n - 1) p of the sorted values."""
    whole, part = divmod((len(values) - 1) * p, 1)
    low, high = values[int(whole)], values[min(int(whole) + 1, len(values) - 1)]
    return low + (high - low) * part


class Table:
    def __init__(self, store, measure, by, o, today):
        self.store, self.measure, self.by, self.o = store, measure, by, o
        self.facts = facts(store, measure, o, today)
        self.end = o.get("as_of") or today
        self.rows = []

    def groups(self, dimension, here):
        if dimension in SCHEME:
            return self.store.groups(SCHEME[dimension])
        if dimension in PERIODS:
            return periods(dimension, [f.day for f in self.facts], self.o)
        if dimension == "elapsed":
            known = [elapsed(f, self.o) for f in self.facts if f.done]
            return [str(n) for n in range(1 + max([n for n in known if n is not None], default=-1))]
        return sorted({g for f in here for g in place(self.store, dimension, f, self.o)[0]},
                      key=lambda s: s.encode())

    def lines(self, dimension):
        lines = LINES.get(dimension, ["none"])
        year_only = dimension != "year" and any(f.precision == "y" for f in self.facts)
        if dimension != "elapsed" and (self.o.get("from") or self.o.get("to")) and not year_only:
            return [l for l in lines if l != "undated"]
        return lines

    # ---- figures: how many, and of rates and funnels how many came to each further stage

    def figures(self, here, shares):
        if self.measure.counts == HEADS:
            return [sum(f.n * PARTS // shares.get(f.thing, 1) if "fractional" in self.o else f.n
                        for f in here)]
        if "fractional" in self.o:
            return [sum(PARTS // shares.get(t, 1) for t in {f.thing for f in here})]
        if self.measure.stages:
            return [len({f.thing for f in here if f.stages > k})
                    for k in range(len(self.measure.stages))]
        done = [len({f.thing for f in here if f.done})] if self.measure.rate else []
        return [len({f.thing for f in here})] + done

    def add(self, row, path, figures, here=None):
        """A line; of an overlap (here: None) no share is told."""
        start = [row] + path + [""] * (len(self.by) - len(path))
        shares = [share(n, figures[0]) if here is not None and figures[0] else "n/a" for n in figures]
        if "fractional" in self.o:
            self.rows.append(start + [share(figures[0], PARTS)])
        elif self.measure.rate:
            self.rows.append(start + [shares[1], str(figures[1]), str(figures[0])])
        elif self.measure.stages:
            for stage, n, part in zip(self.measure.stages, figures, shares):
                self.rows.append(start + [stage, str(n), part])
        elif self.measure.zeros is not None:
            self.rows.append(start + self.spread(figures[0], here))
        else:
            self.rows.append(start + [str(figures[0])])

    def spread(self, n, here):
        values = sorted(f.value for f in here or [])
        zeros = values.count(0)
        values = values if self.measure.zeros else values[zeros:]
        quartiles = [quantile(values, p) if values else "n/a" for p in (0.5, 0.25, 0.75)]
        return quartiles + [str(n), "" if here is None else str(zeros)]

    # ---- lines

    def walk(self, here, path, special, shares):
        here = [f for f in here if f.n > 0]   # heads that are none are in no group
        if len(path) == len(self.by):
            if not here and self.is_to_come(path):
                return
            alone = not self.by and not self.measure.stages
            self.add(special or ("total" if alone else "group"), path, self.figures(here, shares), here)
            return
        dimension = self.by[len(path)]
        placed = [(f, *place(self.store, dimension, f, self.o)) for f in here]
        grouped = [f for f, groups, _ in placed if groups]
        inside = {f.thing for f in grouped}
        shared = "fractional" in self.o and dimension in OVERLAPPING
        below = self.shares(placed) if shared else shares
        total = [0] * len(self.figures([], shares))
        for g in self.groups(dimension, here):
            part = [f for f, groups, _ in placed if g in groups]
            total = [a + b for a, b in zip(total, self.figures(part, below))]
            if part or dimension in (*PERIODS, *SCHEME, "elapsed"):
                self.walk(part, path + [g], special, below)
        several = dimension in OVERLAPPING and "primary" not in self.o
        if not shared and (several or self.measure.counts in DISTINCT):
            self.add("overlap", path, [a - b for a, b in zip(total, self.figures(grouped, shares))])
        for line in self.lines(dimension):
            part = [f for f, groups, l in placed if l == line and f.thing not in inside]
            inside |= {f.thing for f in part}
            name = "ZZ" if dimension == "economy" else line
            if part or len(path) + 1 == len(self.by):     # else a table of zeros
                self.walk(part, path + [name], special or line, shares)
        self.add("total", path, self.figures(here, shares), here)

    def is_to_come(self, path):
        """Whether not all of the cohort have had so many months: then nothing is no 0."""
        at = dict(zip(self.by, path))
        cohort = [at[d] for d in self.by if d in PERIODS][-1:]
        if not cohort or not at.get("elapsed", "").isdigit():
            return False
        if cohort == ["undated"]:
            return True
        begun = min(last_day(cohort[0]), self.o.get("to", date.max))
        return months(begun, self.end + timedelta(1)) <= int(at["elapsed"])

    def shares(self, placed):
        of = {}
        for f, groups, _ in placed:
            of.setdefault(f.thing, set()).update(groups)
        return {thing: max(1, len(groups)) for thing, groups in of.items()}

    def answer(self):
        try:
            self.walk(self.facts, [], None, {})
        except Refused:
            return "status 2: no primary one"
        return self.rows
