"""Count Moodle's exports without the program: raw_counts.py FOLDER ZONE

Prints what `etalon stats ... -f csv` shall say after importing the users
download and the completion reports of two courses, as "QUESTION: figures".
"""
import csv
import re
import sys
from collections import Counter
from datetime import datetime, timezone
from zoneinfo import ZoneInfo

folder, zone = sys.argv[1], ZoneInfo(sys.argv[2])
COURSES = ["NMS", "SI-101"]


def rows(name):
    with open(f"{folder}/{name}", encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def email_of(row):
    return next(cell.lower() for cell in row if re.fullmatch(r"\S+@example\.org", cell))


users = rows("users-bulk-download.csv")
at = users[0].index("country")
country = {email_of(row): row[at] for row in users[1:] if row[at] not in ("", "0")}
registered, completed = [], []
for course in COURSES:
    for row in rows(f"course-completion-{course}-csv.csv")[1:]:
        who = email_of(row)
        registered.append((course, who))
        if row[-1]:
            local = datetime.strptime(row[-1], "%Y-%m-%d %H:%M:%S").replace(tzinfo=zone)
            completed.append((course, who, f"{local.astimezone(timezone.utc):%Y-%m}"))


def say(question, figures):
    print(f"{question}:", " ".join(f"{k}={v}" for k, v in sorted(figures.items())))


people = {who for _, who in registered}
say("registrations", {"total": len(registered)})
say("registrations --by course", Counter(course for course, _ in registered))
say("participants", {"total": len(people)})
say("participants --by economy", Counter(country.get(who, "ZZ") for who in people))
say("completions", {"total": len(completed)})
say("completers", {"total": len({who for _, who, _ in completed})})
say("completions --by month", Counter(month for _, _, month in completed))
say("completions --by economy", Counter(country.get(who, "ZZ") for _, who, _ in completed))
say("economies-reached", {"total": len({country[who] for who in people if who in country})})
say("registered-users", {"total": len({email_of(row) for row in users[1:]} | people)})
