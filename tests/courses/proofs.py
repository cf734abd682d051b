"""proofs.py SOURCE - does each element and attribute of the schema occur where it should?

Four proofs for each: it is shown in courses/tour, explained in schemas/reference.md, rendered in
tests/unit or the courses of tests/pack and tests/browser, and, when it can be wrong, found wrong in tests/bad. Names
each that lacks one, and ends with 1.
"""
import glob
import re
import sys
import xml.etree.ElementTree as tree

source = sys.argv[1]

# What no author writes: XInclude does.
NEVER = {"xml:base"}

# Words of which any is right.
FREE = {("cite", "locator"), ("quote", "locator"), ("code-block", "language")}

# Elements that are wrong only by their place or by what they hold: rules speak of the place (E211) and of the
# text (E501) in one way for all of them, and need not be shown with each.
ONLY_BY_PLACE = set("""
    title summary contributor keyword publisher audience level rights objectives history
    list item head body row header cell note text em strong code sub sup q foreign
    transcript prompt match accept hint explanation glossary bibliography creator date steps tabs
""".split())


def rows():
    text = open(f"{source}/src/course/elements.def", encoding="utf-8").read()
    for body in re.findall(r"^ELEMENT\((.*?)\)\n(?=ELEMENT|GROUP|$)", text + "\n", re.S | re.M):
        key, word, kind, rest = re.match(r'(\w+), "([^"]+)", (\w+),\s*(.*)', body, re.S).groups()
        parts = [" ".join(re.findall(r'"([^"]*)"', p)) for p in re.split(r",\s*(?=\")", rest)]
        attributes = parts[-1].replace("@xml", "xml:lang xml:base").split()
        names = [re.match(r"(?:xml:)?[a-z-]+", a).group(0) for a in attributes]
        yield key, word, [n for n in names if n not in NEVER]


def tags(text):
    """(element, its attributes) of each first tag in a text that need not be whole."""
    for tag in re.finditer(r"""<([a-z][a-z-]*)((?:\s+[a-zA-Z:-]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*/?>""", text):
        yield tag.group(1), re.findall(r"([a-zA-Z:-]+)\s*=\s*[\"']", tag.group(2))


def occurring(texts):
    there = set()
    for text in texts:
        for word, attributes in tags(text):
            there.add(word)
            there |= {(word, a) for a in attributes}
    return there


def read(*patterns):
    for pattern in patterns:
        for name in sorted(glob.glob(f"{source}/{pattern}", recursive=True)):
            yield open(name, encoding="utf-8", errors="replace").read()


def strings(text):
    """The C strings of a file, those that stand side by side joined."""
    joined = re.sub(r'(?<!\\)"\s*(?:\n\s*)?"', "", text)
    return "\n".join(re.findall(r'"((?:\\.|[^"\\])*)"', joined)).replace('\\"', '"')


def in_reference():
    there, word = set(), None
    for line in next(read("schemas/reference.md")).split("\n"):
        if line.startswith("## "):
            word = line[3:]
            there.add(word)
        elif line.startswith("| `"):
            there.add((word, line[3:line.index("`", 3)]))
    return there


def found_wrong():
    """What begins on a line where check is expected to find something."""
    lines = [line for text in read("tests/bad/**/*.xml") for line in text.split("\n") if "<!-- expect" in line]
    for listed in glob.glob(f"{source}/tests/bad/*/expect.txt"):
        for line in open(listed):
            name, number, _ = line.replace(":", " ").split()
            lines.append(next(read(listed[len(source) + 1:-len("expect.txt")] + name)).split("\n")[int(number) - 1])
    there = set()
    for line in lines:
        for word, rest in re.findall(r"<([a-z][a-z-]*)((?:\s+[^<>]*)?)", line):
            there.add(word)
            there |= {(word, a) for a in re.findall(r"([a-zA-Z:-]+)\s*=", rest)}
    return there


def shown():
    """Told apart by their place are the two meanings of term and of feedback."""
    there, whole = set(), [re.sub(r"<code-block.*?>.*?</code-block>", "<code-block/>", text, flags=re.S)
                           for text in read("courses/tour/*.xml")]
    there |= occurring(whole) | occurring(read("courses/tour/*.xml"))
    for text in read("courses/tour/*.xml"):
        for e in tree.fromstring(text).iter():
            word = e.tag.rsplit("}", 1)[-1]
            there |= {f"{word}>{c.tag.rsplit('}', 1)[-1]}" for c in e}
    return there


tour, reference, wrong = shown(), in_reference(), found_wrong()
rendered = occurring([strings(t) for t in read("tests/unit/*.c") if "render_course(" in t] + list(read("tests/pack/**/*.xml", "tests/browser/**/*.xml")))
lacking = []


def ask(what, name, where, there):
    if what not in there:
        lacking.append(f"{name}: not in {where}")


count = 0
for key, word, attributes in rows():
    if word == "#text":
        continue
    for what in [word] + [(word, a) for a in attributes]:
        name = word if what == word else f"{word}/{what[1]}"
        count += 1
        ask(what, name, "courses/tour", tour)
        ask(what, name, "schemas/reference.md", reference)
        ask(what, name, "the rendering tests", rendered)
        if what not in FREE and what not in ONLY_BY_PLACE:
            ask(what, name, "tests/bad, where something is found", wrong)
for place in ("entry>term", "definition>term", "p>term", "answer>feedback", "single-choice>feedback"):
    ask(place, place, "courses/tour", tour)
if count < 250:
    lacking.append(f"only {count} elements and attributes were read from elements.def")
if lacking:
    sys.exit("\n".join(sorted(set(lacking))))
