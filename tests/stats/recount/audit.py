"""audit.py ETALON EMPTY.db FIRST STORES: what is published of made-up stores, read as a curious
reader would: from the rows that are shown, the ends between which every hidden figure must lie are
narrowed as far as the identity of the tables allows. None may leave out a small number."""
import json
import shutil
import subprocess
import sys

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


small = 0
for seed in range(first, first + stores):
    path = f"audit{seed}.db"
    shutil.copy(empty, path)
    random_store.fill(path, seed)
    for number, words in enumerate(QUESTIONS):
        small += audit(path, words, [5, 3, 10][(seed + number) % 3])
assert small > 10 * stores, small
