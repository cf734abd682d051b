"""doctor.py ETALON SOURCE - is every rule about packages found in the package that breaks it, and nothing else?

A case is (rule, base, change), or "rule+rule" where one mistake is two: the change is a pair (old, new) of texts in the manifest, old standing there once;
a list of pairs; or a function of the files. Cases of Moodle's rules are checked with --platform moodle, and what
the base itself is told there is left out.
"""
import json, os, re, subprocess, sys

import bases
from cases import CASES

etalon, source = os.path.abspath(sys.argv[1]), sys.argv[-1]
bad = 0


def complain(*words):
    global bad
    bad = 1
    print(*words)


def manifest_of(files):
    return next(name for name in ("imsmanifest.xml", "cmi5.xml", "tincan.xml", "course.crs") if name in files)


def broken(name, base, change):
    files = dict(bases.BASES[base])
    if callable(change):
        change(files)
        return files
    manifest = manifest_of(files)
    text = files[manifest].decode()
    for old, new in [change] if isinstance(change, tuple) else change:
        if text.count(old) != 1:
            complain(f"{name}: {text.count(old)} times in the manifest of {base}: {old}")
        text = text.replace(old, new)
    files[manifest] = text.encode()
    return files


def checked(*options):
    """{package: its findings} of all packages here."""
    names = sorted(n for n in os.listdir(".") if n.endswith(".zip"))
    run = subprocess.run([etalon, "check", "-q", "-f", "json", *options, *names], stdout=subprocess.PIPE)
    found = {name: [] for name in names}
    for f in json.loads(run.stdout)["findings"]:
        found[f["file"].split(":")[0]].append(f)
    return found


def rules(*floors):
    for floor in floors:
        with open(f"{source}/src/{floor}/rules.def") as f:
            yield from re.findall(r"^RULE\(([EWN]\d+)", f.read(), re.M)


def main():
    for name, files in bases.BASES.items():
        bases.write(f"{name}.zip", files)
    paths = {}
    for i, (rule, base, change) in enumerate(CASES):
        path = f"{rule.split('+')[0]}-{i}.zip"
        paths[path] = (set(rule.split("+")), base)
        bases.write(path, broken(rule, base, change))
    anywhere, moodle = checked(), checked("--platform", "moodle")

    for name in bases.BASES:
        for f in anywhere[f"{name}.zip"]:
            complain(f"{name} is good, and {f['rule']} is found: {f['text']}")
    for path, (wanted, base) in paths.items():
        own = {f["rule"] for f in moodle[f"{base}.zip"]}
        findings = [f for f in moodle[path] if f["rule"] not in own] if path[1:3] == "17" else anywhere[path]
        if {f["rule"] for f in findings} != wanted:
            complain(f"{path} ({base}) is found:", *(f"\n    {f['rule']} {f['line']}: {f['text']}" for f in findings))
        for f in findings:
            if not f["text"].endswith(".") or not f["advice"] or not f["file"].startswith(path):
                complain(f"{path}: no sentence, advice or place: {f}")

    known = {rule for rules_of, _, _ in CASES for rule in rules_of.split("+")}
    for rule in sorted(set(rules("package")) - known):
        if rule[1:3] in {k[1:3] for k in known}:
            complain(f"no package breaks {rule}: add a case to tests/doctor")
    for rule in rules("package"):
        with open(f"{source}/src/package/rules/{rule}.txt") as f:
            why, wrong, right = (part.strip() for part in re.split("\n--- (?:wrong|right)\n", f.read()))
        if not why or not wrong or not right or wrong == right:
            complain(f"{rule}.txt does not say why it matters, with a wrong and a right example")
    return bad


if __name__ == "__main__":
    sys.exit(main())
