"""Run the examples of a Markdown file and compare what they print.

    examples.py FILE.md

A fenced block marked `console` is a session: lines that begin with "$ " are
commands, the lines below are what they print (standard output and error
together); a line "..." stands for any lines. All sessions of a file run in one
folder that has courses/ and tests/ of the checkout, so later ones see what
earlier ones made. A command that ends with another status than 0 says so in a
last line "[1]". A block marked `xml file=NAME` is written into that file.
"""
import os
import re
import subprocess
import sys

def blocks(path):
    """(line, what stands behind the fence, lines) of each fenced block."""
    block, kind, start = [], None, 0
    with open(path, encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if not line.startswith("```"):
                block.append(line.rstrip("\n"))
            elif kind is None:
                block, kind, start = [], line[3:].strip(), number
            else:
                yield start, kind, block
                kind = None

def steps(start, block):
    step = None
    for offset, line in enumerate(block, 1):
        if line.startswith("$ "):
            if step:
                yield step
            step = (start + offset, line[2:], [])
        elif step:
            step[2].append(line)
    if step:
        yield step

def matches(got, want):
    pattern = "".join(".*?" if line == "..." else re.escape(line) + "\n" for line in want)
    return re.fullmatch(pattern, got, re.DOTALL) is not None

def main():
    path = sys.argv[1]

    for name in ("courses", "tests"):
        if not os.path.exists(name):
            os.symlink(os.path.join(os.environ["SOURCE"], name), name)
    ran = bad = 0
    for start, kind, block in blocks(path):
        if " file=" in kind:
            with open(kind.split(" file=")[1], "w", encoding="utf-8") as out:
                out.write("\n".join(block) + "\n")
        if kind != "console":
            continue
        for line, command, want in steps(start, block):
            ran += 1
            done = subprocess.run(["sh", "-c", command], stdin=subprocess.DEVNULL,
                                  stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                                  env=dict(os.environ, TZ="UTC"), timeout=600)
            got = done.stdout.decode("utf-8", "replace").replace("\r\n", "\n")
            if got and not got.endswith("\n"):
                got += "\n"
            if done.returncode:
                got += f"[{done.returncode}]\n"
            if not matches(got, want):
                bad = 1
                print(f"{path}:{line}: $ {command}\n--- printed\n{got}--- expected")
                print("\n".join(want))
    if not ran:
        print(f"{path} has no example")
        bad = 1
    sys.exit(bad)

main()
