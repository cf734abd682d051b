"""fix.py ETALON - does check --fix mend what it says, in a copy, and leave everything else as it was?"""
import os, re, resource, subprocess, sys, zipfile

import bases
from cases import CASES
from doctor import broken

etalon = os.path.abspath(sys.argv[1])
MENDED = ["E1102", "E1103", "E1114", "W1130", "E1204", "E1211", "E1217", "E1221", "E1230", "E1231", "W1234", "W1239",
          "W1240", "E1242", "E1243", "E1244", "W1247", "E1260", "W1261", "E1340", "W1705", "N1707"]
MORE = [
    ("E1211", "full12", ('isvisible="true"', 'isvisible="True"')),
    ("E1217", "full12", ("</resources>", '<resource identifier="res-old" type="webcontent" adlcp:scormtype="asset"/>'
                         '<resource identifier="res-old" type="webcontent" adlcp:scormtype="asset"/></resources>')),
    ("E1231", "full12", [('<file href="test/test.html"/>', '<file href="test\\test.html"/>')]),
    ("W1239", "plain12", lambda files: files.update({"a b/é.txt": b"x", "more.js": b"y"})),
    ("E1340", "full4", ('href="test/test.html">\n<file href="test/test.html"/>\n<dependency identifierref="res-shared"/>\n'
                        "</resource>", 'href="test/test.html"/>')),
]
# What is beside it in the table and is no question of capitals, or has nowhere to lead.
NOT = {("E1211", "continue, message"), ("E1211", "yes"), ("E1211", '"80"'), ("E1211", "back"), ("E1231", "shared\\run.js"),
       ("E1217", '"reading"'), ("E1260", "1.2.0")}
bad = 0


def complain(*words):
    global bad
    bad = 1
    print(*words)


def run(*words):
    return subprocess.run([etalon, "check", "--fix", *words], capture_output=True, text=True)


def content(path):
    with zipfile.ZipFile(path) as z:
        return {i.filename: z.read(i) for i in z.infolist()}


def identifiers(manifest):
    return set(re.findall(rb'<(?:item|organization)[^>]* identifier="([^"]*)"', manifest))


def is_left_alone(rule, change):
    return isinstance(change, tuple) and any(rule == r and sign in change[1] for r, sign in NOT)


def check(i, rule, base, change):
    path, copy = f"{i}-{rule}.zip", f"{i}-{rule}-fixed.zip"
    platform = ["--platform", "moodle"] if rule[1:3] == "17" else []
    bases.write(path, broken(rule, base, change))
    with open(path, "rb") as f:
        original = f.read()
    dry = run("--dry-run", *platform, path)
    if os.path.exists(copy) or not re.search(r"^(@@|# )", dry.stdout, re.M):
        complain(f"{path}: a dry run shows\n{dry.stdout}{dry.stderr}")
    result = run(*platform, path)
    if f"[{rule}]" not in result.stderr or f"[{rule}]" in result.stdout or not os.path.exists(copy):
        return complain(f"{path}: not mended:\n{result.stdout}{result.stderr}")
    with open(path, "rb") as f:
        if f.read() != original:
            complain(f"{path} itself was changed")
    run(*platform, path, "-o", "again.zip")
    with open(copy, "rb") as one, open("again.zip", "rb") as two:
        if one.read() != two.read():
            complain(f"{copy} differs from run to run")
    before, after = content(path), content(copy)
    names = {n.split("course/")[-1]: b for n, b in before.items()}
    for name, bytes_of in after.items():
        if name != "imsmanifest.xml" and names.get(name) != bytes_of:
            complain(f"{copy}: {name} has other bytes")
    manifest = next(b for n, b in before.items() if n.lower().endswith("imsmanifest.xml"))
    if identifiers(manifest) != identifiers(after["imsmanifest.xml"]):
        complain(f"{copy} has other identifiers")


tried = set()
for i, (rule, base, change) in enumerate(CASES + MORE):
    if rule in MENDED and not is_left_alone(rule, change):
        tried.add(rule)
        check(i, rule, base, change)
for rule in sorted(set(MENDED) - tried):
    complain(f"nothing tries to mend {rule}")

# What is wrong with the archive itself is settled by packing anew; names are mended before the manifest lists them.
def unlisted(name):
    bases.write("archive.zip", {**bases.BASES["plain12"], "PLACE.txt": b"x"})
    with open("archive.zip", "rb") as f:
        return f.read().replace(b"PLACE.txt", name)


for rule, archive, name in (("W1010", b"#!/bin/sh\n" + unlisted(b"PLACE.txt"), "PLACE.txt"),
                            ("W1039", unlisted(b"PL\x82CE.txt"), "PLéCE.txt"),
                            ("E1033", unlisted(b"PL\\CE.txt"), "PL/CE.txt"),
                            ("W1041", unlisted("e\u0301xy.txt".encode()), "éxy.txt")):
    path = f"{rule}.zip"
    with open(path, "wb") as f:
        f.write(archive)
    if f"[{rule}]" not in subprocess.run([etalon, "check", path], capture_output=True, text=True).stdout:
        complain(f"{path} is not wrong")
    result = run(path)
    if result.stdout or result.returncode or name not in content(f"{rule}-fixed.zip"):
        complain(f"{path} was not mended:\n{result.stdout}{result.stderr}")

# A package in good order gets no copy; a manifest alone is mended as XML; a folder becomes a zip.
bases.write("good.zip", bases.BASES["full12"])
run("good.zip")
if os.path.exists("good-fixed.zip"):
    complain("a good package was copied")
os.mkdir("folder")
with open("folder/imsmanifest.xml", "wb") as f:
    f.write(bases.PLAIN_12.replace('"sco"', '"SCO"').encode())
with open("folder/index.html", "wb") as f:
    f.write(bases.PAGE)
run("folder")
if b'scormtype="sco"' not in content("folder-fixed.zip")["imsmanifest.xml"]:
    complain("a folder was not mended")
# Blanks in front of <?xml ...?> go; the diff of a <file> that is added is short.
bases.write("blank.zip", {"imsmanifest.xml": b"\r\n " + bases.PLAIN_12.encode(), "index.html": bases.PAGE})
run("blank.zip")
if not content("blank-fixed.zip")["imsmanifest.xml"].startswith(b"<?xml "):
    complain("blanks stand in front of the declaration")
bases.write("unlisted.zip", {"imsmanifest.xml": bases.PLAIN_12.encode(), "index.html": bases.PAGE, "é.js": b"x"})
lines = [line for line in run("--dry-run", "unlisted.zip").stdout.splitlines()[2:] if line[0] in "+-"]
if lines != ["-</resource>", '+<file href="%C3%A9.js"/>', "+</resource>"]:
    complain(f"a file that is listed is shown as {lines}")
# Places in the copy are those of a zip; what could not be written was not mended.
os.mkdir("lacks")
with open("lacks/imsmanifest.xml", "wb") as f:
    f.write(bases.PLAIN_12.replace('"sco"', '"SCO"').encode())
found = run("lacks").stdout
if not found.startswith("lacks-fixed.zip:imsmanifest.xml:"):
    complain(f"the place in the copy of a folder: {found}")
notes = run("lacks", "-o", "nowhere/copy.zip").stderr
if "0 places mended." not in notes:
    complain(f"no copy could be written, and yet: {notes}")
# All of a manifest may be one line, with a mend in every element; and children in every order.
resources = "".join(f'<resource identifier="r{i}" type="webcontent" adlcp:scormtype="SCO" href="b\\{i}.html"/>' for i in range(20000))
many = "".join('<file href="index.html"/><metadata/>' for i in range(160000))
for name, more in ("long", resources), ("mixed", f'<resource identifier="mixed" type="webcontent" adlcp:scormtype="asset">{many}</resource>'):
    bases.write(f"{name}.zip", {"imsmanifest.xml": bases.PLAIN_12.replace("</resources>", more + "</resources>").encode(), "index.html": bases.PAGE})
    began = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    run(f"{name}.zip", "-q", "-f", "json")
    took = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - began
    if took > 8:
        complain(f"{name}.zip took {took:.0f} s")
run("folder/imsmanifest.xml")
with open("folder/imsmanifest-fixed.xml") as f:
    if 'scormtype="sco"' not in f.read():
        complain("a manifest alone was not mended")
sys.exit(bad)
