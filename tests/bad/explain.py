"""explain.py ETALON RULE... - do the examples of etalon explain show what they say?

Each example is put into a small course at the place where its elements belong: the wrong one is found
wrong by this rule and no other, in the right one nothing is found. Lines "$ command" of an example are run
in the folder of the course before.
"""
import json, os, re, shutil, subprocess, sys, tempfile

HEAD = ["title", "summary", "contributor", "keyword", "publisher", "audience", "level", "rights", "objectives",
        "settings", "history", "completion"]
QUESTIONS = ["single-choice", "multiple-choice", "true-false", "matching", "ordering", "cloze", "short-text", "numeric",
             "free-text", "rating"]
COURSE = """<?xml version="1.0" encoding="UTF-8"?>
<course xmlns="urn:etalon:course:1" xmlns:xi="http://www.w3.org/2001/XInclude"
        schema-version="1.0" id="scales" version="1.1" xml:lang="en">
  <title>Scales</title>
  <summary><p>How scales are read.</p></summary>
{head}
  <module id="reading">
    <title>Reading</title>
    <lesson id="first">
      <title>First</title>
      <p>A <term ref="calibration">calibration</term> tells how far one is off.<cite ref="vim"/></p>
{block}
{question}
{section}
{quiz}
    </lesson>
{lesson}
  </module>
{module}
  <glossary>
    <entry id="calibration"><term>calibration</term><text>Comparing with a standard.</text></entry>
{entry}
  </glossary>
  <bibliography>
    <source id="vim"><title>International vocabulary of metrology</title></source>
{source}
  </bibliography>
</course>
"""
FILES = {
    "figures/chain.svg": b"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><circle r='3'/></svg>",
    "figures/balance.jpg": b"\xff\xd8\xff\xe0\0\x10JFIF\0\1",
    "media/talk.mp4": b"\0\0\0\x18ftypisom\0\0\0\0",
    "media/talk.en.vtt": b"WEBVTT\n",
    "media/talk.fr.vtt": b"WEBVTT\n",
    "media/interview.mp3": b"ID3\3\0\0\0\0\0\0",
    "downloads/form.pdf": b"%PDF-1.4",
    "lab/index.html": b"<!DOCTYPE html><html lang='en'><title>Try it</title></html>",
}


def examples(etalon, rule):
    """The lines of the wrong and the right example, as etalon explain prints them."""
    text = subprocess.run([etalon, "explain", rule], stdout=subprocess.PIPE, text=True, check=True).stdout
    if "\nWrong:\n" not in text or "\nRight:\n" not in text:
        return None
    about, rest = text.split("\nWrong:\n", 1)
    if len(about.strip().split("\n\n")) < 3:
        sys.exit(f"{rule} does not say why it matters")
    return rest.split("\nRight:\n", 1)


def taken_apart(example):
    """{name: text} of its files, "" being the course; and its commands."""
    files, commands, name = {"": []}, [], ""
    for line in example.split("\n"):
        other = re.fullmatch(r"  in (.*):", line)
        if other:
            name = other.group(1)
            files[name] = []
        elif line.startswith("    $ "):
            commands.append(line[6:])
        elif line.startswith("    ") or files[name]:
            files[name].append(line[4:])
    return {n: "\n".join(lines).strip("\n") + "\n" for n, lines in files.items()}, commands


def elements(text):
    """Its elements one after the other; an element begins at a "<" in the first column."""
    return [e for e in re.split(r"(?m)^(?=<[a-z])", text) if e.strip()]


def slot_of(element):
    name = re.match(r"<([a-z:-]+)", element).group(1)
    if name in HEAD:
        return "head"
    if name in QUESTIONS:
        return "question"
    if name == "xi:include":
        return "module"
    return name if name in ("section", "quiz", "lesson", "module", "entry", "source") else "block"


def course_of(text):
    slots = {name: [] for name in ("head", "block", "question", "section", "quiz", "lesson", "module", "entry", "source")}
    for element in elements(text):
        slots[slot_of(element)].append(element)
    slots["head"].sort(key=lambda e: HEAD.index(re.match(r"<([a-z-]+)", e).group(1)))
    if slots["question"]:
        slots["question"] = ['<practice id="try">\n'] + slots["question"] + ["</practice>\n"]
    return COURSE.format(**{name: "".join(parts).rstrip("\n") for name, parts in slots.items()})


def write(folder, name, content):
    path = os.path.join(folder, name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as f:
        f.write(content)


def found(etalon, example):
    """The rules found in the course that the example makes, and what was said."""
    files, commands = taken_apart(example)
    with tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, 0o755)
        write(folder, "course.xml", course_of(files.pop("")).encode())
        for name, content in FILES.items():
            if name in example and name not in files:
                write(folder, name, content)
        for name, content in files.items():
            write(folder, name, content.encode())
        subprocess.run(["sh", "-e"], input="\n".join(commands), text=True, cwd=folder, check=True,
                       stdout=subprocess.DEVNULL)
        command = [etalon, "check", "-q", "-f", "json", "--as-of", "2026-06-01", "."]
        if os.geteuid() == 0 and "chmod 000" in example:
            command = ["setpriv", "--reuid=65534", "--clear-groups"] + command
        out = subprocess.run(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout
        findings = json.loads(out)["findings"]
        return {f["rule"] for f in findings}, [f"{f['file']}:{f['line']}: {f['text']} [{f['rule']}]" for f in findings]


def main():
    etalon, bad = os.path.abspath(sys.argv[1]), 0
    for rule in sys.argv[2:]:
        both = examples(etalon, rule)
        if not both:
            print(f"{rule} has no examples: FLOOR/rules/{rule}.txt")
            bad = 1
            continue
        if "chmod 000" in both[0] and os.geteuid() == 0 and not shutil.which("setpriv"):
            continue
        for kind, example, wanted in (("wrong", both[0], {rule}), ("right", both[1], set())):
            rules, said = found(etalon, example)
            if rules != wanted:
                print(f"the {kind} example of {rule} gives {sorted(rules)}:", *said[:5], sep="\n    ")
                bad = 1
    sys.exit(bad)


if __name__ == "__main__":
    main()
