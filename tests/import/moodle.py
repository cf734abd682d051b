"""Imports every sample of Moodle and compares the stores: see moodle.test.

What differs by nature is not compared: Chinese writes the whole name of a person in another order,
so the names of those who have no other (the display of a learner) are left out; and a
site that shows only e-mail addresses ("en-default-identity") says nothing in reports but who has
done what, so only registrations and results are compared with it. In ODS, Moodle loses a
name that begins with "=".
"""
import collections, concurrent.futures, csv, html, io, os, re, subprocess, sys
import xml.etree.ElementTree as tree
from datetime import datetime, timezone
from zoneinfo import ZoneInfo

samples = sys.argv[1]
languages = ["en", "fr", "es", "ar", "zh_cn", "en-default-identity"]

# Kind of file: the same in every format that is listed.
kinds = {
    "users": [["users-bulk-download.csv"], ["users-bulk-download.json"], ["users-bulk-download.ods"],
              ["users-bulk-download.xlsx"]],
    "participants": [["participants-NMS.csv", "participants-SI-101.csv"]],
    "activities": [["activity-completion-NMS-csv.csv", "activity-completion-SI-101-csv.csv"],
                   ["activity-completion-NMS-excelcsv.csv", "activity-completion-SI-101-excelcsv.csv"]],
    "courses": [["course-completion-NMS-csv.csv", "course-completion-SI-101-csv.csv"],
                ["course-completion-NMS-excelcsv.csv", "course-completion-SI-101-excelcsv.csv"]],
    "grades": [["grades-NMS-comma.txt"], ["grades-NMS-semicolon.txt"], ["grades-NMS-tab.txt"],
               ["grades-NMS.xlsx"]],
    "grades of SI-101": [["grades-SI-101-comma.txt"]],
    "grades in XML": [["grades-NMS.xml"]],
    "attempts": [["scorm-basic-NMS-M1.csv"], ["scorm-basic-NMS-M1.xlsx"]],
    "more attempts": [["scorm-basic-NMS-M5.csv", "scorm-basic-SI-M1.csv"]],
    "interactions": [["scorm-interactions-NMS-M1.csv", "scorm-interactions-NMS-M5.csv",
                      "scorm-interactions-SI-M1.csv"]],
    "objectives": [["scorm-objectives-NMS-M1.csv", "scorm-objectives-NMS-M5.csv",
                    "scorm-objectives-SI-M1.csv"]],
    "users in a report": [["report-builder-all-users-with-country.csv"]],
    "members of cohorts": [["report-builder-cohort-members.csv"]],
    "participants in a report": [["report-builder-participants-and-completion.csv"]],
}
declined = {
    "figures": ["report-builder-by-cohort.csv", "report-builder-by-country-all-courses.csv",
                "report-builder-by-year.csv", "report-builder-completions-per-country.csv",
                "report-builder-completions-per-rmo.csv",
                "report-builder-course-completions-by-activity.csv", "report-builder-rmo-only.csv"],
    "log": ["logs-NMS.csv"],
}

def etalon(*words):
    return subprocess.run(["etalon", *words], capture_output=True)

def without_names(line):
    cells = line.split("\t")
    if cells[0] == "learner":
        cells[4] = ""                           # display
    return "\t".join(cells)

def store(kind, i, language):
    """The canonical lines of the store."""
    db = f"{kind}-{i}-{language}.db".replace(" ", "-")
    files = [f"{samples}/{language}/{name}" for name in kinds[kind][i]]
    done = etalon("import", "-f", "csv", "--db", db, "--zone", "Europe/Paris", "--new-courses",
                  "--source-name", "site", *files)
    assert done.returncode == 0, (kind, files, done.stdout.decode(), done.stderr.decode())
    rows = list(csv.DictReader(io.StringIO(done.stdout.decode())))
    for row in rows:
        assert (row["rejected"], row["conflict"]) == ("0", "0"), (kind, language, row)
    text = etalon("export", "--canonical", "--db", db).stdout.decode()
    os.remove(db)
    return [without_names(line) for line in text.splitlines()]

def facts(lines):
    """Who registered where, and what they did, as far as every file says it."""
    return sorted("\t".join(cells[:6]) for cells in (line.split("\t") for line in lines)
                  if cells[0] in ("registration", "result"))

def without(lines, who):
    return [line for line in lines if not line.startswith("learner\t" + who)]

def first_difference(a, b):
    return sorted(set(a) ^ set(b))[:3]

def compare():
    jobs = {}
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        for kind, formats in kinds.items():
            for i in range(len(formats)):
                for language in languages:
                    jobs[kind, i, language] = pool.submit(store, kind, i, language)
        stores = {key: job.result() for key, job in jobs.items()}
    for (kind, i, language), lines in stores.items():
        want = stores[kind, 0, "en"]
        if language == "en-default-identity":
            lines, want = facts(lines), facts(want)
        if kinds[kind][i][0].endswith(".ods"):
            lines, want = without(lines, "lrn052"), without(want, "lrn052")
        assert lines == want, (kind, kinds[kind][i], language, first_difference(lines, want))
    return {kind: stores[kind, 0, "en"] for kind in kinds}

# --- counted from the raw files -----------------------------------------------------------------

def rows_of(name, delimiter=","):
    with open(f"{samples}/en/{name}", encoding="utf-8-sig", newline="") as f:
        return list(csv.reader(f, delimiter=delimiter))

def utc(local, shape):
    a = datetime.strptime(local, shape).replace(tzinfo=ZoneInfo("Europe/Paris"))
    if a.utcoffset() != a.replace(fold=1).utcoffset():
        return a.strftime("%Y-%m-%d")           # shown twice: the day is sure
    return a.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")

def long(local):
    return utc(local, "%A, %d %B %Y, %I:%M %p") if local not in ("", "-") else ""

def title(s):
    return "moodle:" + html.unescape(s).replace('"', "'")

def counted(lines, kind):
    n = collections.Counter()
    for line in lines:
        cells = line.split("\t")
        if cells[0] == "learner":
            n["learner", cells[1]] += 1
        elif cells[0] == "registration":
            n["registration", cells[1], cells[2], cells[3]] += 1
        elif cells[0] == "result":
            n["result", cells[1], cells[2], cells[4].replace("site:", "moodle:"), *cells[5:]] += 1
        elif cells[0] == "attempt":
            n["attempt", cells[1], cells[2], cells[4].replace("site:", "moodle:"), *cells[5:]] += 1
        elif cells[0] == "answer":          # question, attempt, response
            n["answer", cells[1], cells[2], cells[4].replace("site:", "moodle:"), cells[5], cells[7], cells[9]] += 1
    return n

def of_participants():
    n = collections.Counter()
    for course in "NMS", "SI-101":
        for row in rows_of(f"participants-{course}.csv")[1:]:
            n["learner", row[2]] = 1
            n["registration", row[2], course, ""] += 1
    return n

def of_activities():
    n = collections.Counter()
    for course in "NMS", "SI-101":
        header, *rows = rows_of(f"activity-completion-{course}-csv.csv")
        for row in rows:
            n["learner", row[1]] = 1
            n["registration", row[1], course, ""] += 1
            for i in range(5, len(row), 2):
                if row[i] == "Completed":
                    n["result", row[1], course, title(header[i]), utc(row[i + 1], "%Y-%m-%d %H:%M:%S"), "2",
                      "0", ""] += 1
                else:
                    assert row[i] == "Not completed", row[i]
    return n

def of_courses():
    n = collections.Counter()
    for course in "NMS", "SI-101":
        header, *rows = rows_of(f"course-completion-{course}-csv.csv")
        for row in rows:
            n["learner", row[2]] = 1
            n["registration", row[2], course, ""] += 1
            for i in range(6, len(row) - 1, 2):
                if row[i] == "Completed":
                    n["result", row[2], course, title(header[i]), utc(row[i + 1], "%Y-%m-%d %H:%M:%S"), "2",
                      "0", ""] += 1
            if row[-1]:
                n["result", row[2], course, "", utc(row[-1], "%Y-%m-%d %H:%M:%S"), "2", "0", ""] += 1
    return n

def of_attempts(*names):
    n = collections.Counter()
    for name in names:
        activity = re.fullmatch(r"scorm-\w+-(.*)\.csv", name)[1]
        course = activity.rpartition("-")[0]
        for row in rows_of(name, "\t")[1:]:
            n["learner", row[1]] = 1
            n["registration", row[1], course, ""] = 1
            if row[5] == "-":
                continue
            assert row[5] == "1"
            score = "" if row[8] == "-" else f"{float(row[8] + 'e-2'):g}" if row[8] else ""
            n["result", row[1], course, "moodle:" + activity, long(row[7]), "1", "0", score] += 1
            n["attempt", row[1], course, "moodle:" + activity, "1", long(row[6]), long(row[7]), score] += 1
            if "interactions" in name and len(row) > 10 and row[10]:
                n["answer", row[1], course, "moodle:" + activity, "0", "1", row[10]] += 1
    return n

def of_report():
    n = collections.Counter()
    for row in rows_of("report-builder-participants-and-completion.csv")[1:]:
        if not row[3]:
            continue                            # a way of enrolment that nobody used
        n["learner", row[5]] = 1
        n["registration", row[5], row[1], long(row[9])] += 1
        assert (row[12] == "Yes") == (row[15] != ""), row
        if row[15]:
            n["result", row[5], row[1], "", long(row[15]), "2", "0", ""] += 1
    return n

def of_people(name, column):
    return collections.Counter({("learner", row[column]): 1 for row in rows_of(name)[1:]})

def of_gradebook():
    results = tree.parse(f"{samples}/en/grades-NMS.xml").getroot()
    ids = {result.findtext("student") for result in results}
    return collections.Counter({("registration", "NMS"): len(ids), ("learner",): len(ids)})

def check_counts(stores):
    want = {
        "users": of_people("users-bulk-download.csv", 2),
        "participants": of_participants(),
        "activities": of_activities(),
        "courses": of_courses(),
        "attempts": of_attempts("scorm-basic-NMS-M1.csv"),
        "more attempts": of_attempts("scorm-basic-NMS-M5.csv", "scorm-basic-SI-M1.csv"),
        "interactions": of_attempts(*kinds["interactions"][0]),
        "objectives": of_attempts(*kinds["objectives"][0]),
        "users in a report": of_people("report-builder-all-users-with-country.csv", 3),
        "members of cohorts": of_people("report-builder-cohort-members.csv", 5),
        "participants in a report": of_report(),
    }
    for kind, n in want.items():
        have = counted(stores[kind], kind)
        assert n == have, (kind, list((n - have).items())[:3], list((have - n).items())[:3])
    assert sum(n for key, n in of_report().items() if key[0] == "registration") == 120
    have = collections.Counter()
    for line in stores["grades in XML"]:
        cells = line.split("\t")
        have["registration", cells[2]] += cells[0] == "registration"
        have["learner",] += cells[0] == "learner"
    assert +of_gradebook() == +collections.Counter({k: v for k, v in have.items() if v}), have
    for kind in "grades", "grades of SI-101":
        assert sum(line.startswith("registration\t") for line in stores[kind]) == 60
        assert not any(line.startswith("result\t") for line in stores[kind])

# --- what is declined -------------------------------------------------------------------------

def check_declined():
    said = {"figures": "holds figures of Moodle's Report builder and no persons", "log": "is a log of Moodle"}
    for what, names in declined.items():
        for language in languages:
            for name in names:
                path = f"{samples}/{language}/{name}"
                if not os.path.exists(path):
                    continue
                done = etalon("import", "--db", "none.db", "--new-courses", path)
                assert done.returncode == 3 and said[what] in done.stderr.decode(), (path, done)
                assert "export" in done.stderr.decode()
    assert not os.path.exists("none.db")

stores = compare()
check_counts(stores)
check_declined()
