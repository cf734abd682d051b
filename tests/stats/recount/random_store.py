"""Fill a new store with made-up learners: everything that makes counting hard,
often. fill(path, seed) gives the same store for the same seed."""
import random
import sqlite3

from random_catalogue import Catalogue
from random_days import a_day, stamp
from random_events import doubts, initiatives

ECONOMIES = ["DE", "KE", "CN", "BR", "AE", "TW", "NA", "XK", "XI", "ZZ", "FR", "BB", "JP"]


def periods(r, most):
    """Up to `most` periods [from, to) that do not overlap, open at the ends or not."""
    days = sorted({a_day(r).isoformat() for _ in range(2 * r.randint(0, most))})
    out, i = [], 0
    open_begin, touching = r.random() < 0.5, r.random() < 0.6
    if not days:
        return [(None, None)] if r.random() < 0.7 else []
    if open_begin:
        out.append((None, days[0]))
        i = 0 if touching else 1
    while i + 1 < len(days):
        out.append((days[i], days[i + 1]))
        i += 1 if touching else 2
    if i < len(days) and r.random() < 0.6:
        out.append((days[i], None))
    return out


def memberships(store, r):
    store.execute("DELETE FROM group_membership")
    rmos = [code for code, in store.execute("SELECT code FROM economy_group WHERE scheme = 'RMO'")]
    for scheme, multi, codes in (("CEEMS", 1, ["first", "second"]), ("RMO-PRIMARY", 0, rmos)):
        store.execute("INSERT INTO group_scheme VALUES (?,?,?)", (scheme, scheme, multi))
        store.executemany("INSERT INTO economy_group (scheme, code, name) VALUES (?,?,?)",
                          [(scheme, code, code) for code in codes])
    groups = store.execute("SELECT id, scheme, code FROM economy_group "
                           "ORDER BY id").fetchall()
    add = ("INSERT INTO group_membership (grp, economy, role, valid_from, valid_to, source, "
           "confidence, recorded_at) VALUES (?,?,?,?,?,'made up',?,0)")
    for economy in ECONOMIES[:-1]:
        if economy in ("XI", "ZZ"):
            continue
        for group in [g for g, scheme, _ in groups if scheme == "RMO" and r.random() < 0.25]:
            for begin, end in periods(r, 2):
                role = r.choice(["full", "full", "full?", "associate", "associate?"])
                store.execute(add, (group, economy, role, begin, end,
                                    r.choice(["primary", "unverified"])))
        for single in ("BIPM", "OIML", "UNM49", "LDC"):
            some = [(g, code) for g, scheme, code in groups if scheme == single]
            for begin, end in periods(r, 3):
                group, role = r.choice(some)
                store.execute(add, (group, economy, role, begin, end, "secondary"))
        for group in [g for g, scheme, _ in groups if scheme == "CEEMS" and r.random() < 0.5]:
            for begin, end in periods(r, 1):
                store.execute(add, (group, economy, r.choice(["member", "observer"]), begin, end,
                                    "primary"))
        if r.random() < 0.9:              # who lacks one: --primary is refused
            group, = r.sample([g for g, scheme, _ in groups if scheme == "RMO-PRIMARY"], 1)
            store.execute(add, (group, economy, "member", None, None, "primary"))


def people(store, r, n):
    stays = []                            # who is not merged
    for learner in range(1, n + 1):
        status, into = "active", None
        if r.random() < 0.1:
            status = r.choice(["test", "erased"])
        elif stays and r.random() < 0.15:
            status, into = "merged", r.choice(stays)
        if into is None:
            stays.append(learner)
        store.execute("INSERT INTO learner (id, status, merged_into, lang, registered_at, "
                      "registered_precision) VALUES (?,?,?,?,?,?)",
                      (learner, status, into, r.choice([None, "en", "fr", "es-419"]), *stamp(r)))
        for k, (begin, end) in enumerate(periods(r, 2)):
            store.execute("INSERT INTO learner_affiliation (learner, n, economy, valid_from, "
                          "valid_to) VALUES (?,?,?,?,?)",
                          (learner, k, r.choice(ECONOMIES), begin, end))


def a_state(r, registered):
    """(completion, success, score, when completed, when passed)"""
    completion, success = r.choice([0, 1, 2, 2, 2]), r.choice([0, 0, 1, 2])
    done = stamp(r) if completion == 2 else (None, None)
    if completion == 2 and r.random() < 0.2 and registered[0] is not None:
        done = registered[0] + r.choice([0, 9999, 10001, 86400000]), registered[1]
    passed = stamp(r) if success == 2 else (None, None)
    if passed[0] == done[0]:              # one moment, known in one way
        passed = done if success == 2 else passed
    return completion, success, r.choice([None, 0, 0.25, 0.8, 1]), done, passed


def registrations(store, r, learners, catalogue, n):
    for key in range(1, n + 1):
        registered, course = stamp(r), r.choice(list(catalogue.of))
        store.execute("INSERT INTO registration (id, learner, course, seq, registered_at, "
                      "precision, withdrawn, cohort) VALUES (?,?,?,?,?,?,?,?)",
                      (key, r.randrange(1, learners + 1), course, key, *registered,
                       r.random() < 0.1, r.choice([None, "spring", "autumn"])))
        at = {}
        if r.random() < 0.9:
            state = completion, success, score, done, passed = a_state(r, registered)
            store.execute("INSERT INTO registration_state VALUES (?,?,?,?,?,?,?,?)",
                          (key, completion, success, score, *done, *passed))
            if completion or success or score is not None:
                at = catalogue.results(key, course, state)
        if r.random() < 0.4:
            catalogue.attempts(key, course, at)


def fill(path, seed):
    r = random.Random(seed)
    store = sqlite3.connect(path)
    store.execute("PRAGMA foreign_keys = ON")
    memberships(store, r)
    courses = r.sample([7, 2, 90, 4], r.randint(1, 4))
    names = {7: "NMS", 2: "SI", 90: 'A,"B"', 4: "法"}
    for key in courses:
        store.execute("INSERT INTO course (id, code, title) VALUES (?,?,?)",
                      (key, names[key], "Title of " + names[key]))
    learners = r.choice([0, 1, 3, 20, 60]) if seed else 0
    people(store, r, learners)
    catalogue = Catalogue(store, r, courses)
    if learners:
        registrations(store, r, learners, catalogue, r.choice([0, 1, 10, 100, 300]))
    initiatives(store, r, learners, ECONOMIES)
    doubts(store, r, learners)
    store.commit()
    store.close()
