"""expect.py ETALON FOLDER... - does check find in each course what its lines expect, and no more?

A line of a course names the rules expected on it: <!-- expect E112 W502 -->. What is about a whole file is
<!-- expect-file N409 --> in it. Where no comment can stand, expect.txt has lines "course.xml:3: E222".
Prints the differences; exits with 1 when there was one. With --rules: the rules that were expected.
"""
import collections, json, os, re, subprocess, sys


def expected_in(folder):
    wanted = collections.Counter()
    for where, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(where, name)
            if os.path.islink(path) or not name.endswith((".xml", ".svg", ".html", ".xlf")):
                continue
            for number, line in enumerate(open(path, "rb").read().split(b"\n"), 1):
                for kind, rules in re.findall(rb"<!-- expect(-file)? ([EWN0-9 ]+) -->", line):
                    for rule in rules.decode().split():
                        wanted[path, None if kind else number, rule] += 1
    listed = os.path.join(folder, "expect.txt")
    if os.path.exists(listed):
        for line in open(listed):
            name, number, rule = line.replace(":", " ").split()
            wanted[os.path.join(folder, name), int(number), rule] += 1
    return wanted


def found_in(etalon, folder):
    out = subprocess.run([etalon, "check", "-q", "-f", "json", "--as-of", "2026-06-01", folder], stdout=subprocess.PIPE,
                         stderr=subprocess.PIPE, timeout=600)
    report = json.loads(out.stdout)
    found = collections.Counter()
    for f in report["findings"]:
        found[f["file"], f["line"], f["rule"]] += 1
        if not f["text"] or not f["advice"]:
            sys.exit(f"{f['rule']} says nothing")
        if (f["line"] is None) != (f["column"] is None):
            sys.exit(f"{f['rule']} has half a place")
    errors = sum(f["grade"] == "error" for f in report["findings"])
    if out.returncode not in ((1, 3) if errors else (0,)):
        sys.exit(f"{folder}: exit status {out.returncode} with {errors} errors")
    return found


def main():
    etalon, folders = sys.argv[1], [f.rstrip("/") for f in sys.argv[2:] if f != "--rules"]
    bad, rules = 0, set()
    for folder in folders:
        wanted, found = expected_in(folder), found_in(etalon, folder)
        rules |= {rule for _, _, rule in wanted}
        for key in sorted(set(wanted) | set(found), key=str):
            if wanted[key] != found[key]:
                print("{}:{}: {} expected {} times, found {} times".format(*key, wanted[key], found[key]))
                bad = 1
    if "--rules" in sys.argv:
        print(*sorted(rules), sep="\n")
    sys.exit(bad)


main()
