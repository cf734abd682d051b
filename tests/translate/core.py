"""core.py FILE.xlf...: what in these files is against the core of XLIFF 2.1?

Elements, their order, attributes and values (clauses 4.2 and 4.3), and the constraints that a schema cannot
say: ids, references between codes and data, targets and states.
"""
import re
import sys
import xml.etree.ElementTree as ET

CORE = "{urn:oasis:names:tc:xliff:document:2.0}"
NMTOKEN = r"[-.:\w]+"
OWN = r"[^\s:]+:[^\s:]+"
INLINE = "ph pc sc ec mrk sm em cp"
# Children in order, "*" many; attributes with what they may be.
ELEMENTS = {
    "xliff": ("file*", {"version": r"2\.1", "srcLang": r"[a-zA-Z0-9-]+", "trgLang": r"[a-zA-Z0-9-]+"}),
    "file": ("notes? group|unit*", {"id": NMTOKEN, "original": ".+", "translate": "yes|no"}),
    "group": ("notes? group|unit*", {"id": NMTOKEN, "name": ".*", "type": OWN}),
    "unit": ("notes? originalData? segment|ignorable*", {"id": NMTOKEN, "type": OWN, "translate": "yes|no"}),
    "notes": ("note*", {}),
    "note": ("", {"category": ".+", "id": NMTOKEN}),
    "originalData": ("data*", {}),
    "data": ("", {"id": NMTOKEN}),
    "segment": ("source target?", {"state": "initial|translated|reviewed|final", "subState": OWN, "id": NMTOKEN}),
    "ignorable": ("source target?", {"id": NMTOKEN}),
    "source": (None, {}),
    "target": (None, {"order": "[1-9][0-9]*"}),
    "pc": (None, {"id": NMTOKEN, "copyOf": NMTOKEN, "type": "fmt|ui|quote|link|image|other", "subType": OWN,
                  "canCopy": "yes|no", "canDelete": "yes|no", "canReorder": "yes|firstNo|no", "dispStart": ".*",
                  "dataRefStart": NMTOKEN, "dataRefEnd": NMTOKEN}),
    "ph": ("", {"id": NMTOKEN, "copyOf": NMTOKEN, "type": "fmt|ui|quote|link|image|other", "subType": OWN,
                "canCopy": "yes|no", "canDelete": "yes|no", "canReorder": "yes|firstNo|no", "disp": ".*",
                "equiv": ".*", "dataRef": NMTOKEN}),
}
NEEDED = {"xliff": ["version", "srcLang"], "file": ["id"], "group": ["id"], "unit": ["id"], "data": ["id"],
          "pc": ["id"], "ph": ["id"]}
found = []


def say(path, element, text):
    found.append("%s: <%s %s>: %s" % (path, name(element), element.get("id", ""), text))


def name(element):
    return element.tag.replace(CORE, "")


def look(path, element):
    if name(element) not in ELEMENTS:
        return say(path, element, "not of the core")
    children, attributes = ELEMENTS[name(element)]
    order = " ".join(name(c) for c in element) + " "
    pattern = ""
    for one in (children or "").split():
        many = one[-1] if one[-1] in "*?" else ""
        pattern += "(?:(?:%s) )%s" % (one.rstrip("*?"), many.replace("*", "+"))
    if children is not None and not re.fullmatch(pattern, order if len(element) else ""):
        say(path, element, "holds " + order)
    for key, value in element.attrib.items():
        if not re.fullmatch(attributes.get(key, "(?!)"), value):
            say(path, element, "%s=%r" % (key, value))
    for key in NEEDED.get(name(element), []):
        if key not in element.attrib:
            say(path, element, "no " + key)
    if "subType" in element.attrib and "type" not in element.attrib:
        say(path, element, "subType without type")
    if "subState" in element.attrib and "state" not in element.attrib:
        say(path, element, "subState without state")
    for child in element:
        look(path, child)


def unique(path, element, ids):
    ids = list(ids)
    for one in sorted({i for i in ids if ids.count(i) > 1}):
        say(path, element, "the id %s is there twice" % one)


def look_at_unit(path, unit):
    data = [d.get("id") for d in unit.iter(CORE + "data")]
    unique(path, unit, data)
    used = set()
    for side in ("source", "target"):
        codes = [c for s in unit.iter(CORE + side) for c in s.iter() if name(c) in ("pc", "ph")]
        unique(path, unit, [c.get("id") for c in codes])
        for code in codes:
            for key in ("dataRef", "dataRefStart", "dataRefEnd"):
                if key in code.attrib:
                    used.add(code.get(key))
                    if code.get(key) not in data:
                        say(path, code, "no data " + code.get(key))
            if "copyOf" in code.attrib and code.get("canCopy") == "no":
                say(path, code, "a copy of what must not be copied")
    if set(data) - used:
        say(path, unit, "data nobody refers to")
    for segment in unit.findall(CORE + "segment"):
        if segment.get("state", "initial") != "initial" and segment.find(CORE + "target") is None:
            say(path, segment, "a state without a target")


for path in sys.argv[1:]:
    root = ET.parse(path).getroot()
    look(path, root)
    unique(path, root, [f.get("id") for f in root.iter(CORE + "file")])
    for file in root.iter(CORE + "file"):
        unique(path, file, [g.get("id") for g in file.iter(CORE + "group")])
        unique(path, file, [u.get("id") for u in file.iter(CORE + "unit")])
        for unit in file.iter(CORE + "unit"):
            look_at_unit(path, unit)
print(*found[:500], sep="\n", end="\n" if found else "")
sys.exit(1 if found else 0)
