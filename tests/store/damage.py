"""damage.py: verify finds every kind of damage, and says of each what it is.

A store with some history is damaged in one way at a time, by SQL with triggers and references off; verify
must then say just what stands beside it (a line may begin with that) and nothing else, and a sound store is said to be sound.
"""
import re
import shutil
import sqlite3
import subprocess
import sys

HEAD = "email,given_name,family_name,country,course,registered_at,completed_at,score,status,activity\n"
FILES = {
    "one.csv": "a@example.org,An,A,DE,NMS,2024-01-01,2024-02-01,0.5,completed,\n"
               "b@example.org,Bo,B,NA,NMS,2024-01-02,,,registered,\n"
               "c@example.org,Cy,C,KE,SI,2024-01-03,2024-03-01,0.7,passed,\n",
    "two.csv": "a@example.org,Ann,A,FR,SI,2024-05-01,,0.2,failed,\n"
               "b@example.org,Bo,B,NA,NMS,2024-01-02,2024-06-01,,completed,\n"
               "d@example.org,Di,D,KE,SI,2024-01-04,2024-02-01,0.4,completed,unit 1\n",
    "three.csv": "c@example.org,Cy,Chu,KE,SI,2024-01-03,2024-02-20,0.9,passed,\n",
}
ROWS = "the rows it brought or retired are not those the log vouches for"
STATES = r"\d+ states? (is|are) not what the results come to; \"etalon rebuild\" makes (it|them) again"
REFERENCE = "a row speaks of another that is not there: "

CASES = [
    ("a state lower than the results say", "UPDATE registration_state SET completion = 0 WHERE registration = 1",
     [STATES]),
    ("the state of an activity", "UPDATE activity_state SET score = 1", [STATES]),
    ("a state taken out", "DELETE FROM registration_state WHERE registration = 2", [STATES]),
    ("a registration of nobody", "UPDATE registration SET learner = 99 WHERE id = 2",
     [REFERENCE + "registration row 2 -> learner", f"batch 1: {ROWS}", "*"]),
    ("a name written over", "UPDATE learner SET family = 'X' WHERE id = 2", [f"batch 1: {ROWS}"]),
    ("a score written over", "UPDATE result SET score = 0.6 WHERE registration = 1", [STATES, f"batch 1: {ROWS}"]),
    ("a result taken out", "DELETE FROM result WHERE registration = 3 AND batch = 3", [STATES, f"batch 3: {ROWS}"]),
    ("a result added", "INSERT INTO result (registration, activity, n, completion, batch) VALUES (2, 0, 9, 2, 2)",
     [f"batch 2: {ROWS}"]),
    ("a result said by another batch", "UPDATE result SET batch = 2 WHERE registration = 1",
     [f"batch 1: {ROWS}", f"batch 2: {ROWS}"]),
    ("an address written over", "UPDATE learner_identity SET value_norm = 'z@example.org' WHERE learner = 1",
     [f"batch 1: {ROWS}"]),
    ("what was known before written over", "UPDATE learner_past SET given = 'Q'",
     [r"batch \d: " + ROWS] * 3),
    ("what was known before taken out", "DELETE FROM learner_past", [r"batch \d: " + ROWS] * 3),
    ("an entry of the log taken out", "DELETE FROM change_log WHERE batch = 2",
     ["batch 2: the log has no entry of it",
      "batch 3: its entry in the log does not follow the one before; an entry was changed or taken out"]),
    ("an entry of the log written over", "UPDATE change_log SET summary = 'nothing' WHERE batch = 2",
     ["batch 2: its entry in the log was changed"]),
    ("a batch by another actor", "UPDATE import_batch SET actor = 'nobody' WHERE id = 2",
     ["batch 2: its time, kind or actor is not what the log says"]),
    ("an actor written over in both",
     "UPDATE import_batch SET actor = 'nobody' WHERE id = 2; UPDATE change_log SET actor = 'nobody' WHERE batch = 2",
     ["batch 2: its entry in the log was changed"]),
    ("two versions at one time",
     "INSERT INTO registration_past (id, learner, course, seq, registered_at, precision, withdrawn, by_hand,"
     " batch, line, retired_by) SELECT id, learner, course, seq, registered_at, precision, withdrawn, by_hand,"
     " batch, line, 3 FROM registration WHERE id = 1",
     ["versions of registrations are at odds with each other: 1", r"batch \d: " + ROWS, r"batch \d: " + ROWS]),
    ("two economies at one time",
     "INSERT INTO learner_affiliation (learner, n, economy) VALUES (1, 9, 'KE')",
     ["a learner has two economies at one time: learner 1",
      "the economies of 1 learners are not what their records come to; \"etalon rebuild\" makes them again", "*"]),
    ("an economy of another", "UPDATE learner_affiliation SET economy = 'KE' WHERE learner = 2",
     ["the economies of 1 learners are not what their records come to; \"etalon rebuild\" makes them again"]),
    ("a learner hidden from statistics", "UPDATE learner SET status = 'test' WHERE id = 2",
     ["the status of 1 learners is not what follows from merges and erasures; \"etalon rebuild\" makes it again"]),
    ("a merge nobody made", "INSERT INTO learner_merge (learner, into_learner, batch) VALUES (2, 1, 2)",
     ["the status of 1 learners is not what follows", f"batch 2: {ROWS}", "*"]),
    ("merges in a circle",
     "INSERT INTO learner_merge (learner, into_learner, batch) VALUES (2, 1, 2), (1, 2, 2)",
     ["learners are merged in a circle: learner 1", "learners are merged in a circle: learner 2", "*"]),
    ("an index that lacks a row", "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql ="
     " replace(sql, 'learner, course, seq', 'learner, seq, course') WHERE name = 'registration_learner'",
     ["the file is damaged: ", "*"]),
]

def verify(store):
    done = subprocess.run(["etalon", "verify", "--db", store], capture_output=True, text=True, check=False)
    return done.returncode, done.stdout.splitlines()

def unlike(expected, lines):
    """What is missing or too much; "*" lets more come."""
    left, missing = list(lines), []
    for sentence in expected:
        found = [x for x in left if sentence != "*" and re.match(sentence, x)]
        if found:
            left.remove(found[0])
        elif sentence != "*":
            missing.append(sentence)
    return missing + ([] if "*" in expected else left)

def main():
    for name, rows in FILES.items():
        with open(name, "w", encoding="utf-8") as out:
            out.write(HEAD + rows)
        subprocess.run(["etalon", "import", "-q", "--new-courses", "--db", "s.db", name], check=True,
                       stdout=subprocess.DEVNULL)
    assert verify("s.db") == (0, ["The store is sound."])
    failed = 0
    for what, sql, expected in CASES:
        shutil.copy("s.db", "d.db")
        db = sqlite3.connect("d.db")
        db.executescript("PRAGMA foreign_keys = OFF; " + sql)
        db.close()
        status, lines = verify("d.db")
        wrong = unlike(expected, lines)
        if status != 5 or wrong:
            print(f"{what}: exit status {status}, not so: {wrong}\n  it says", *lines, sep="\n  ")
            failed += 1
    sys.exit(failed != 0)

if __name__ == "__main__":
    main()
