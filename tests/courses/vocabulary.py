"""vocabulary.py SOURCE - do schemas/course.xsd and src/course/*.def speak of the same language?

Both are walked side by side from <course> down. For each element where it stands: the same content (what, in which
order, whether it must be there and may be there often), text or none, the same attributes, needed or not, with the
same choices, and of types that agree. Prints what differs; exits with 1 when something did, or was never reached.
"""
import re, sys
import xml.etree.ElementTree as tree

source, wrong = sys.argv[1], []
XS = "{http://www.w3.org/2001/XMLSchema}"

# ------------------------------------------------------------ the tables


def rows(path, macro):
    text = re.sub(r"/\*.*?\*/", "", open(f"{source}/src/course/{path}").read(), flags=re.S)
    for row in re.findall(rf"^{macro}\((.*?)\)$", text, flags=re.S | re.M):
        joined = re.sub(r'"\s*"', "", row)
        yield [cell.strip().strip('"') for cell in re.split(r',\s*(?=(?:[^"]*"[^"]*")*[^"]*$)', joined)]


groups = {name: members for name, members in rows("elements.def", "GROUP")}
elements = {row[0]: row[1:] for row in rows("elements.def", "ELEMENT")}
types = {name: kind for _, name, kind in rows("attributes.def", "ATTRIBUTE")}


def members(text):
    found = []
    for one in text.split("|"):
        found += members(groups[one[1:]]) if one.startswith("@") else [one]
    return found


def particles_of_row(content):
    return [(frozenset(members(one.rstrip("?*+"))), one[-1] not in "?*", one[-1] in "*+") for one in content.split()]


def attributes_of_row(text):
    found = {}
    for one in text.replace("@xml", "xml:lang xml:base").split():
        name, needed, choices = re.fullmatch(r"((?:xml:)?[a-z-]+)(!?)(?:=([^:]*)|:.*)?", one).groups()
        found[name] = (bool(needed), frozenset(choices.split("|")) if choices else None)
    return found


# ------------------------------------------------------------ the schema

schema = tree.parse(f"{source}/schemas/course.xsd").getroot()
named = {(e.tag[len(XS):], e.get("name")): e for e in schema if e.get("name")}
AGREE = {                       # a type of attributes.def and those of the schema; others: any
    "id": "identifier letter letter-t-f", "edition": "edition", "date": "xs:date", "percent": "percent", "share": "percent share",
    "minutes": "minutes", "span": "span", "file": "file", "ref": "identifier", "refs": "identifiers",
    "vim": "vim-number", "viml": "viml-number", "url": "xs:anyURI", "boolean": "xs:boolean", "attempts": "tries",
    "points": "points", "real": "number", "positive": "positive-number", "unit": "unit", "count": "count",
    "quantity_kind": "quantity-code", "pixels": "pixels", "length": "characters", "digits": "digits",
}


def occurs(e):
    most = e.get("maxOccurs", "1")
    return int(e.get("minOccurs", "1")) > 0, most == "unbounded" or int(most) > 1


def particles(e):
    """[({name: declaration}, needed, many)] of what e holds, a choice as one of them."""
    needed, many = occurs(e)
    kind = e.tag[len(XS):]
    if kind == "element":
        to = named["element", e.get("ref")] if e.get("ref") else e
        return [({to.get("name"): to}, needed, many)]
    if kind == "any":
        mathml = "MathML" in e.get("namespace")
        return [({"math": None}, needed, many)] if mathml else []
    if kind == "group" and e.get("ref"):
        inner = particles(named["group", e.get("ref")])
        return [(names, n and needed, m or many) for names, n, m in inner]
    parts = [p for c in e if c.tag[len(XS):] in ("sequence", "choice", "group", "element", "any") for p in particles(c)]
    if kind != "choice":
        return [(names, n and needed, m or many) for names, n, m in parts]
    if not parts:
        return []
    together = {name: to for names, _, _ in parts for name, to in names.items()}
    return [(together, needed and all(n for _, n, _ in parts), many or any(m for _, _, m in parts))]


def choices_of(at):
    restricted = at if at.get("type") is None else named.get(("simpleType", at.get("type")))
    values = [v.get("value") for v in restricted.iter(f"{XS}enumeration")] if restricted is not None else []
    return frozenset(values) or None


def attributes(e):
    found = {}
    for c in e:
        kind = c.tag[len(XS):]
        if kind == "attribute":
            found[c.get("name")] = (c.get("use") == "required", choices_of(c), c.get("type"))
        elif kind == "attributeGroup":
            found.update(attributes(named["attributeGroup", c.get("ref")]))
        elif kind == "anyAttribute":
            found.update({"xml:lang": (False, None, None), "xml:base": (False, None, None)})
    return found


def declared(e):
    """(particles, attributes, whether text may stand) of the element that e declares."""
    if e is None:
        return [], attributes(named["attributeGroup", "math"]), False
    kind = e.get("type")
    if kind and ("complexType", kind) not in named or e.find(f"{XS}simpleType") is not None:
        return [], {}, True
    body = named["complexType", kind] if kind else e.find(f"{XS}complexType")
    simple, extended = body.find(f"{XS}simpleContent"), body.find(f"{XS}complexContent")
    if simple is not None:
        return [], attributes(simple[0]), True
    if extended is not None:
        base = named["complexType", extended[0].get("base")]
        return particles(base), {**attributes(base), **attributes(extended[0])}, base.get("mixed") == "true"
    return particles(body), attributes(body), body.get("mixed") == "true"


# ------------------------------------------------------------ side by side


def say(key, sentence):
    if (sentence := f"<{elements[key][0]}> ({key}): {sentence}") not in wrong:
        wrong.append(sentence)


def key_of(name, keys):
    return next((k for k in keys if elements[k][0] == name), None)


def compare_attributes(key, ours, theirs):
    for name in sorted(ours.keys() ^ theirs.keys()):
        say(key, f"{name} is in {'elements.def' if name in ours else 'the schema'} alone")
    for name in ours.keys() & theirs.keys():
        (needed, choices), (required, values, kind) = ours[name], theirs[name]
        if needed != required and not name.startswith("xml:"):
            say(key, f"{name} must be there for one of the two alone")
        if choices != values and kind != "letter-t-f":
            say(key, f"{name} is {sorted(choices or ())} or {sorted(values or ())}")
        if kind and types[name] in AGREE and kind not in AGREE[types[name]].split():
            say(key, f"{name} is of type {types[name]} or {kind}")


def show(parts):
    return " ".join("|".join(sorted(names)) + {(1, 0): "", (0, 0): "?", (0, 1): "*", (1, 1): "+"}[needed, many]
                    for names, needed, many in parts)


def compare(key, declaration, seen):
    if (key, declaration) in seen:
        return
    seen.add((key, declaration))
    _, kind, content, carries = elements[key]
    ours, (theirs, carried, text) = particles_of_row(content), declared(declaration)
    mine = [({elements[k][0] for k in keys}, needed, many) for keys, needed, many in ours]
    if declaration is not None and show(mine) != show(theirs):
        say(key, f"holds\n    {show(mine)} or\n    {show(theirs)}")
    if text != kind.endswith(("_TEXT", "_WORDS")):
        say(key, "text may stand in it for one of the two alone")
    compare_attributes(key, attributes_of_row(carries), carried)
    keys = [k for keys, _, _ in ours for k in keys]
    for names, _, _ in theirs:
        for name, to in names.items():
            if child := key_of(name, keys):
                compare(child, to, seen)


seen = set()
compare("course", named["element", "course"], seen)
reached = {name for key, _ in seen for name in [elements[key][0]]}
for e in schema.iter(f"{XS}element"):
    if e.get("name") and e.get("name") not in reached:
        wrong.append(f"<{e.get('name')}> is in the schema alone")
unique = {path[len(".//c:"):] for path in schema.find(f".//{XS}unique[@name='identifiers']/{XS}selector").get("xpath").split("|")}
named_ones = {elements[key][0] for key, e in seen if e is not None and declared(e)[1].get("id", "   ")[2] == "identifier"}
if unique != named_ones - {"course"}:
    wrong.append(f"identifiers are unique for other elements than have them: {sorted(unique ^ (named_ones - {'course'}))}")
never = elements.keys() - {key for key, _ in seen} - {"chars"}
if never:
    wrong.append(f"never reached: {sorted(never)}")
if len(seen) < 100 or len(types) < 40:
    wrong.append(f"only {len(seen)} elements and {len(types)} attributes were compared")
print("\n".join(wrong), end="\n" if wrong else "")
sys.exit(bool(wrong))
