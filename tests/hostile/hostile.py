"""hostile.py ETALON [CASE]... - every odd or harmful package gets its verdict, in time, in little memory.

Each case of containers.py and manifests.py is handed to check, and to inspect, diff or check --fix in turn (to all of
them when ETALON_LONG is set or cases are named). check must find exactly the rules of the table; its exit status follows from their grades. All must end within seconds and megabytes, leave the folder
and those around it as they were, and write to standard error only what a user can read. check --fix leaves at most
one new file, whose container has no new mistake.
"""
import concurrent.futures
import json
import os
import re
import subprocess
import sys
import tempfile

import containers
import manifests

SANITIZED = "sanit" in os.path.abspath(sys.argv[1])
SECONDS = 20 if SANITIZED else 2                  # of processor time
MEGABYTES = 160                                   # of memory of its own; sanitizers reserve far more
LIMITS = ["prlimit", f"--cpu={SECONDS}", "--core=0", "--fsize=20000000"]


def listing(folder):
    return sorted(os.path.join(where, name) for where, folders, files in os.walk(folder) for name in folders + files)


def run(etalon, *words, cwd, megabytes=MEGABYTES):
    """(exit status, standard output, standard error); the status is -signal when a limit ended it."""
    memory = [] if SANITIZED else [f"--data={megabytes << 20}"]
    p = subprocess.run([*LIMITS, *memory, etalon, *words], cwd=cwd, stdin=subprocess.DEVNULL, capture_output=True,
                       timeout=100 * SECONDS,     # of a clock, which others use too
                       env={"PATH": os.environ["PATH"], "HOME": cwd, "TMPDIR": cwd, "LC_ALL": "C.UTF-8"})
    return p.returncode, p.stdout, p.stderr


def readable(text):
    """UTF-8, and nothing in it that drives a terminal."""
    return not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f]", text.decode())


def check(etalon, name, rules, path, cwd):
    """What is wrong with the answer to one package, a line each."""
    status, out, err = run(etalon, "check", "-q", "-f", "json", path, cwd=cwd)
    if status not in (0, 1, 3):
        return [f"check ends with {status}: {err[-1500:]!r}"]
    found = sorted(f["rule"] for f in json.loads(out)["findings"])
    wrong = []
    if sorted(set(found)) != sorted(rules):
        wrong.append(f"expected {sorted(rules)}, found {found}:\n" + "\n".join(
            f"    {f['rule']} {f['file']}:{f['line']} {f['text']}" for f in json.loads(out)["findings"][:8]))
    if (status == 0) != (not any(r[0] == "E" for r in rules)):
        wrong.append(f"exit status {status}")
    if not readable(err):
        wrong.append(f"standard error cannot be read: {err[:300]!r}")
    return wrong


def look(etalon, words, cwd, **how):
    status, out, err = run(etalon, *words, cwd=cwd, **how)
    if status not in (0, 1, 3) or not readable(err):
        return [f"{words[0]} ends with {status}: {err[-1500:]!r}"]
    return [] if readable(out) else [f"{words[0]} prints what cannot be read: {out[:300]!r}"]


def repair(etalon, rules, cwd):
    wrong = look(etalon, ["check", "-q", "--fix", "--platform", "moodle", "a.zip"], cwd, megabytes=3 * MEGABYTES)
    if os.path.exists(os.path.join(cwd, "a-fixed.zip")):
        _, out, _ = run(etalon, "check", "-q", "-f", "json", "a-fixed.zip", cwd=cwd)
        new = {f["rule"] for f in json.loads(out)["findings"] if f["rule"][1:3] == "10"} - set(rules)
        wrong += [f"the repaired copy has {sorted(new)}"] if new else []
        os.remove(os.path.join(cwd, "a-fixed.zip"))
    return wrong


def one(etalon, top, name, rules, data, looks):
    cwd = os.path.join(top, "work", name, "deep", "down")
    os.makedirs(cwd)
    path = os.path.join(cwd, "a.zip")
    with open(path, "wb") as f:
        f.write(data)
    before = listing(os.path.join(top, "work", name))
    wrong = check(etalon, name, rules, "a.zip", cwd)
    if "inspect" in looks:
        wrong += look(etalon, ["inspect", "a.zip"], cwd)
    if "diff" in looks:
        wrong += look(etalon, ["diff", os.path.join(top, "plain.zip"), "a.zip"], cwd)
    if "fix" in looks:
        wrong += repair(etalon, rules, cwd)
    if listing(os.path.join(top, "work", name)) != before or open(path, "rb").read() != data:
        wrong.append("something was written")
    os.remove(path)
    return [f"{name}: {w}" for w in wrong]


def main():
    etalon = os.path.abspath(sys.argv[1])
    cases = {**containers.CASES, **manifests.CASES}
    only = sys.argv[2:]
    with tempfile.TemporaryDirectory() as top, concurrent.futures.ThreadPoolExecutor(2) as pool:
        with open(os.path.join(top, "plain.zip"), "wb") as f:
            f.write(containers.CASES["plain"][1])
        looks = ["inspect", "diff", "fix"]
        every = only or os.environ.get("ETALON_LONG")
        work = [pool.submit(one, etalon, top, name, rules, data, looks if every else [looks[i % 3]])
                for i, (name, (rules, data)) in enumerate(cases.items()) if not only or name in only]
        wrong = [line for w in work for line in w.result()]
    print(*wrong, sep="\n")
    if not only and len(cases) < 150:
        wrong.append("cases are missing")
    sys.exit(bool(wrong))


main()
