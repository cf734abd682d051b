"""killed.py MOMENTS SCHEMA-1.SQL: programs ended at any moment leave the store as before or as after.

Imports, undos, merges, migrations and backups are ended by SIGKILL, SIGINT or SIGTERM at MOMENTS random
moments each; then the store must be sound and hold what it held before or what the job makes of it, and
the job, done again, makes it. Ctrl-C is answered in order: exit status 4, nothing beside the store.
"""
import glob
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time

HEAD = "email,given_name,family_name,country,course,registered_at,completed_at,score,status\n"
SIGNALS = (signal.SIGKILL, signal.SIGKILL, signal.SIGINT, signal.SIGTERM)

def row(i):
    who = i % 2500
    return (f"p{who}@example.org,G{who},F{who},{'DE' if who % 2 else 'NA'},C-{i % 7},2024-01-{i % 28 + 1:02d},"
            f"2024-03-{i % 28 + 1:02d},0.{i % 10},passed\n")

def write(path, first, last):
    with open(path, "w", encoding="utf-8") as out:
        out.write(HEAD)
        out.writelines(map(row, range(first, last)))

def run(*words, may_fail=False):
    done = subprocess.run(["etalon", *words], capture_output=True, check=False)
    if done.returncode and not may_fail:
        sys.exit(f"etalon {' '.join(words)}: {done.returncode}\n{done.stderr.decode()}")
    return done.stdout

def content(store):
    return run("export", "--canonical", "--db", store)

def holds(store):
    """What it holds; of a store of an older schema that it is one."""
    done = subprocess.run(["etalon", "export", "--canonical", "--db", store], capture_output=True, check=False)
    return b"old" if b"older than this program" in done.stderr else done.stdout

def begin(template):
    for name in glob.glob("s.db*") + glob.glob("copy.db*"):
        os.unlink(name)
    shutil.copy(template, "s.db")

def leave(words, after, how):
    """Starts it, ends it after so many seconds; the exit status, below 0 when a signal ended it."""
    job = subprocess.Popen(["etalon", *words], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    time.sleep(after)
    job.send_signal(how)
    return job.wait()

def judge(name, words, status, before, after):
    if status not in (0, 4, -signal.SIGKILL, -signal.SIGINT, -signal.SIGTERM):
        sys.exit(f"{name}: exit status {status}")
    now = holds("s.db")
    if now != after and (status == 0 or now != before):
        sys.exit(f"{name}: neither as before nor as after")
    if before != b"old" or now != b"old":
        run("verify", "--db", "s.db")
    if status >= 0 and [f for f in glob.glob("s.db*") if "before-schema" not in f] != ["s.db"]:
        sys.exit(f"{name}: left {glob.glob('s.db*')}")
    if glob.glob("copy.db"):
        if content("copy.db") != before:
            sys.exit(f"{name}: half a copy")
    run(*words, may_fail=True)            # a second undo says that there is nothing to undo
    if content("s.db") != after:
        sys.exit(f"{name}: done again it is another")
    run("verify", "--db", "s.db")

def trial(name, template, moments, *words):
    rng = random.Random(name)
    begin(template)
    before = holds("s.db")
    start = time.monotonic()
    run(*words)
    lasts = time.monotonic() - start
    after = content("s.db")
    for i in range(moments):
        begin(template)
        how = SIGNALS[i % len(SIGNALS)]
        at = rng.uniform(0, 1.1 * lasts)
        judge(f"{name}, {how.name} after {at:.3f} s", words, leave(words, at, how), before, after)

def main():
    moments = int(sys.argv[1])
    write("small.csv", 0, 500)
    write("large.csv", 500, 6000)
    run("import", "-q", "--db", "small.db", "--new-courses", "small.csv")
    shutil.copy("small.db", "large.db")
    run("import", "-q", "--db", "large.db", "--new-courses", "large.csv")
    with open(sys.argv[2], encoding="utf-8") as script:
        sqlite3.connect("old.db").executescript(script.read())
    store = ("--db", "s.db")
    trial("an import", "small.db", moments, "import", "-q", *store, "--new-courses", "large.csv")
    trial("an undo", "large.db", moments, "undo", *store, "2")
    trial("an undo of many", "large.db", moments, "undo", *store, "1", "--cascade")
    trial("a merge", "large.db", moments, "learners", "merge", *store, "p1@example.org", "p2@example.org",
          "--reason", "one person")
    trial("a migration", "old.db", moments, "rebuild", *store)
    trial("a backup", "large.db", moments, "backup", *store, "copy.db", "--force")

if __name__ == "__main__":
    main()
