"""An editor for translators, as far as a test needs one.

    editor.py FILE.xlf OUT.xlf EDIT...

Each EDIT changes what it names, with an XML library and its own prefixes, so
that nothing of how the file was written survives but what the standard keeps:

    translate[=FILTER]  a target for every segment (of the units whose id has
                        FILTER in it) that has none: every word turned round,
                        codes where they are
    state=WORD          the state of the segments that have a target
    bare                no state at all, where there is one
    swap                the codes of each target in the other order
    split               each segment of one text cut in two after its first ". "
    spans               <pc> as <sc/> and <ec/>
    note=TEXT           a note in every unit
    only=FILTER         the other units left out
    lose=NAME           codes whose id begins with NAME left out of targets
    copy                targets that are copies of their source
    set=ID=TEXT         the target of one unit
    source=ID=TEXT      the source of one unit
    attr=NAME=VALUE     an attribute of the root
    file=ID             the id of every file
    clear=FILTER        no targets in those units
"""
import copy
import sys
import xml.etree.ElementTree as ET

CORE = "urn:oasis:names:tc:xliff:document:2.0"


def tag(name):
    return "{%s}%s" % (CORE, name)


def mirrored(text):
    return " ".join("".join(reversed(word)) for word in (text or "").split(" ")) if text else text


def mirror(element):
    element.text = mirrored(element.text)
    for child in element:
        mirror(child)
        child.tail = mirrored(child.tail)


def units(root):
    return root.iter(tag("unit"))


def segments(root):
    for unit in units(root):
        for segment in unit.findall(tag("segment")):
            yield unit, segment


def target_of(segment):
    return segment.find(tag("target"))


def make_target(segment):
    target = copy.deepcopy(segment.find(tag("source")))
    target.tag = tag("target")
    target.tail = segment.find(tag("source")).tail
    segment.append(target)
    return target


def translate(root, which):
    for unit, segment in segments(root):
        if which in unit.get("id") and target_of(segment) is None:
            mirror(make_target(segment))
            segment.set("state", "translated")


def swap(root):
    for _, segment in segments(root):
        target = target_of(segment)
        if target is None or len(target) < 2:
            continue
        codes = list(target)
        tails = [code.tail for code in codes]
        for code, tail in zip(reversed(codes), tails):
            target.remove(code)
        for code, tail in zip(reversed(codes), tails):
            code.tail = tail
            target.append(code)


def split_text(element):
    """What stands in element before and behind its first ". ", or None."""
    if len(element) or ". " not in (element.text or ""):
        return None
    first, second = element.text.split(". ", 1)
    return first + ".", second


def split(root):
    for unit in units(root):
        for segment in unit.findall(tag("segment")):
            source, target = segment.find(tag("source")), target_of(segment)
            parts = split_text(source)
            if parts is None or target is None or len(target):
                continue
            half = len(target.text) // 2
            behind = copy.deepcopy(segment)
            gap = ET.Element(tag("ignorable"))
            ET.SubElement(gap, tag("source")).text = " "
            source.text, behind.find(tag("source")).text = parts
            behind.find(tag("target")).text = target.text[:half].rstrip()
            target.text = target.text[half:].lstrip()
            # The halves of the target stand in the other order.
            target.set("order", "3")
            behind.find(tag("target")).set("order", "1")
            at = list(unit).index(segment)
            unit.insert(at + 1, gap)
            unit.insert(at + 2, behind)


def spans_in(element):
    for i, child in reversed(list(enumerate(element))):
        spans_in(child)
        if child.tag != tag("pc"):
            continue
        start = ET.Element(tag("sc"), {"id": child.get("id")})
        end = ET.Element(tag("ec"), {"startRef": child.get("id")})
        start.text, start.tail, end.tail = None, child.text, child.tail
        element.remove(child)
        element.insert(i, start)
        for k, inner in enumerate(child):
            element.insert(i + 1 + k, inner)
        element.insert(i + 1 + len(child), end)


def spans(root):
    for _, segment in segments(root):
        if target_of(segment) is not None:
            spans_in(segment.find(tag("source")))
            spans_in(target_of(segment))


def note(root, text):
    for unit in units(root):
        notes = unit.find(tag("notes"))
        if notes is None:
            notes = ET.Element(tag("notes"))
            unit.insert(0, notes)
        ET.SubElement(notes, tag("note")).text = text


def only(root, which):
    for parent in list(root.iter()):
        for unit in parent.findall(tag("unit")):
            if which not in unit.get("id"):
                parent.remove(unit)
    for parent in root.findall(tag("file")):
        for group in parent.findall(tag("group")):
            if group.find(tag("unit")) is None:
                parent.remove(group)
        if parent.find(tag("group")) is None:
            root.remove(parent)


def lose_in(element, name):
    for i, child in reversed(list(enumerate(element))):
        lose_in(child, name)
        if (child.get("id") or "").startswith(name):
            element.remove(child)


def lose(root, name):
    for _, segment in segments(root):
        if target_of(segment) is not None:
            lose_in(target_of(segment), name)


def set_text(root, name, which, text):
    found = [s for u, s in segments(root) if u.get("id") == which]
    assert found, "no unit " + which
    element = found[0].find(tag(name))
    if element is None:
        element = ET.SubElement(found[0], tag(name))
    for child in list(element):
        element.remove(child)
    element.text = text


def edit(root, word, value):
    if word == "translate":
        translate(root, value)
    elif word == "state":
        for _, segment in segments(root):
            if target_of(segment) is not None:
                segment.set("state", value)
                segment.attrib.pop("subState", None)
    elif word == "bare":
        for _, segment in segments(root):
            segment.attrib.pop("state", None)
            segment.attrib.pop("subState", None)
    elif word == "swap":
        swap(root)
    elif word == "split":
        split(root)
    elif word == "spans":
        spans(root)
    elif word == "note":
        note(root, value)
    elif word == "only":
        only(root, value)
    elif word == "lose":
        lose(root, value)
    elif word == "copy":
        for _, segment in segments(root):
            if target_of(segment) is None:
                make_target(segment)
    elif word in ("set", "source"):
        which, text = value.split("=", 1)
        set_text(root, "target" if word == "set" else "source", which, text)
    elif word == "attr":
        root.set(*value.split("=", 1))
    elif word == "file":
        for file in root.findall(tag("file")):
            file.set("id", value)
    elif word == "clear":
        for unit, segment in segments(root):
            if value in unit.get("id") and target_of(segment) is not None:
                segment.remove(target_of(segment))
                segment.attrib.pop("state", None)
                segment.attrib.pop("subState", None)
    else:
        sys.exit("editor.py: what is %s?" % word)


def main(path, out, edits):
    ET.register_namespace("editor", CORE)
    tree = ET.parse(path)
    for one in edits:
        word, _, value = one.partition("=")
        edit(tree.getroot(), word, value)
    tree.write(out, encoding="UTF-8", xml_declaration=True)


main(sys.argv[1], sys.argv[2], sys.argv[3:])
