"""schema.py ETALON SCHEMA - cmi5: wherever a schema finds a course structure wrong, check finds it wrong too.

A valid structure is changed at random places; libxml2 holds what comes out against the schema. What it refuses,
check must refuse; what check refuses by the rules of grammar (E1501 to E1509, E1516), it must refuse.
"""
import copy, json, os, random, subprocess, sys, tempfile
import xml.etree.ElementTree as tree

NAMESPACE = "https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd"
TEXT = '<langstring lang="en">x</langstring>'
NAMED = f"<title>{TEXT}</title><description>{TEXT}</description>"
BASE = f"""<courseStructure xmlns="{NAMESPACE}"><course id="urn:c:1">{NAMED}</course>
<objectives><objective id="urn:o:1">{NAMED}</objective></objectives>
<block id="urn:b:1">{NAMED}<objectives><objective idref="urn:o:1"/></objectives>
<au id="urn:a:1" moveOn="Passed" masteryScore="0.5">{NAMED}<url>index.html</url><launchParameters>x</launchParameters></au></block>
<au id="urn:a:2" launchMethod="OwnWindow">{NAMED}<url>index.html</url></au></courseStructure>"""
NAMES = ["au", "block", "title", "url", "objective", "extra", "langstring", "entitlementKey", "description", "objectives", "course"]
ATTRIBUTES = ["id", "lang", "moveOn", "masteryScore", "launchMethod", "activityType", "other", "idref"]
VALUES = ["", "x", "0.5", "1.5", "Passed", "en", ".5", "+1", "1.", "OwnWindow", "AnyWindow", "en_US", "1e0", " 0.5 ", "urn:z:1"]
GRAMMAR = {f"E150{i}" for i in (1, 2, 3, 4, 5, 7, 8, 9)} | {"E1516"}
CASES = 400


def change(root):
    parent = {child: p for p in root.iter() for child in p}
    e = random.choice(list(root.iter()))
    p = parent.get(e)
    what = random.randrange(8)
    if what == 0 and p is not None:
        p.remove(e)
    elif what == 1 and p is not None:
        p.insert(random.randrange(len(p) + 1), copy.deepcopy(e))
    elif what == 2 and p is not None:
        p.remove(e)
        p.insert(random.randrange(len(p) + 1), e)
    elif what == 3:
        e.tag = f"{{{NAMESPACE}}}{random.choice(NAMES)}"
    elif what == 4:
        e.set(random.choice(ATTRIBUTES), random.choice(VALUES))
    elif what == 5 and e.attrib:
        del e.attrib[random.choice(list(e.attrib))]
    elif what == 6:
        e.text = random.choice(["words", ""])
    elif what == 7:
        e.insert(random.randrange(len(e) + 1), tree.Element(random.choice(["{urn:other}thing", "{urn:other}thing", "nothing"])))


def write(folder):
    root = tree.fromstring(BASE)
    for _ in range(random.choice([1, 1, 1, 2])):
        change(root)
    os.mkdir(folder)
    for name in ("index.html", "other.xsd"):
        open(os.path.join(folder, name), "w").close()
    tree.ElementTree(root).write(os.path.join(folder, "cmi5.xml"), encoding="utf-8", xml_declaration=True)


def main():
    etalon, schema = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
    random.seed(5)
    tree.register_namespace("", NAMESPACE)
    os.chdir(tempfile.mkdtemp(dir="."))
    cases = [str(i) for i in range(CASES)]
    for case in cases:
        write(case)
    said = subprocess.run(["xmllint", "--noout", "--nonet", "--schema", schema] + [f"{c}/cmi5.xml" for c in cases],
                          stderr=subprocess.PIPE, text=True).stderr.split("\n")
    wrong = {c for c in cases if f"{c}/cmi5.xml fails to validate" in said}
    right = {c for c in cases if f"{c}/cmi5.xml validates" in said}
    assert wrong | right == set(cases) and len(wrong) > CASES / 3 and len(right) > CASES / 5, (len(wrong), len(right))
    findings = json.loads(subprocess.run([etalon, "check", "-q", "-f", "json"] + cases, stdout=subprocess.PIPE,
                                         stderr=subprocess.DEVNULL).stdout)["findings"]
    errors = {c: set() for c in cases}
    for f in findings:
        if f["grade"] == "error":
            errors[f["file"].split("/")[0]].add(f["rule"])
    bad = 0
    for c in cases:
        if c in wrong and not errors[c]:
            print("check finds nothing in", open(f"{c}/cmi5.xml").read(), *[l for l in said if l.startswith(f"{c}/")], sep="\n")
            bad = 1
        if c in right and errors[c] & GRAMMAR:
            print("check finds", errors[c], "in what is valid:", open(f"{c}/cmi5.xml").read())
            bad = 1
    sys.exit(bad)


main()
