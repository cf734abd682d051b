"""Count again, from the rows of a store and the definitions alone, and compare.

    recount.py ETALON STORE-TO-COPY FIRST-SEED STORES

Sets of Python against the sorted arrays of the program: made-up stores, every
measure by every dimension and by some pairs, with options drawn at random.
"""
import csv
import io
import os
import random
import shutil
import sqlite3
import subprocess
import sys
from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import random_store

TODAY = date(2025, 6, 15)
LEARNERS, REGISTRATIONS, COUNTRIES = "learners", "registrations", "economies"

# measure: what is counted, its statement's meaning, whether a rate
MEASURES = {
    "participants": (LEARNERS, "registered", False),
    "registrations": (REGISTRATIONS, "registered", False),
    "completions": (REGISTRATIONS, "completed", False),
    "completers": (LEARNERS, "completed", False),
    "passed": (REGISTRATIONS, "passed", False),
    "completion-rate": (REGISTRATIONS, "registered", True),
    "learner-completion-rate": (LEARNERS, "registered", True),
    "economies-reached": (COUNTRIES, "registered", False),
    "coverage": (COUNTRIES, "covered", True),
    "registered-users": (LEARNERS, "known", False),
}
SCHEME = {"rmo": "RMO", "bipm-status": "BIPM", "oiml-status": "OIML", "m49-region": "UNM49",
          "ldc": "LDC", "group:CEEMS": "CEEMS"}
OVERLAPPING = ["rmo", "group:CEEMS"]
DIMENSIONS = ["economy", *SCHEME, "course", "month", "quarter", "year", "language", "cohort"]
LINES = {"economy": ["unknown"], "course": [], "month": ["undated"], "quarter": ["undated"],
         "year": ["undated"], "language": ["none"], "cohort": ["none"],
         **{d: ["none", "unknown"] for d in SCHEME}}
PARTS = 720720                            # of one, when it is shared out


class Fact:
    __slots__ = ("thing", "course", "day", "known", "done", "economy", "when", "language", "cohort")


class Refused(Exception):
    pass


def covers(begin, end, day):
    day = day.isoformat()
    return (begin is None or begin <= day) and (end is None or day < end)


class Store:
    def __init__(self, path):
        db = sqlite3.connect(path)
        get = lambda sql: db.execute(sql).fetchall()
        self.learners = {i: (status, into) for i, status, into in
                         get("SELECT id, status, merged_into FROM learner")}
        self.languages = dict(get("SELECT id, lang FROM learner"))
        self.cohorts = dict(get("SELECT id, cohort FROM registration"))
        self.stays = {}
        for learner, economy, begin, end in get("SELECT learner, economy, valid_from, valid_to "
                                                "FROM learner_affiliation"):
            self.stays.setdefault(learner, []).append((economy, begin, end))
        self.countries = {c for c, kind in get("SELECT code, kind FROM economy")
                          if kind == "economy"}
        self.members = get("SELECT g.scheme, g.code, m.economy, m.role, m.valid_from, m.valid_to "
                           "FROM group_membership m JOIN economy_group g ON g.id = m.grp")
        self.groups = {s: [c for x, c in get("SELECT scheme, code FROM economy_group ORDER BY id")
                           if x == s] for s in SCHEME.values()}
        self.courses = dict(get("SELECT id, code FROM course"))
        self.registrations = get("SELECT id, learner, course, registered_at, precision "
                                 "FROM registration")
        self.states = {row[0]: row[1:] for row in
                       get("SELECT registration, completion, success, completed_at, "
                           "completed_precision, passed_at, passed_precision "
                           "FROM registration_state")}
        db.close()

    def person(self, learner):
        while self.learners[learner][0] == "merged":
            learner = self.learners[learner][1]
        return None if self.learners[learner][0] == "test" else learner

    def economy(self, person, day):
        for economy, begin, end in self.stays.get(person, []):
            if covers(begin, end, day):
                return economy
        return "ZZ"

    def groups_of(self, scheme, economy, day, o):
        """The groups of an economy on a day, of several with --primary the primary one."""
        found = {code for s, code, e, role, begin, end in self.members
                 if s == scheme and e == economy and covers(begin, end, day)
                 and (o.get("associates") or s != "RMO" or not role.startswith("associate"))
                 and not (o.get("members_only") and role.rstrip("?") not in ("full", "member"))}
        if "primary" not in o or len(found) < 2:
            return found
        main = {code for s, code, e, _, begin, end in self.members
                if s == scheme + "-PRIMARY" and e == economy and covers(begin, end, day)} & found
        if not main:
            raise Refused
        return main


def without_primary(o):
    return {k: v for k, v in o.items() if k != "primary"}


def local_day(at, precision, zone):
    t = datetime.fromtimestamp(at // 1000, timezone.utc)
    return (t.astimezone(ZoneInfo(zone)) if precision in ("s", "f") else t).date()


def raw(store, kind):
    """(thing, learner, course, at, precision, done, done_at, done_precision)"""
    if kind == "known":
        for learner in store.learners:
            yield learner, learner, None, None, None, False, None, None
        return
    for key, learner, course, at, precision in store.registrations:
        completion, success, c_at, c_p, p_at, p_p = store.states.get(key, (0, 0) + (None,) * 4)
        if kind == "registered":
            yield key, learner, course, at, precision, completion == 2, c_at, c_p
        elif kind == "covered":
            yield key, learner, course, at, precision, True, None, None
        elif kind == "completed" and completion == 2:
            yield key, learner, course, c_at, c_p, False, None, None
        elif kind == "passed" and success == 2:
            yield key, learner, course, p_at, p_p, False, None, None


def is_about(store, f, o):
    return ("economy" not in o or f.economy in o["economy"]) and ("group" not in o or any(
        code in store.groups_of(scheme, f.economy, f.when, without_primary(o)) for scheme, code in o["group"]))


def could_be_reached(store, day):
    for country in store.countries:
        f = Fact()
        f.thing = f.economy = country
        f.when, f.done = day, False
        yield f


def facts(store, measure, o):
    counts, kind, _ = MEASURES[measure]
    window = o.get("from") or o.get("to")
    stock = o.get("as_of") or o.get("to") or TODAY
    for key, learner, course, at, precision, done, d_at, d_p in raw(store, kind):
        person = store.person(learner)
        if person is None or ("course" in o and store.courses[course] not in o["course"]):
            continue
        day = None if at is None else local_day(at, precision, o["zone"])
        if day is None and (window or "within" in o):
            continue
        if day is not None:
            if (o.get("from") and day < o["from"]) or (o.get("to") and day > o["to"]):
                continue
            if o.get("as_of") and day > o["as_of"]:
                continue
            if "within" in o and day + timedelta(o["within"]) > (o.get("as_of") or TODAY):
                continue
        if done and d_at is None:
            done = "within" not in o
        elif done:
            end = local_day(d_at, d_p, o["zone"])
            done = not (o.get("as_of") and end > o["as_of"]) and not (
                "within" in o and (end - day).days > o["within"])
        f = Fact()
        f.when = stock if o["basis"] == "as-of" or day is None else day
        f.economy = store.economy(person, f.when)
        if kind == "covered":
            f.when = stock
        if not is_about(store, f, o):
            continue
        if counts == COUNTRIES and f.economy not in store.countries:
            continue
        f.thing = {LEARNERS: person, REGISTRATIONS: key, COUNTRIES: f.economy}[counts]
        f.course, f.day, f.known, f.done = course, day, precision, done
        f.language, f.cohort = store.languages[learner], store.cohorts.get(key)
        yield f
    for f in could_be_reached(store, stock) if kind == "covered" else []:
        if is_about(store, f, o):
            yield f


def place(store, dimension, f, o):
    """The groups a fact is in, and the line it stands on when in none."""
    if dimension == "economy":
        return ({f.economy} if f.economy != "ZZ" else set()), "unknown"
    if dimension == "course":
        return {store.courses[f.course]}, None
    if dimension == "year":
        return ({f"{f.day.year:04}"} if f.day else set()), "undated"
    if dimension in ("language", "cohort"):
        return ({getattr(f, dimension)} - {None}), "none"
    if dimension == "quarter":
        known = f.day and f.known != "y"
        return ({f"{f.day.year:04}-Q{(f.day.month + 2) // 3}"} if known else set()), "undated"
    if dimension == "month":
        return ({f"{f.day:%Y-%m}"} if f.day and f.known != "y" else set()), "undated"
    groups = store.groups_of(SCHEME[dimension], f.economy, f.when,
                             o if dimension in OVERLAPPING else without_primary(o))
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


class Counter:
    def __init__(self, store, measure, by, o):
        self.store, self.by, self.o = store, by, o
        self.counts, _, self.is_rate = MEASURES[measure]
        self.facts = list(facts(store, measure, o))
        self.rows = []

    def groups(self, dimension, here):
        if dimension in SCHEME:
            return self.store.groups[SCHEME[dimension]]
        if dimension in ("month", "quarter", "year"):
            return periods(dimension, [f.day for f in self.facts], self.o)
        return sorted({g for f in here for g in place(self.store, dimension, f, self.o)[0]},
                      key=lambda s: s.encode())

    def lines(self, dimension):
        year_only = dimension in ("month", "quarter") and any(f.known == "y" for f in self.facts)
        if (self.o.get("from") or self.o.get("to")) and not year_only:
            return [l for l in LINES[dimension] if l != "undated"]
        return LINES[dimension]

    def add(self, row, path, count, done, share=True):
        ids = path + [""] * (len(self.by) - len(path))
        if "fractional" in self.o:
            tenths = (2 * count * 10**4 + PARTS) // (2 * PARTS)
            self.rows.append([row] + ids + [repr(tenths / 10**4).removesuffix(".0")])
            return
        if not self.is_rate:
            self.rows.append([row] + ids + [str(count)])
            return
        value = "n/a"
        if share and count:
            tenths = (2 * done * 10**4 + count) // (2 * count)
            value = repr(tenths / 10**4).removesuffix(".0")
        self.rows.append([row] + ids + [value, str(done), str(count)])

    def figures(self, here, share):
        """How many things, and how many are done; with --fractional of each its share."""
        if "fractional" not in self.o:
            return len({f.thing for f in here}), len({f.thing for f in here if f.done})
        return sum(PARTS // share.get(t, 1) for t in {f.thing for f in here}), 0

    def walk(self, here, path, special, share):
        if len(path) == len(self.by):
            self.add(special or ("group" if self.by else "total"), path, *self.figures(here, share))
            return
        dimension = self.by[len(path)]
        placed = [(f, *place(self.store, dimension, f, self.o)) for f in here]
        grouped = [f for f, groups, _ in placed if groups]
        inside = {f.thing for f in grouped}
        total = [0, 0]
        shared = "fractional" in self.o and dimension in OVERLAPPING
        below = share
        if shared:
            of = {}
            for f, groups, _ in placed:
                of.setdefault(f.thing, set()).update(groups)
            below = {thing: max(1, len(groups)) for thing, groups in of.items()}
        for g in self.groups(dimension, here):
            part = [f for f, groups, _ in placed if g in groups]
            n, done = self.figures(part, below)
            total = [total[0] + n, total[1] + done]
            self.walk(part, path + [g], special, below)
        several = dimension in OVERLAPPING and "primary" not in self.o
        if not shared and (several or self.counts != REGISTRATIONS):
            n, done = self.figures(grouped, share)
            self.add("overlap", path, total[0] - n, total[1] - done, share=False)
        for line in self.lines(dimension):
            part = [f for f, groups, l in placed if l == line and f.thing not in inside]
            inside |= {f.thing for f in part}
            name = "ZZ" if dimension == "economy" else line
            if part or len(path) + 1 == len(self.by):     # else a table of zeros
                self.walk(part, path + [name], special or line, share)
        self.add("total", path, *self.figures(here, share))

    def answer(self):
        try:
            self.walk(self.facts, [], None, {})
        except Refused:
            return "status 2: no primary one"
        return self.rows


def draw(r, store, measure, by):
    o = {"zone": r.choice(["UTC", "UTC", "Europe/Paris", "Pacific/Auckland", "America/St_Johns"]),
         "basis": r.choice(["event", "event", "as-of"])}
    if MEASURES[measure][1] != "known":
        if r.random() < 0.5:
            o["from"] = r.choice([date(2024, 1, 1), random_store.a_day(r)])
        if r.random() < 0.5:
            o["to"] = max(r.choice([date(2024, 12, 31), random_store.a_day(r)]),
                          o.get("from", date(1, 1, 1)))
        if r.random() < 0.2 and store.courses:
            courses = sorted(store.courses.values())
            o["course"] = r.sample(courses, r.randint(1, min(2, len(courses))))
    if r.random() < 0.4:
        o["as_of"] = r.choice([date(2024, 6, 30), date(2024, 2, 29), random_store.a_day(r)])
    if r.random() < 0.3:
        o[r.choice(["associates", "members_only"])] = True
    if r.random() < 0.15:
        o["economy"] = r.sample(random_store.ECONOMIES, r.randint(1, 4))
    if r.random() < 0.15:
        o["group"] = [(s, r.choice(store.groups[s])) for s in r.sample(["RMO", "BIPM", "CEEMS"], 2)]
    if len([d for d in by if d in OVERLAPPING]) == 1 and r.random() < 0.5:
        o["primary" if MEASURES[measure][2] or r.random() < 0.5 else "fractional"] = True
    if MEASURES[measure][2] and measure != "coverage" and r.random() < 0.4:
        o["within"] = r.choice([0, 1, 30, 365])
    return o


def words_of(measure, by, o):
    words = ["stats", measure, "-f", "csv", "--zone", o["zone"], "--basis", o["basis"]]
    words += ["--by", ",".join(by)] if by else []
    for name in ("from", "to", "as_of", "within"):
        if name in o:
            words += ["--" + name.replace("_", "-"), str(o[name])]
    for course in o.get("course", []):
        words += ["--course", course]
    for economy in o.get("economy", []):
        words += ["--economy", economy]
    for group in o.get("group", []):
        words += ["--group", ":".join(group)]
    return words + ["--" + name.replace("_", "-") for name in
                    ("associates", "members_only", "fractional", "primary") if name in o]


def ask(etalon, path, words):
    env = dict(os.environ, SOURCE_DATE_EPOCH=str(int(datetime(
        TODAY.year, TODAY.month, TODAY.day, 12, tzinfo=timezone.utc).timestamp())))
    done = subprocess.run([etalon, *words, "--db", path], env=env, capture_output=True)
    if done.returncode != 0:
        told = done.stderr.decode()
        return f"status {done.returncode}: " + ("no primary one" if "no primary one" in told else told)
    rows = list(csv.reader(io.StringIO(done.stdout.decode("utf-8"), newline="")))
    names = [i for i, id in enumerate(rows[0]) if id.endswith("_name")]
    return [[cell for i, cell in enumerate(row) if i not in names] for row in rows[1:]]


def questions(r, measure):
    dimensions = [d for d in DIMENSIONS
                  if d not in ("course", "cohort") or MEASURES[measure][1] != "known"]
    if measure == "coverage":
        dimensions = ["economy", *SCHEME]
    yield []
    for dimension in r.sample(dimensions, 7):
        yield [dimension]
    yield ["rmo"]
    yield r.sample(dimensions, 2)
    if r.random() < 0.3:
        yield r.sample(dimensions, 3)


def main():
    etalon, empty, first, stores = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
    asked = bad = 0
    for seed in range(first, first + stores):
        path = f"random-{seed}.db"
        shutil.copy(empty, path)
        random_store.fill(path, seed)
        store, r = Store(path), random.Random(seed)
        for measure in MEASURES:
            for by in questions(r, measure):
                o = draw(r, store, measure, by)
                words = words_of(measure, by, o)
                got, want = ask(etalon, path, words), Counter(store, measure, by, o).answer()
                asked += 1
                if got != want:
                    bad += 1
                    print(f"seed {seed}: etalon {' '.join(words)}")
                    if isinstance(got, str) or isinstance(want, str):
                        print("  ", got if isinstance(got, str) else want)
                        continue
                    for line in got:
                        if line not in want:
                            print("   printed ", line)
                    for line in want:
                        if line not in got:
                            print("   expected", line)
        os.remove(path)
    print(f"{asked} questions to {stores} stores, {bad} answered differently")
    sys.exit(1 if bad or not asked else 0)


main()
