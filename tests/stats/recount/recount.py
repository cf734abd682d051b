"""Count again, from the rows of a store and the definitions alone, and compare.

    recount.py ETALON SOURCE STORE-TO-COPY FIRST-SEED STORES

Sets of Python against the sorted arrays of the program: made-up stores, every
measure in some ways, by dimensions and pairs of them, with options drawn at
random. A measure, a dimension or a check of quality that is not counted again
here fails.
"""
import csv
import io
import os
import random
import re
import shutil
import subprocess
import sys
from datetime import date, datetime, timezone
from pathlib import Path

import items
import quality
import random_days
import random_store
from rows import Store
from sources import MEASURES
from tables import OVERLAPPING, Table, dimensions_of

OF_GROUPS = [*OVERLAPPING, "bipm-status", "oiml-status", "m49-region", "m49-subregion", "ldc", "lldc", "sids"]
TODAY = date(2025, 6, 15)
WAYS = 2                                  # to ask one store for one measure
SPECIAL = ["question-analysis", "quality"]
TOLERANCE = 1.01e-6                       # of figures that are printed to six places


def lacking(source):
    """What the program has and nothing here counts again."""
    stats = Path(source) / "src/stats"
    names = lambda folder: {f.stem for f in (stats / folder).glob("*.sql")}
    made = {d for m in MEASURES.values() for d in dimensions_of(m)}
    listed = re.findall(r"^DIMENSION\((\w+)\)", (stats / "dimensions.def").read_text(), re.M)
    return (names("measures") ^ {*MEASURES, *SPECIAL}) | (names("quality") ^ set(quality.CHECKS)) | (
        {d.replace("_", "-") for d in listed} - made)


def draw_period(r, o):
    if r.random() < 0.5:
        o["from"] = r.choice([date(2024, 1, 1), random_days.a_day(r)])
    if r.random() < 0.5:
        o["to"] = max(r.choice([date(2024, 12, 31), random_days.a_day(r)]),
                      o.get("from", date(1, 1, 1)))


def draw_courses(r, store, o):
    if r.random() < 0.2:
        courses = sorted(c["code"] for c in store.rows("course"))
        o["course"] = r.sample(courses, r.randint(1, min(2, len(courses))))


def draw_when(r):
    o = {"zone": r.choice(["UTC", "UTC", "Europe/Paris", "Pacific/Auckland", "America/St_Johns"])}
    if r.random() < 0.4:
        o["as_of"] = r.choice([date(2024, 6, 30), date(2024, 2, 29), random_days.a_day(r)])
    return o


def draw_where(r, store, o, often):
    if r.random() < often:
        o["economy"] = r.sample(random_store.ECONOMIES, r.randint(1, 4))
    if r.random() < often:
        o["group"] = [(s, r.choice(store.groups(s))) for s in r.sample(["RMO", "BIPM", "CEEMS"], 2)]


def draw(r, store, measure, by):
    o = {"basis": r.choice(["event", "event", "as-of"]), **draw_when(r)}
    if measure.has_period:
        draw_period(r, o)
    if measure.has_course:
        draw_courses(r, store, o)
    draw_where(r, store, o, 0.15)
    by_groups = "group" in o or any(d in OF_GROUPS for d in by)
    if by_groups and r.random() < 0.3:
        o[r.choice(["associates", "members_only"])] = True
    if len([d for d in by if d in OVERLAPPING]) == 1 and r.random() < 0.5:
        o["fractional" if measure.is_count and r.random() < 0.5 else "primary"] = True
    if measure.has_horizon and r.random() < 0.4:
        o["within"] = r.choice([0, 1, 30, 365])
    return o


def words_of(name, by, o):
    words = ["stats", name, "-f", "csv"] + (["--by", ",".join(by)] if by else [])
    for option in ("zone", "basis", "from", "to", "as_of", "within"):
        if option in o:
            words += ["--" + option.replace("_", "-"), str(o[option])]
    for course in o.get("course", []):
        words += ["--course", course]
    for economy in o.get("economy", []):
        words += ["--economy", economy]
    for group in o.get("group", []):
        words += ["--group", ":".join(group)]
    return words + ["--" + option.replace("_", "-") for option in
                    ("associates", "members_only", "fractional", "primary") if option in o]


def ask(etalon, path, words):
    env = dict(os.environ, SOURCE_DATE_EPOCH=str(int(datetime(
        TODAY.year, TODAY.month, TODAY.day, 12, tzinfo=timezone.utc).timestamp())))
    done = subprocess.run([etalon, *words, "--db", path], env=env, capture_output=True)
    if done.returncode != 0:
        told = done.stderr.decode()
        return f"status {done.returncode}: " + ("no primary one" if "no primary one" in told else told)
    rows = list(csv.reader(io.StringIO(done.stdout.decode("utf-8"), newline="")))
    texts = [i for i, id in enumerate(rows[0]) if id.endswith("_name") or id == "advice"]
    return [[cell for i, cell in enumerate(row) if i not in texts] for row in rows[1:]]


def same_cell(got, want):
    if isinstance(want, str):
        return got == want
    try:
        return abs(float(got) - want) <= TOLERANCE
    except ValueError:
        return False


def same_row(got, want):
    return len(got) == len(want) and all(map(same_cell, got, want))


def same(got, want):
    if isinstance(got, str) or isinstance(want, str):
        return got == want
    return len(got) == len(want) and all(map(same_row, got, want))


def dimensions(r, measure):
    """What to ask for one measure by."""
    every = dimensions_of(measure)
    ways = [[], [r.choice(OVERLAPPING)], r.sample(every, 2), r.sample(every, r.choice([1, 1, 3]))]
    if "elapsed" in every:
        ways.append([r.choice(["month", "quarter", "year"]), "elapsed"])
    return r.sample(ways + [[dimension] for dimension in r.sample(every, 4)], WAYS)


def questions(r, store):
    """(words for the program, what it should say)"""
    for name, measure in MEASURES.items():
        for by in dimensions(r, measure):
            o = draw(r, store, measure, by)
            yield words_of(name, by, o), Table(store, measure, by, o, TODAY).answer()
    yield words_of("quality", [], {}), quality.answer(store)
    for _ in range(4):
        o = {"basis": r.choice(["event", "as-of"]), **draw_when(r)}
        draw_period(r, o)
        draw_courses(r, store, o)
        draw_where(r, store, o, 0.3)
        yield words_of("question-analysis", [], o), items.answer(store, o, TODAY)


def show(got, want):
    if isinstance(got, str) or isinstance(want, str):
        print("  ", got if isinstance(got, str) else want)
        return
    for line in got:
        if not any(same_row(line, other) for other in want):
            print("   printed ", line)
    for line in want:
        if not any(same_row(other, line) for other in got):
            print("   expected", line)


def main():
    etalon, source, empty, first, stores = *sys.argv[1:4], *map(int, sys.argv[4:6])
    asked = bad = lines = 0
    if lacking(source):
        sys.exit(f"not counted again: {', '.join(sorted(lacking(source)))}")
    for seed in range(first, first + stores):
        path = f"random-{seed}.db"
        shutil.copy(empty, path)
        random_store.fill(path, seed)
        for words, want in questions(random.Random(seed), Store(path)):
            got = ask(etalon, path, words)
            asked, lines = asked + 1, lines + len(want)
            if not same(got, want):
                bad += 1
                print(f"seed {seed}: etalon {' '.join(words)}")
                show(got, want)
        os.remove(path)
    print(f"{asked} questions to {stores} stores, {lines} lines, {bad} questions answered differently")
    sys.exit(1 if bad or not asked else 0)


main()
