"""Look at every page of an unpacked package.

    pages.py DIR

Says, and ends with 1, when a page is not what a browser expects: an element
left open or closed twice, an id given twice, a reference to an id or a file
that is not there, something fetched from outside, a link inside a link, a
picture without words, a field without a label, not exactly one h1, headings
that skip a level, a file name that some platform would not keep, a file that
nothing refers to.
"""
import os
import re
import sys
from html.parser import HTMLParser

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source",
        "track", "wbr"}
IDREFS = ("aria-labelledby", "aria-describedby", "for", "data-pop")
LOCAL = ("src", "href", "poster")

class Page(HTMLParser):
    def __init__(self, name):
        super().__init__(convert_charrefs=True)
        self.name, self.open, self.ids, self.wanted, self.used, self.labelled = name, [], {}, [], [], set()
        self.headings, self.trouble = [], []

    def say(self, text):
        self.trouble.append(f"{self.name}:{self.getpos()[0]}: {text}")

    def handle_decl(self, decl):
        if decl != "DOCTYPE html":
            self.say(f"not <!DOCTYPE html> but {decl}")

    def handle_startendtag(self, tag, attrs):
        self.say(f"<{tag}/> closes itself, as XML does")

    def handle_starttag(self, tag, attrs):
        names = [name for name, _ in attrs]
        if len(names) != len(set(names)):
            self.say(f"<{tag}> has an attribute twice")
        a = dict(attrs)
        if a.get("id") in self.ids:
            self.say(f"id {a['id']} again, first in line {self.ids[a['id']]}")
        if "id" in a:
            self.ids[a["id"]] = self.getpos()[0]
        for name in IDREFS:
            self.wanted += [(self.getpos()[0], i) for i in (a.get(name) or "").split()]
        self.look_at_addresses(tag, a)
        if tag == "a" and "a" in self.open:
            self.say("a link inside a link")
        if tag == "img" and "alt" not in a:
            self.say("a picture without alt")
        if tag == "label" and "for" in a:
            self.labelled.add(a["for"])
        if (tag in ("input", "select", "textarea") and "label" not in self.open and "aria-label" not in a
                and a.get("id") not in self.labelled):
            self.say("a field without label")
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag not in VOID:
            self.open.append(tag)

    def look_at_addresses(self, tag, a):
        for name in LOCAL:
            value = a.get(name)
            if value is None or value == "data:,":
                continue
            if re.match("[a-z]+:", value):
                if tag != "a":
                    self.say(f"<{tag} {name}={value}> fetches from outside")
                elif a.get("target") != "_blank" or "noopener" not in a.get("rel", ""):
                    self.say(f"the link to {value} leaves the course in its own window")
            else:
                self.used.append((self.getpos()[0], value))

    def handle_endtag(self, tag):
        if tag in VOID:
            self.say(f"</{tag}> ends what has no end")
        elif not self.open or self.open[-1] != tag:
            self.say(f"</{tag}> does not end {self.open[-1:]}")
        else:
            self.open.pop()

    def finish(self):
        self.close()
        if self.open:
            self.say(f"never closed: {self.open}")
        for line, wanted in self.wanted:
            if wanted not in self.ids:
                self.trouble.append(f"{self.name}:{line}: no element has the id {wanted}")
        if self.headings.count(1) != 1:
            self.say(f"{self.headings.count(1)} h1")
        for before, after in zip(self.headings, self.headings[1:]):
            if after > before + 1:
                self.say(f"h{before} is followed by h{after}")

def read_pages(folder, files):
    pages = {}
    for name in files:
        if not name.endswith(".html"):
            continue
        with open(os.path.join(folder, name), encoding="utf-8", newline="") as f:
            pages[name] = page = Page(name)
            page.feed(f.read())
            page.finish()
    return pages

def check_links(pages, files):
    used = {"index.html", "imsmanifest.xml", "metadata.xml", "cmi5.xml"}
    for page in pages.values():
        for line, address in page.used:
            path, _, fragment = address.partition("#")
            path = path or page.name
            used.add(path)
            if path not in files:
                page.trouble.append(f"{page.name}:{line}: there is no {path}")
            elif fragment and fragment not in pages[path].ids:
                page.trouble.append(f"{page.name}:{line}: {path} has no {fragment}")
    return used

def main():
    folder = sys.argv[1]
    files = {os.path.relpath(os.path.join(at, name), folder)
             for at, _, names in os.walk(folder) for name in names}
    files = {name for name in files if not re.fullmatch(r"[^/]*\.(xsd|dtd)", name)}     # the standard's own
    pages = read_pages(folder, sorted(files))
    used = check_links(pages, files)
    trouble = [line for page in pages.values() for line in page.trouble]
    beside = tuple(os.path.dirname(name) + "/" for name in used         # of an interactive page
                   if name.startswith("media/") and name.endswith(".html"))
    trouble += [f"{name}: nothing refers to it" for name in sorted(files - used)
                if not name.startswith(beside)]
    trouble += [f"{name}: not a name for every platform" for name in sorted(files)
                if not re.fullmatch("[a-z0-9][a-z0-9._/-]{0,98}", name)]
    if not pages:
        trouble.append(f"{folder} has no pages")
    print("\n".join(trouble), end="\n" if trouble else "")
    sys.exit(1 if trouble else 0)

main()
