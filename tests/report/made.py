"""made.py: a made store of the size of the office's, as files to import, counted so that the published
sentence comes out: 1 663 learners of 126 economies in all six RMOs, 27 courses; 4 043 persons with those who
took part in 60 initiatives."""
import csv, datetime, pathlib, sys

LEARNERS, ECONOMIES, COURSES, PERSONS, INITIATIVES = 1663, 126, 27, 4043, 60
RMOS = ["AFRIMETS", "APMP", "COOMET", "EURAMET", "GULFMET", "SIM"]


def rows(name):
    with open(pathlib.Path(sys.argv[1]) / "schemas/data" / name, encoding="utf-8") as f:
        yield from csv.DictReader(f, delimiter="\t", quoting=csv.QUOTE_NONE)


def economies():
    """Some of each RMO first, then others, in order of code."""
    full = {}
    for r in rows("rmo_membership.tsv"):
        if r["kind"] == "full":
            full.setdefault(r["rmo"], set()).add(r["alpha2"])
    first = [e for rmo in RMOS for e in sorted(full[rmo])[:3]]
    return list(dict.fromkeys(first + sorted(r["alpha2"] for r in rows("economies.tsv"))))[:ECONOMIES]


def day(n):
    return datetime.date(2021, 4, 1) + datetime.timedelta(days=n)


def write(name, head, lines):
    with open(name, "w", newline="", encoding="utf-8") as f:
        csv.writer(f).writerows([head, *lines])


codes = economies()
taken = []
for i in range(LEARNERS):
    for k in range(1 + i % 2):
        begun = (i * 7) % 1250 + k
        done = day(begun + 30) if (i + k) % 3 else ""
        taken.append([f"l{i}@example.org", codes[i % ECONOMIES], day((i * 7) % 1250), f"C{(i + k * 5) % COURSES:02}", day(begun), done,
                      "completed" if done else "registered"])
write("taken.csv", ["email", "country", "joined_at", "course", "registered_at", "completed_at", "status"], taken)
write("initiatives.csv", ["initiative", "kind", "title", "starts_on", "mode"],
      [[f"I{i:02}", "workshop", f"Workshop {i}", day(20 * i), "in_person"] for i in range(INITIATIVES)])
# Some of those who came to a workshop also learn online.
came = [f"p{i}@example.org" for i in range(PERSONS - LEARNERS)] + [f"l{i}@example.org" for i in range(500)]
write("attendance.csv", ["initiative", "email", "country", "role", "status"],
      [[f"I{i % INITIATIVES:02}", who, codes[i % ECONOMIES], "participant", "attended"] for i, who in enumerate(came)])
