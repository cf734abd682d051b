"""The checks of quality, by their titles: how many records each finds."""
from rows import local_day


def undone(store, batch):
    return batch is not None and store.import_batch[batch]["undone_by"] is not None


def completions(store):
    """Registrations of persons that are complete, with their states."""
    for row in registrations(store):
        state = store.states.get(row["id"])
        if state is not None and state["completion"] == 2:
            yield row, state


def registrations(store):
    return [row for row in store.rows("registration") if store.person(row["learner"]) is not None]


def early(store):
    for row, state in completions(store):
        if row["precision"] in ("d", "s", "f") and state["completed_precision"] in ("d", "s", "f"):
            days = [local_day(at, "d", "UTC") for at in (row["registered_at"], state["completed_at"])]
            yield days[1] < days[0]


def hasty(store):
    answered = {i["registration"] for i in store.rows("interaction")}
    for row, state in completions(store):
        starts = [a["started_at"] for a in store.rows("attempt") if a["registration"] == row["id"]
                  and a["started_precision"] in ("s", "f")]
        if not starts and row["precision"] in ("s", "f"):
            starts = [row["registered_at"]]
        yield (starts and state["completed_precision"] in ("s", "f") and row["id"] not in answered
               and 0 <= state["completed_at"] - min(starts) <= 10000)


def open_pairs(store):
    for d in store.rows("duplicate_candidate"):
        ends = [store.stays_as(d[k]) for k in "ab"]
        yield ((d["decision"] is None or undone(store, d["decided_by"]))
               and not undone(store, d["batch"]) and ends[0] != ends[1]
               and all(store.learner[e]["status"] == "active" for e in ends))


def rejected(store):
    for row in store.rows("import_row"):
        wrong = row["outcome"] in ("rejected", "conflict") and not undone(store, row["batch"])
        yield row["rows"] if wrong else 0


def unknown(store):
    for key, row in store.learner.items():
        yield row["status"] in ("active", "erased") and all(
            stay["economy"] == "ZZ" for stay in store.stays.get(key, []))


def without_edition(store):
    known = {v["course"] for v in store.rows("course_version")}
    return [c not in known for c in {row["course"] for row in registrations(store)}]


def unlinked(store):
    known = {v["course"] for v in store.rows("course_version")}
    linked = {v["activity"] for v in store.rows("version_activity")}
    for key, row in store.activity.items():
        yield key != 0 and row["same_as"] is None and row["course"] in known and key not in linked


CHECKS = {
    "early-completions": early,
    "hasty-completions": hasty,
    "open-duplicates": open_pairs,
    "rejected-rows": rejected,
    "uncertain-memberships": lambda s: (m["uncertain"] for m in s.rows("group_membership")),
    "undated-completions": lambda s: (c["completed_at"] is None for _, c in completions(s)),
    "undated-initiatives": lambda s: (i["starts_on"] is None for i in s.rows("initiative")),
    "undated-registrations": lambda s: (r["registered_at"] is None for r in registrations(s)),
    "unknown-economies": unknown,
    "unknown-editions": without_edition,
    "unlinked-activities": unlinked,
    "unverified-memberships": lambda s: (m["confidence"] == "unverified" or m["role"].endswith("?")
                                         for m in s.rows("group_membership")),
}


def answer(store):
    return [["group", name, str(sum(map(int, map(lambda x: x or 0, CHECKS[name](store)))))]
            for name in sorted(CHECKS)]
