"""Fill a new store with made-up learners: everything that makes counting hard,
often. fill(path, seed) gives the same store for the same seed."""
import random
import sqlite3
from datetime import date, datetime, timedelta, timezone

ECONOMIES = ["DE", "KE", "CN", "BR", "AE", "TW", "NA", "XK", "XI", "ZZ", "FR", "BB", "JP"]
FIRST, LAST = date(2022, 10, 1), date(2025, 3, 31)

# Moments at the edge of something.
EDGES = ["2023-12-31T23:30:00", "2024-01-01T00:00:00", "2024-02-29T12:00:00",
         "2024-02-28T23:59:59", "2024-03-31T00:59:59", "2024-03-31T22:30:00",
         "2024-06-30T13:00:00", "2024-10-27T00:30:00", "2024-12-31T11:00:00"]


# Days that everything likes to begin, end and happen on.
MEETING = [date(2023, 12, 31), date(2024, 1, 1), date(2024, 2, 29), date(2024, 3, 1),
           date(2024, 3, 31), date(2024, 6, 30), date(2024, 7, 1), date(2024, 7, 31)]


def a_day(r):
    if r.random() < 0.5:
        return r.choice(MEETING)
    return FIRST + timedelta(days=r.randrange((LAST - FIRST).days))


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


def stamp(r):
    """(milliseconds, precision), or (None, None)."""
    precision = r.choice([None, "y", "m", "d", "d", "d", "s", "s", "f"])
    if precision is None:
        return None, None
    d = a_day(r)
    if precision == "y":
        d = d.replace(month=1, day=1)
    if precision == "m":
        d = d.replace(day=1)
    t = datetime(d.year, d.month, d.day, tzinfo=timezone.utc)
    if precision in "sf":
        t += timedelta(seconds=r.randrange(86400))
        if r.random() < 0.3:
            t = datetime.fromisoformat(r.choice(EDGES)).replace(tzinfo=timezone.utc)
    ms = int(t.timestamp()) * 1000
    return ms + (r.randrange(1000) if precision == "f" else 0), precision


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
    for learner in range(1, n + 1):
        status, into = "active", None
        if r.random() < 0.1:
            status = r.choice(["test", "erased"])
        elif learner > 1 and r.random() < 0.15:
            status, into = "merged", r.randrange(1, learner)
        store.execute("INSERT INTO learner (id, status, merged_into, lang) VALUES (?,?,?,?)",
                      (learner, status, into, r.choice([None, "en", "fr", "es-419"])))
        for k, (begin, end) in enumerate(periods(r, 2)):
            store.execute("INSERT INTO learner_affiliation (learner, n, economy, valid_from, "
                          "valid_to) VALUES (?,?,?,?,?)",
                          (learner, k, r.choice(ECONOMIES), begin, end))


def registrations(store, r, learners, courses, n):
    for key in range(1, n + 1):
        at, precision = stamp(r)
        store.execute("INSERT INTO registration (id, learner, course, seq, registered_at, "
                      "precision, withdrawn, cohort) VALUES (?,?,?,?,?,?,?,?)",
                      (key, r.randrange(1, learners + 1), r.choice(courses), key, at, precision,
                       r.random() < 0.1, r.choice([None, "spring", "autumn"])))
        if r.random() < 0.1:
            continue
        completion, success = r.choice([0, 1, 2, 2, 2]), r.choice([0, 0, 1, 2])
        done = stamp(r) if completion == 2 else (None, None)
        passed = stamp(r) if success == 2 else (None, None)
        store.execute("INSERT INTO registration_state VALUES (?,?,?,NULL,?,?,?,?)",
                      (key, completion, success, *done, *passed))


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
    if learners:
        registrations(store, r, learners, courses, r.choice([0, 1, 10, 100, 300]))
    store.commit()
    store.close()
