"""Run the examples of a Markdown file and compare what they print.

    examples.py FILE.md

A fenced block marked `console` is a session: lines that begin with "$ " are
commands, the lines below are what they print (standard output and error
together); a line "..." stands for any lines. All sessions of a file run in one
folder that has courses/ and tests/ of the checkout, so later ones see what
earlier ones made. A command that ends with another status than 0 says so in a
last line "[1]".
"""
import os
import re
import subprocess
import sys

def sessions(path):
    block, inside, start = [], False, 0
    with open(path, encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if line.startswith("```"):
                if inside:
                    yield start, block
                inside = not inside and line.strip() == "```console"
                block, start = [], number
            elif inside:
                block.append(line.rstrip("\n"))

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
    for start, block in sessions(path):
        for line, command, want in steps(start, block):
            ran += 1
            done = subprocess.run(["sh", "-c", command], stdin=subprocess.DEVNULL,
                                  stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                                  env=dict(os.environ, TZ="UTC"), timeout=120)
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
