"""audit.py ETALON EMPTY.db FIRST STORES: what is published of made-up stores, read as a curious
reader would: from the rows that are shown, the ends between which every hidden figure must lie are
narrowed as far as the identity of the tables allows. None may leave out a small number."""
import json
import shutil
import subprocess
import sys
from pathlib import Path

import random_store

etalon, empty, first, stores = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
FAR = 10**6
LINES = {"none", "unknown", "undated", "ZZ"}
QUESTIONS = [
    ["participants", "--by", "rmo"],
    ["participants", "--by", "economy"],
    ["participants", "--by", "rmo,quarter"],
    ["registrations", "--by", "economy,course"],
    ["completers", "--by", "quarter,rmo"],
    ["completion-rate", "--by", "rmo"],
    ["learner-completion-rate", "--by", "course,bipm-status"],
    ["economies-reached", "--by", "rmo"],
]


def ask(store, words):
    done = subprocess.run([etalon, "stats", *words, "--as-of", "2024-12-31", "-f", "json", "--db", store],
                          capture_output=True, text=True, check=True)
    return json.loads(done.stdout)["tables"][0]


def name(row, dims, depth):
    return tuple(row[d] for d in dims[:depth])


def is_group(row, dims, depth):
    return row[dims[depth]] not in LINES


def equations(rows, dims, stage):
    """(figure, sign) lists that are zero, at most zero (sign of the sum is known), for one column."""
    zero, least = [], []
    totals = [(i, name(r, dims, len(dims))) for i, r in enumerate(rows) if r["row"] == "total"]
    for i, path in totals:
        depth = sum(1 for p in path if p)
        above, groups, terms = path[:depth], [], [(i, -1)]
        for k, r in enumerate(rows):
            at = name(r, dims, len(dims))
            if at[:depth] != above or k == i:
                continue
            inner = sum(1 for p in at if p)
            if r["row"] == "overlap" and inner == depth:
                terms.append((k, -1))
            elif inner == depth + 1 and (inner == len(dims) or r["row"] == "total"):
                terms.append((k, 1))
                groups += [k] if is_group(r, dims, depth) else []
        overlap = [(f, -1) for f, s in terms if s < 0 and f != i]
        for g in groups:                      # none is more than all together
            least.append([(f, 1) for f in groups if f != g] + overlap)
            least.append([(i, 1), (g, -1)] + [(f, -1) for f, s in terms if s > 0 and f not in groups])
        if stage == "numerator":              # those who are on no line may be missing
            least.append([(f, -s) for f, s in terms])
        else:
            zero.append(terms)
    return zero, least


def narrow(ends, zero, least):
    """Ends of the figures by all sums; a sum in `least` is not negative."""
    moved = True
    while moved:
        moved = False
        for terms, exact in [(t, True) for t in zero] + [(t, False) for t in least]:
            for f, s in terms:
                low = sum(ends[g][0] if t > 0 else -ends[g][1] for g, t in terms if g != f)
                high = sum(ends[g][1] if t > 0 else -ends[g][0] for g, t in terms if g != f)
                a, b = ends[f]
                if s > 0:
                    a, b = max(a, -high), min(b, -low) if exact else b
                else:
                    a, b = max(a, low) if exact else a, min(b, high)
                if (a, b) != ends[f] and a <= b:
                    ends[f] = (a, b)
                    moved = True


def audit(store, words, k):
    told, true = ask(store, words + [f"--public={k}"]), ask(store, words)
    dims = [c["id"] for c in told["columns"] if c["id"] + "_name" in [x["id"] for x in told["columns"]]]
    rate = any(c["id"] == "numerator" for c in told["columns"])
    assert [name(r, dims, 9) + (r["row"],) for r in told["rows"]] == [name(r, dims, 9) + (r["row"],) for r in true["rows"]]
    personal = words[0] != "economies-reached"
    n, ends, there, zero, least, columns = len(told["rows"]), {}, {}, [], [], ["denominator", "numerator"] if rate else ["value"]
    for c, column in enumerate(columns):
        for i, r in enumerate(told["rows"]):
            v = true["rows"][i][column]
            hidden = column in r.get("hidden", [])
            assert hidden or r[column] == v, (words, r)
            assert not (personal and 0 < v < k) or hidden, (words, k, "shown", r)
            assert personal or not hidden
            ends[c * n + i] = (0, FAR) if hidden else (v, v)
            there[c * n + i] = (0, FAR if hidden or v else 0)
            if r["row"] != "overlap" and column != "numerator" and (hidden or v):
                there[c * n + i] = (1, FAR)   # a line that is there, and no 0
                ends[c * n + i] = (max(1, ends[c * n + i][0]), ends[c * n + i][1])
            if rate and r["row"] != "overlap" and "value" not in r.get("hidden", []):
                assert not {"numerator", "denominator"} & set(r.get("hidden", [])), (words, "a share tells", r)
                assert r["value"] is None or v == 0 or r["denominator"] - r["numerator"] not in range(1, k), (words, r)
        z, l = equations(told["rows"], dims, column)
        zero += [[(c * n + f, s) for f, s in t] for t in z]
        least += [[(c * n + f, s) for f, s in t] for t in l]
    if rate:
        least += [[(i, 1), (n + i, -1)] for i, r in enumerate(told["rows"]) if r["row"] != "overlap"]
    narrow(ends, zero, least)
    narrow(there, zero, least)
    small = 0
    for c, column in enumerate(columns):
        for i, r in enumerate(true["rows"]):
            if personal and 0 < r[column] < k:
                small += 1
                a, b = ends[c * n + i]
                assert a <= max(1, there[c * n + i][0]) and b >= k - 1, f"{store} {words} k={k}: {r} is between {a} and {b}"
    return small


# ---- tables of a report, side by side ------------------------------------------------------

REPORT = Path(__file__).with_name("beside.report")
SAME = {"completion_rate_denominator": "registrations"}
PARTS = [("participants", "registrations"), ("completers", "participants"), ("completions", "registrations"),
         ("completion_rate_numerator", "registrations")]
BY_DAY = ["registrations", "participants", "completions", "completers"]    # of one economy on the as-of day


def report(store, words):
    done = subprocess.run([etalon, "report", REPORT, "--as-of", "2024-12-31", "-f", "json", "--db", store, *words],
                          capture_output=True, text=True, check=True)
    return json.loads(done.stdout)["tables"]


def members(store, dim):
    """The economies of each group, as everybody can look them up."""
    rows = ask(store, ["registrations", "--by", f"{dim},economy", "--basis", "as-of"])["rows"]
    dims = [dim.replace("-", "_"), "economy"]
    found = {}
    for r in rows:
        if r[dims[1]] and r["row"] not in ("overlap", "total") and r["value"]:
            found.setdefault(r[dims[0]], set()).add(r[dims[1]])
    return dims[0], found


class Reader:
    """Figures by what they count, wherever they stand, and what is known of them."""

    def __init__(self):
        self.number, self.ends, self.there, self.true, self.zero, self.least = {}, [], [], [], [], []

    def figure(self, measure, only, where):
        key = (SAME.get(measure, measure), only, tuple(sorted(where.items())))
        if key not in self.number:
            self.number[key] = len(self.ends)
            self.ends.append((0, FAR)), self.there.append((0, FAR)), self.true.append(0)
        return self.number[key]

    def see(self, f, true, hidden, counted):
        line = counted and (hidden or true)
        shown = (1 if line else 0, FAR) if hidden else (true, true)
        there = (1 if line else 0, FAR if hidden or true else 0)
        self.true[f] = true
        for ends, more in (self.ends, shown), (self.there, there):
            ends[f] = max(ends[f][0], more[0]), min(ends[f][1], more[1])

    def table(self, told, true):
        ids = [c["id"] for c in told["columns"]]
        dims = [i for i in ids if i + "_name" in ids]
        only = "SIM" if told["title"] == "of SIM" else ""
        for column in ids[1 + 2 * len(dims):]:
            if column == "completion_rate":
                continue
            measure = "registrations" if column == "value" else column
            rows = [(i, r) for i, r in enumerate(told["rows"]) if true["rows"][i][column] is not None]
            at = {}
            for k, (i, r) in enumerate(rows):
                where = {d: r[d] for d in dims if r[d]}
                if r["row"] == "overlap":
                    where["overlap"] = dims[len(where)]
                at[k] = self.figure(measure, only, where)
                self.see(at[k], true["rows"][i][column], column in r.get("hidden", []),
                         r["row"] != "overlap" and column != "completion_rate_numerator")
            zero, least = equations([r for _, r in rows], dims, column)
            self.zero += [[(at[f], s) for f, s in t] for t in zero]
            self.least += [[(at[f], s) for f, s in t] for t in least]

    def prose(self, told, true):
        for r, t in zip(told["rows"], true["rows"], strict=True):
            words = r["question"].split()
            cell = next((w[5:] for w in words if w.startswith("cell=")), "")
            dim = next((w[3:] for w in words if w.startswith("by=")), "")
            measure = "completion_rate_numerator" if "numerator" in words else words[0]
            f = self.figure(measure, "", {dim: cell} if cell else {})
            self.see(f, t["value"], "value" in r.get("hidden", []), False)

    def know(self, store):
        for dim, groups in members(store, "rmo"), members(store, "bipm-status"):
            for measure in BY_DAY:
                for (name, only, where), f in list(self.number.items()):
                    where = dict(where)
                    group = where.pop(dim, None)
                    if name == measure and group in groups and "overlap" not in where and not only:
                        self.add_up(f, measure, [{**where, "economy": e} for e in groups[group]])
        for part, whole in PARTS:
            for (measure, only, where), f in list(self.number.items()):
                if measure == part and (whole, only, where) in self.number and "overlap" not in dict(where):
                    self.least.append([(self.number[(whole, only, where)], 1), (f, -1)])
        for (measure, only, where), f in list(self.number.items()):
            year = dict(where).get("year", "")
            if year.isdigit() and len(where) == 1:
                quarters = [(q, -1) for (name, _, at), q in self.number.items()
                            if name == measure and len(at) == 1 and at[0][0] == "quarter" and at[0][1].startswith(year + "-")]
                self.least.append([(f, 1)] + quarters)

    def add_up(self, f, measure, parts):
        """A group is its economies together; of whom no table has a line, nothing is known."""
        keys = [(measure, "", tuple(sorted(p.items()))) for p in parts]
        has_table = any(name == measure and [d for d, _ in at] == [d for d, _ in keys[0][2]] for name, _, at in self.number)
        if has_table:
            self.zero.append([(f, -1)] + [(self.number[k], 1) for k in keys if k in self.number])

    def audit(self, k, what):
        narrow(self.ends, self.zero, self.least)
        narrow(self.there, self.zero, self.least)
        small = 0
        for key, f in self.number.items():
            if 0 < self.true[f] < k:
                small += 1
                a, b = self.ends[f]
                assert a <= max(1, self.there[f][0]) and b >= k - 1, f"{what} k={k}: {key} = {self.true[f]} is between {a} and {b}"
        return small


def together(store, k):
    told, true = report(store, [f"--public={k}"]), report(store, [])
    reader = Reader()
    for a, b in zip(told, true, strict=True):
        (reader.prose if a["columns"][0]["id"] == "shown" else reader.table)(a, b)
    reader.know(store)
    return reader.audit(k, store)


small = 0
for seed in range(first, first + stores):
    path = f"audit{seed}.db"
    shutil.copy(empty, path)
    random_store.fill(path, seed)
    for number, words in enumerate(QUESTIONS):
        small += audit(path, words, [5, 3, 10][(seed + number) % 3])
    small += together(path, [5, 3, 10][seed % 3])
assert small > 10 * stores, small
