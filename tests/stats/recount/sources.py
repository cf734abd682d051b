"""What every measure counts, by its definition: its facts, from the rows of the store."""
from datetime import datetime, timedelta, timezone

from rows import local_day

LEARNERS, ECONOMIES, COURSES, INITIATIVES = "learners", "economies", "courses", "initiatives"
FACTS, HEADS = "facts", "heads"           # each by itself; as many as it says
DISTINCT = (LEARNERS, ECONOMIES, COURSES, INITIATIVES)


class Fact:
    """One fact; what it says of nothing is None."""
    key = learner = person = carried = course = version = activity = None
    initiative = kind = provider = language = cohort = value = None
    at = precision = done_at = done_precision = None
    n, done, stages = 1, False, 1         # stages: how many of a funnel it reached
    is_base = False                       # what could be reached, whenever and wherever

    def __init__(self, **of):
        self.__dict__.update(of)


def of_registration(store, row, at, precision, **more):
    return Fact(key=row["id"], learner=row["learner"], course=row["course"], cohort=row["cohort"],
                at=at, precision=precision, **more)


def registered(store):
    for row in store.rows("registration"):
        yield of_registration(store, row, row["registered_at"], row["precision"])


def to_be_completed(store):
    for row in store.rows("registration"):
        state = store.states.get(row["id"])
        done = state is not None and state["completion"] == 2
        yield of_registration(store, row, row["registered_at"], row["precision"], done=done,
                              done_at=state["completed_at"] if done else None,
                              done_precision=state["completed_precision"] if done else None)


def reached(column, name):
    """Registrations that have come to 2 of something, when they came to it."""
    def source(store):
        for key, state in store.states.items():
            if state[column] == 2:
                yield of_registration(store, store.registration[key], state[name + "_at"],
                                      state[name + "_precision"])
    return source


completed, passed = reached("completion", "completed"), reached("success", "passed")


def says_something(result):
    return result["completion"] or result["success"] or result["score"] is not None


def beginnings(store):
    """Of each registration when it was begun: all moments of results and attempts."""
    of = {}
    for row in store.rows("result"):
        if says_something(row):
            of.setdefault(row["registration"], []).append((row["at"], row["precision"]))
    for row in store.rows("attempt"):
        of.setdefault(row["registration"], []).append((row["started_at"], row["started_precision"]))
    return of


def begun(store):
    for key, moments in beginnings(store).items():
        known = [m for m in moments if m[0] is not None]
        yield of_registration(store, store.registration[key], *(min(known) if known else (None, None)))


def half_done(store, by_then):
    """Registrations that completed activities of half the weight of an edition of their course."""
    done = {}
    for row in store.rows("activity_state"):
        if row["completion"] == 2 and by_then(row["completed_at"], row["completed_precision"]):
            done.setdefault(row["registration"], set()).add(row["activity"])
    for row in store.rows("registration"):
        for version, edition in store.course_version.items():
            counting = [v for v in store.rows("version_activity")
                        if v["version"] == version and v["counts"]]
            have = [v for v in counting if store.same(v["activity"]) in done.get(row["id"], ())]
            if (edition["course"] == row["course"] and have
                    and 2 * sum(v["weight"] for v in have) >= sum(v["weight"] for v in counting)):
                yield row["id"]


def in_funnel(store, by_then):
    half = set(half_done(store, by_then))
    started = {key for key, moments in beginnings(store).items() if any(by_then(*m) for m in moments)}
    for row in store.rows("registration"):
        state = store.states.get(row["id"], {"completion": 0, "success": 0})
        is_complete = state["completion"] == 2 and by_then(state["completed_at"], state["completed_precision"])
        is_passed = is_complete and state["success"] == 2 and by_then(state["passed_at"], state["passed_precision"])
        stages = (5 if is_passed else 4 if is_complete
                  else 3 if row["id"] in half else 2 if row["id"] in started else 1)
        yield of_registration(store, row, row["registered_at"], row["precision"], stages=stages)


def scores_by_then(store, by_then):
    """Of each registration the best score that was there; one given by hand holds, the newest of them."""
    best, by_hand = {}, {}
    for row in store.rows("result"):
        if row["activity"] == 0 and row["score"] is not None and by_then(row["at"], row["precision"]):
            key, own = row["registration"], (row["batch"] or 0, row["line"] or 0, row["score"])
            if row["by_hand"]:
                by_hand[key] = max(by_hand.get(key, own), own)
            else:
                best[key] = max(best.get(key, 0), row["score"])
    return {**best, **{key: own[2] for key, own in by_hand.items()}}


def scored(store, by_then):
    then = scores_by_then(store, by_then)
    for key, state in store.states.items():
        row = store.registration[key]
        score = state["score"] if by_then.is_now else then.get(key)
        if state["score"] is not None and score is not None:
            yield of_registration(store, row, row["registered_at"], row["precision"], value=score)


def timed(store):
    """Completed registrations with the days they took; dates without a time are of no zone."""
    for key, state in store.states.items():
        row = store.registration[key]
        ends = [(row["registered_at"], row["precision"]),
                (state["completed_at"], state["completed_precision"])]
        if state["completion"] != 2 or any(p not in ("d", "s", "f") for _, p in ends):
            continue
        if any(p == "d" for _, p in ends):
            begin, end = (local_day(at, "d", "UTC") for at, _ in ends)
            days = (end - begin).days
        else:
            days = (ends[1][0] - ends[0][0]) / 86400000
        if days >= 0:
            yield of_registration(store, row, *ends[1], value=days)


def activities_completed(store):
    for row in store.rows("activity_state"):
        if row["completion"] == 2 and row["activity"] != 0:
            yield of_registration(store, store.registration[row["registration"]],
                                  row["completed_at"], row["completed_precision"],
                                  activity=row["activity"])


def known(store):
    """Every person once, by the first day that an account of theirs has."""
    first = {}
    for key, row in store.learner.items():
        have = first.setdefault(store.stays_as(key), row)
        if row["registered_at"] is not None and (have["registered_at"] is None
                                                 or row["registered_at"] < have["registered_at"]):
            first[store.stays_as(key)] = row
    for key, row in first.items():
        yield Fact(key=row["id"], learner=key, at=row["registered_at"], precision=row["registered_precision"])


def midnight(iso):
    """A day of the calendar as a moment known to the day."""
    if iso is None:
        return {}
    t = datetime.fromisoformat(iso).replace(tzinfo=timezone.utc)
    return {"at": int(t.timestamp()) * 1000, "precision": "d"}


def of_initiative(store, initiative, **more):
    row = store.initiative[initiative]
    return Fact(initiative=initiative, kind=row["kind"], provider=row["host"], **midnight(row["starts_on"]),
                **more)


def attended(store):
    for row in store.rows("participation"):
        if row["status"] in ("attended", "completed"):
            yield of_initiative(store, row["initiative"], learner=row["learner"],
                                carried=row["economy"])


def participations(store):
    """One of each person and initiative, with the economy that a list gives."""
    one = {}
    for fact in attended(store):
        fact.learner = store.stays_as(fact.learner)
        have = one.setdefault((fact.initiative, fact.learner), fact)
        have.carried = have.carried or fact.carried
        have.key = fact.initiative, fact.learner
    return one.values()


def persons(store):
    for fact in registered(store):
        fact.course = fact.cohort = None
        yield fact
    yield from attended(store)


def held(is_lecture):
    def source(store):
        for key, row in store.initiative.items():
            if (row["kind"] == "lecture") == is_lecture:
                yield of_initiative(store, key, carried=row["host_economy"])
    return source


def heads(is_views):
    def source(store):
        for i, row in enumerate(store.rows("headcount")):
            if (row["channel"] == "views") == is_views:
                yield of_initiative(store, row["initiative"], key=i, n=row["n"],
                                    carried=row["economy"] or None)
    return source


def covered(store):
    """Economies that were reached, and those that could be."""
    for fact in registered(store):
        fact.done = True
        yield fact
    for row in store.rows("economy"):
        yield Fact(carried=row["code"], is_base=True)


def catalogue(store):
    for course in store.course:
        editions = [v for v in store.rows("course_version") if v["course"] == course]
        for v in editions:
            for language in v["languages"].split(", "):
                yield Fact(course=course, version=v["id"], language=language or None,
                           **midnight(v["published_on"]))
        if not editions:
            yield Fact(course=course)


class Measure:
    def __init__(self, source, counts, by="registration", rate=False, stages=(), firsts=False,
                 zeros=None, stands=False):
        self.source, self.counts, self.by, self.rate = source, counts, by, rate
        self.stages, self.firsts = stages, firsts
        self.stands = stands              # the source says how things stood by a day
        self.zeros = zeros                # of a spread: whether they are in the quartiles
        self.has_period, self.has_horizon = by != "catalogue", rate and by == "registration"
        self.has_course = by in ("registration", "beginning", "activity", "catalogue", "economy")

    @property
    def is_count(self):
        return not self.rate and not self.stages and self.zeros is None


STAGES = ("registered", "started", "half", "completed", "passed")
MEASURES = {
    "participants": Measure(to_be_completed, LEARNERS, by="beginning"),
    "registrations": Measure(to_be_completed, FACTS, by="beginning"),
    "starters": Measure(begun, LEARNERS),
    "completions": Measure(completed, FACTS),
    "completers": Measure(completed, LEARNERS),
    "passed": Measure(passed, FACTS),
    "passers": Measure(passed, LEARNERS),
    "completion-rate": Measure(to_be_completed, FACTS, rate=True),
    "learner-completion-rate": Measure(to_be_completed, LEARNERS, rate=True),
    "activity-completions": Measure(activities_completed, FACTS, by="activity"),
    "funnel": Measure(in_funnel, FACTS, stages=STAGES, stands=True),
    "learner-funnel": Measure(in_funnel, LEARNERS, stages=STAGES, stands=True),
    "scores": Measure(scored, FACTS, zeros=True, stands=True),
    "time-to-complete": Measure(timed, FACTS, zeros=False),
    "economies-reached": Measure(registered, ECONOMIES),
    "new-economies": Measure(registered, ECONOMIES, firsts=True),
    "coverage": Measure(covered, ECONOMIES, by="economy", rate=True),
    "registered-users": Measure(known, LEARNERS, by="learner"),
    "courses-available": Measure(catalogue, COURSES, by="catalogue"),
    "persons": Measure(persons, LEARNERS, by="participation"),
    "economies-of-persons": Measure(persons, ECONOMIES, by="participation"),
    "participations": Measure(participations, FACTS, by="participation"),
    "initiatives": Measure(held(False), INITIATIVES, by="initiative"),
    "lectures": Measure(held(True), INITIATIVES, by="initiative"),
    "headcounts": Measure(heads(False), HEADS, by="initiative"),
    "views": Measure(heads(True), HEADS, by="initiative"),
}


def in_period(fact, o, today):
    if fact.is_base:
        return True
    if fact.day is None:
        return not (o.get("from") or o.get("to") or "within" in o)
    if (o.get("from") and fact.day < o["from"]) or (o.get("to") and fact.day > o["to"]):
        return False
    if o.get("as_of") and fact.day > o["as_of"]:
        return False
    return "within" not in o or fact.day + timedelta(o["within"]) <= (o.get("as_of") or today)


def is_done(fact, o):
    if not fact.done or fact.done_at is None:
        return fact.done and "within" not in o
    end = local_day(fact.done_at, fact.done_precision, o["zone"])
    return not (o.get("as_of") and end > o["as_of"]) and not (
        "within" in o and (end - fact.day).days > o["within"])


def place_in_economy(store, measure, fact, o, today):
    stock = o.get("as_of") or o.get("to") or today
    fact.when = stock if o["basis"] == "as-of" or fact.day is None else fact.day
    carried = fact.carried
    if o["basis"] == "as-of" and fact.person is not None:
        carried = None                    # where the person is then
    fact.economy = carried or store.economy_of(fact.person, fact.when)
    if measure.by == "economy":           # whose groups are those of one day
        fact.when = stock


def is_of_places(store, economy, day, o):
    if "economy" in o and economy not in o["economy"]:
        return False
    all_of_them = {k: v for k, v in o.items() if k != "primary"}
    return "group" not in o or any(
        code in store.groups_of(scheme, economy, day, all_of_them) for scheme, code in o["group"])


def is_of(store, fact, o):
    """Of the courses, economies and groups that are asked for."""
    if "course" in o and not fact.is_base and store.course[fact.course]["code"] not in o["course"]:
        return False
    return is_of_places(store, fact.economy, fact.when, o)


def thing_of(measure, fact, nth):
    return {LEARNERS: fact.person, ECONOMIES: getattr(fact, "economy", None), COURSES: fact.course,
            INITIATIVES: fact.initiative}.get(measure.counts, nth)


class ByThen:
    """Whether something was so by the as-of day; what has no day was."""

    def __init__(self, o):
        self.day, self.zone, self.is_now = o.get("as_of"), o["zone"], not o.get("as_of")

    def __call__(self, at, precision):
        return self.is_now or at is None or local_day(at, precision, self.zone) <= self.day


def facts(store, measure, o, today):
    found = []
    source = measure.source(store, ByThen(o)) if measure.stands else measure.source(store)
    for nth, fact in enumerate(source):
        if fact.learner is not None:
            fact.person = store.person(fact.learner)
            fact.language = store.learner[store.stays_as(fact.learner)]["lang"]
            if fact.person is None:
                continue
        fact.day = None if fact.at is None else local_day(fact.at, fact.precision, o["zone"])
        place_in_economy(store, measure, fact, o, today)
        if not is_of(store, fact, o) or (measure.counts == ECONOMIES
                                         and fact.economy not in store.countries):
            continue
        fact.done = is_done(fact, o) if in_period(fact, o, today) else False
        fact.thing = thing_of(measure, fact, nth)
        found.append(fact)
    if measure.firsts:
        first = {}
        for fact in found:
            have = first.setdefault(fact.thing, fact)
            if fact.day is not None and (have.day is None or fact.day < have.day):
                first[fact.thing] = fact
        found = first.values()
    return [fact for fact in found if in_period(fact, o, today)]
