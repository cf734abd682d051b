"""Of a made-up store the initiatives with who took part, and what quality is about."""
from random_days import a_day

KINDS = ["workshop", "placement", "lecture", "lecture", "online", "seminar", "summer_school", "webinar"]
STATUS = ["invited", "registered", "attended", "attended", "completed", "no_show", "cancelled"]
ROLES = ["participant", "lecturer", "organiser", "observer"]


def organisations(store, r):
    names = [("NMI of B", "BR"), ("NMI of B", "BB"), ("PTB", "DE"), ("Über", None), ("alone", None)]
    for key, (name, economy) in enumerate(names, 1):
        store.execute("INSERT INTO organisation (id, name_norm, name, economy) VALUES (?,?,?,?)",
                      (key, name.lower(), name, economy))
    return len(names)


def initiatives(store, r, learners, economies):
    hosts = organisations(store, r)
    stays = dict(store.execute("SELECT id, coalesce(merged_into, id) FROM learner"))
    for key in range(1, r.choice([0, 2, 12]) + 1):
        store.execute(
            "INSERT INTO initiative (id, code, kind, parent, host, host_economy, starts_on) "
            "VALUES (?,?,?,?,?,?,?)",
            (key, f"E{key * 5 % 13}-{key}", r.choice(KINDS), r.choice([None, *range(1, key)]),
             r.choice([None, *range(1, hosts + 1)]), r.choice([None, *economies]),
             r.choice([None] + 4 * [a_day(r).isoformat()])))
        participations(store, r, key, learners, stays, economies)
        for channel in ("in_person", "stream", "views"):
            for economy in r.sample(["", *economies], r.randint(0, 4)):
                store.execute(
                    "INSERT INTO headcount (initiative, economy, gender, channel, n) VALUES (?,?,?,?,?)",
                    (key, economy, r.choice(["", "f", "undisclosed"]), channel, r.randrange(30)))


def participations(store, r, initiative, learners, stays, economies):
    given = {}                            # a list names one economy of a person, or none
    for learner in range(1, learners + 1):
        for role in r.sample(ROLES, r.choice([0, 0, 0, 1, 1, 2])):
            economy = given.setdefault(stays[learner], r.choice(economies))
            store.execute("INSERT INTO participation (initiative, learner, role, status, economy) "
                          "VALUES (?,?,?,?,?)", (initiative, learner, role, r.choice(STATUS),
                                                 r.choice([None, economy])))


def doubts(store, r, learners):
    """Batches that were taken back or not, their rejected rows, and pairs that may be one person."""
    for key in range(2, 6):
        store.execute(
            "INSERT INTO import_batch (id, kind, file_name, file_sha256, parameters, actor, recorded_at) "
            "VALUES (?,'plain','made.csv','','','',0)", (key,))
        for line in range(1, r.randint(1, 4)):
            store.execute("INSERT INTO import_row VALUES (?,?,?,?,?)",
                          (key, 10 * line, 10 * line + 3, r.randint(1, 4),
                           r.choice(["unchanged", "skipped", "rejected", "conflict"])))
    store.execute("UPDATE import_batch SET undone_by = 5 WHERE id IN (2, 3)")
    for _ in range(learners // 2 if learners > 1 else 0):
        a, b = sorted(r.sample(range(1, learners + 1), 2))
        decision = r.choice([None, None, "different", "merged"])
        store.execute("INSERT OR IGNORE INTO duplicate_candidate VALUES (?,?,'name',0.9,?,?,?)",
                      (a, b, decision, r.choice([None, 2, 4]),
                       None if decision is None else r.choice([3, 4])))
    store.execute("UPDATE group_membership SET uncertain = id % 5 = 0")
