"""Of a made-up store the catalogue, results, and attempts at tests with their answers."""
from random_days import a_day, stamp

LANGUAGES = ["", "en", "en, fr", "fr, es-419"]
RESULTS = [None, "correct", "Correct", "incorrect", "0.5", "1", "neutral"]


class Catalogue:
    """What was made: of each course its activities, of each activity the one it is the same as."""

    def __init__(self, store, r, courses):
        self.store, self.r = store, r
        self.of, self.end, self.questions = {}, {0: 0}, {}
        for course in courses:
            self.activities(course)
            self.editions(course)

    def activities(self, course):
        r, mine = self.r, self.of.setdefault(course, [])
        for _ in range(r.randint(0, 6)):
            key = len(self.end)
            same = r.choice(mine) if mine and r.random() < 0.3 else None
            module = None
            if same is None and mine and r.random() < 0.5:
                module = r.choice([a for a in mine if self.end[a] == a])
            self.store.execute(
                "INSERT INTO activity (id, course, ident, title, kind, parent, same_as) "
                "VALUES (?,?,?,?,?,?,?)",
                (key, course, f"a{key * 7 % 11}-{key}", r.choice(["", f"Activity {key}"]),
                 r.choice(["module", "lesson", "assessment"]), module, same))
            self.end[key] = key if same is None else self.end[same]
            mine.append(key)
            self.ask(key)

    def ask(self, activity):
        r = self.r
        for ident in r.sample(["q1", "q10", "q2", "é"], r.randint(0, 4)):
            key = sum(map(len, self.questions.values())) + 1
            self.questions.setdefault(activity, []).append(key)
            self.store.execute("INSERT INTO question (id, activity, ident, max_mark) VALUES (?,?,?,?)",
                               (key, activity, ident, r.choice([None, None, 1, 2])))

    def editions(self, course):
        r = self.r
        for n in range(r.choice([0, 1, 1, 2])):
            version = self.store.execute(
                "INSERT INTO course_version (course, label, languages, published_on) VALUES (?,?,?,?)",
                (course, f"{n + 1}.0", r.choice(LANGUAGES),
                 r.choice([None, a_day(r).isoformat()]))).lastrowid
            for activity in self.of[course]:
                if r.random() < 0.7:
                    self.store.execute(
                        "INSERT INTO version_activity (version, activity, counts, weight) "
                        "VALUES (?,?,?,?)",
                        (version, activity, int(r.random() < 0.8), r.choice([1, 1, 2, 0.5])))

    def results(self, registration, course, state):
        """What the state came from, and what was said of activities."""
        completion, success, score, done, passed = state
        facts = [(0, *done, completion, 0, None), (0, *passed, 0, success, score)]
        at = dict([done, passed])
        for end in {self.end[a] for a in self.of[course]}:
            if self.r.random() < 0.5:
                continue
            when = stamp(self.r)
            if at.setdefault(*when) != when[1]:        # one moment, known in two ways
                continue
            state = self.r.choice([1, 2, 2])
            facts.append((end, *when, state, 0, None))
            self.store.execute(
                "INSERT INTO activity_state VALUES (?,?,?,0,NULL,?,?,NULL,NULL)",
                (registration, end, state, *(when if state == 2 else (None, None))))
        if self.r.random() < 0.3:                      # says nothing
            facts.append((0, 0, "d", 0, 0, None))
        for n, fact in enumerate(facts):
            self.store.execute("INSERT INTO result (registration, activity, n, at, precision, "
                               "completion, success, score) VALUES (?,?,?,?,?,?,?,?)",
                               (registration, fact[0], n, *fact[1:]))
        return at

    def attempts(self, registration, course, at):
        r = self.r
        for activity in self.of[course]:
            if r.random() < 0.5:
                continue
            scored = r.random() < 0.8
            for n in range(1, r.choice([1, 1, 2]) + 1):
                started = stamp(r)
                if at.setdefault(*started) != started[1]:
                    continue
                self.store.execute(
                    "INSERT INTO attempt (registration, activity, n, started_at, started_precision, "
                    "last_at, last_precision, score) VALUES (?,?,?,?,?,?,?,?)",
                    (registration, activity, n, *started, *stamp(r),
                     r.choice([0, 0.5, 1]) if scored else None))
                self.answers(registration, activity, n)

    def answers(self, registration, activity, attempt):
        r = self.r
        skips = r.choice([0, 0, 0, 0.3, 1])
        for question in self.questions.get(activity, []):
            if r.random() < skips:
                continue
            for n in range(r.choice([1, 1, 1, 2])):
                self.store.execute(
                    "INSERT INTO interaction (registration, question, attempt, n, result, mark) "
                    "VALUES (?,?,?,?,?,?)",
                    (registration, question, attempt, n, r.choice(RESULTS),
                     r.choice([None, None, 0, 0.25, 1, 3])))
