"""structures.py ETALON EXPLAIN - cmi5, tincan, AICC and Common Cartridge: every rule is found, and by itself.

The examples of etalon explain are made into packages: elements are put into a course structure where they
belong, other files as they are; the wrong one is found wrong by its rule and no other, in the right one nothing
is found. More cases of the same rules follow. EXPLAIN: the folder of explain.py.
"""
import json, os, re, subprocess, sys, tempfile, zipfile

sys.path.insert(0, sys.argv[2])
from explain import elements, examples, taken_apart

CMI5 = """<?xml version="1.0" encoding="UTF-8"?>
<courseStructure xmlns="https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd">
{course}
{objectives}
{units}
</courseStructure>
"""
COURSE = """<course id="https://example.org/scales/course">
  <title><langstring lang="en">Scales</langstring></title>
  <description><langstring lang="en">How to read them.</langstring></description>
</course>"""
UNIT = """<au id="https://example.org/scales/first"{attributes}>
  <title><langstring lang="en">First</langstring></title>
  <description><langstring lang="en">To begin with.</langstring></description>
  <url>{url}</url>
</au>"""
TINCAN = """<?xml version="1.0" encoding="UTF-8"?>
<tincan xmlns="http://projecttincan.com/tincan.xsd">
  <activities>
{activities}
  </activities>
</tincan>
"""
AICC = {
    "course.crs": "[Course]\nCourse_ID=scales\nCourse_Title=Scales\nTotal_AUs=1\nVersion=4.0\n",
    "course.au": '"System_ID","Type","File_Name"\n"A1","Lesson","index.html"\n',
    "course.des": '"System_ID","Developer_ID","Title","Description"\n"A1","A1","Scales","How to read them."\n',
    "course.cst": '"block","member"\n"root","A1"\n',
}


def name_of(element):
    return re.match(r"<([A-Za-z:-]+)", element).group(1)


def structure(rule, text):
    """The manifest that the elements of an example belong to: {name: content}."""
    parts = elements(text)
    if rule[1:3] == "15":
        if any(name_of(p) == "courseStructure" for p in parts):
            return {"cmi5.xml": text}
        one = {n: "\n".join(p for p in parts if name_of(p) == n) for n in ("course", "objectives")}
        units = [p for p in parts if name_of(p) not in one] or [UNIT.format(attributes="", url="index.html")]
        return {"cmi5.xml": CMI5.format(course=one["course"] or COURSE, objectives=one["objectives"], units="\n".join(units))}
    if rule in ("E1601", "E1602", "E1603", "E1604", "W1605"):
        return {"tincan.xml": text if "<tincan" in text else TINCAN.format(activities=text)}
    return dict(AICC) if "161" in rule else {}


def found(etalon, rule, example):
    files, commands = taken_apart(example)
    with tempfile.TemporaryDirectory() as folder:
        inside = os.path.join(folder, "package")
        os.mkdir(inside)
        all_files = {"index.html": "<!DOCTYPE html><title>Scales</title><script>1</script>\n", **structure(rule, files.pop("").strip("\n")), **files}
        for name, content in all_files.items():
            path = os.path.join(inside, name)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "w") as f:
                f.write(content)
        subprocess.run(["sh", "-e"], input="\n".join(commands), text=True, cwd=inside, check=True)
        path = os.path.join(folder, "package.zip")
        with zipfile.ZipFile(path, "w") as z:
            for where, _, names in sorted(os.walk(inside)):
                for name in sorted(names):
                    full = os.path.join(where, name)
                    z.writestr(zipfile.ZipInfo(os.path.relpath(full, inside)), open(full).read())
        if rule == "E1511":
            path = os.path.join(inside, "cmi5.xml")
        out = subprocess.run([etalon, "check", "-q", "-f", "json", path], stdout=subprocess.PIPE).stdout
        findings = json.loads(out)["findings"]
        if rule[1:4] == "162" and rule != "N1620":        # which every cartridge gets
            findings = [f for f in findings if f["rule"] != "N1620"]
        return {f["rule"] for f in findings}, [f"{f['file']}:{f['line']}: {f['text']} [{f['rule']}]" for f in findings]


def au(attributes="", url="index.html", more=""):
    return UNIT.format(attributes=attributes, url=url).replace("  <url>", more + "  <url>")


MORE = [
    # what is right, though it may not look so
    ("", "E1503", au(url="https://example.org/a?b=c&amp;d=%20#e")),
    ("", "E1503", au(url=" index.html?page=1#top ")),
    ("", "E1503", au(' masteryScore="1" moveOn="CompletedAndPassed" launchMethod="OwnWindow" '
                     'activityType="http://adlnet.gov/expapi/activities/course"')),
    ("", "E1503", au(' masteryScore="0.0000"')),
    ("", "E1503", au(url="myapp://start/here")),
    ("", "E1503", au().replace("</url>", "</url><launchParameters>a=1</launchParameters><entitlementKey>k</entitlementKey>")),
    # and what is wrong
    ("E1501", "E1501", '<courseStructure>\n<course id="https://example.org/c"><title><langstring lang="en">C</langstring></title>'
                       '<description><langstring lang="en">C</langstring></description></course>\n' + au() + "\n</courseStructure>"),
    ("E1502", "E1502", au().replace("<url>index.html</url>", "")),
    ("E1502", "E1502", au().replace('<langstring lang="en">First</langstring>', "")),
    ("E1502", "E1502", '<course id="https://example.org/scales"><title><langstring lang="en">S</langstring></title></course>'),
    ("E1503", "E1503", au(more="  <entitlementKey>k</entitlementKey>\n")),
    ("E1504", "E1504", au().replace("</au>", "<duration>1</duration></au>")),
    ("E1504", "E1504", au().replace("</au>", "<url>index.html</url></au>")),
    ("E1504", "E1504", au().replace("</au>", "and so on</au>")),
    ("E1506", "E1506", au().replace("https://example.org/scales/first", "https:/first")),
    ("E1506", "E1506", au().replace("https://example.org/scales/first", "https://example.org/the first")),
    ("E1506", "E1506", au(' activityType="course"')),
    ("E1508", "E1508", au(' launchMethod="ownwindow"')),
    ("E1509", "E1509", au(' masteryScore="1.0001"')),
    ("E1509", "E1509", au(' masteryScore="-0.1"')),
    ("E1509", "E1509", au(' masteryScore="8e-1"')),
    ("E1512", "E1512", au(url="../index.html")),
    ("E1512", "E1512", au(url="/index.html")),
    ("E1513", "E1513", au(url="https://example.org/?a=1&amp;endpoint=x")),
    ("E1513", "E1513", au(url="index.html?activityId")),
    ("E1514", "E1514", au(url="https://example.org/größe")),
    ("E1514", "E1514", au(url="https://example.org/50%")),
    ("E1514", "E1514", au(url="")),
    ("E1515", "E1515", au(more="  <objectives><objective/></objectives>\n")),
    ("E1522", "E1522", au().replace("/first", "/course")),
    ("E1113", "E1501", "<courseStructure"),
]


def main():
    etalon, bad = os.path.abspath(sys.argv[1]), 0

    def expect(what, rule, example, wanted):
        nonlocal bad
        rules, said = found(etalon, rule, example)
        if rules != wanted:
            print(f"{what} gives {sorted(rules)}, not {sorted(wanted)}:", *said[:5], sep="\n    ")
            bad = 1

    rules = subprocess.run([etalon, "help", "--manual"], stdout=subprocess.PIPE, text=True).stdout
    rules = sorted(set(re.findall(r"\b[EWN]1[56]\d\d\b", rules)))
    if len(rules) < 35:
        sys.exit(f"the manual knows only {rules}")
    for rule in rules:
        both = examples(etalon, rule)
        if not both:
            sys.exit(f"{rule} has no examples")
        expect(f"the wrong example of {rule}", rule, both[0], {rule})
        expect(f"the right example of {rule}", rule, both[1], set())
    for wanted, rule, example in MORE:
        text = "\n".join("    " + line for line in example.split("\n"))
        expect(example, rule, text, {wanted} if wanted else set())
    sys.exit(bad)


main()
