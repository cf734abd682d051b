"""The preview as a program sees it: pages, saved files, refusals, an end.

Runs in an empty folder; $ETALON is the program.
"""
import json
import os
import re
import select
import signal
import socket
import subprocess
import sys
import time

ETALON = os.environ["ETALON"]
SANITIZED = b"__asan_init" in open(ETALON, "rb").read()    # freed memory is kept for a while
PNG = bytes.fromhex("89504e470d0a1a0a0000000d4948445200000001000000010806000000"
                    "1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082")
COURSE = """<?xml version="1.0" encoding="UTF-8"?>
<course xmlns="urn:etalon:course:1" xmlns:xi="http://www.w3.org/2001/XInclude" schema-version="1.0"
        id="c" version="1" xml:lang="en">
  <title>Course</title>
  <summary><p>About.</p></summary>
  <xi:include href="module.xml"/>
</course>
"""
MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<module xmlns="urn:etalon:course:1" id="m">
  <title>Module</title>
  <lesson id="one">
    <title>One</title>
    <p>WORDS</p>
    <figure src="img/dot.png" alt="A dot"><caption>A dot.</caption></figure>
  </lesson>
</module>
"""

def write(path, text):
    with open(path, "wb") as f:
        f.write(text if isinstance(text, bytes) else text.encode())

def save(path, text):
    """As editors do: a neighbour, then a new name."""
    write(path + ".new~", text)
    os.rename(path + ".new~", path)

class Preview:
    running = []

    def __init__(self, course, *more):
        self.process = subprocess.Popen([ETALON, "preview", course, *more], stdout=subprocess.PIPE,
                                        stderr=open("notes.txt", "wb"), text=True)
        self.running.append(self.process)
        address = self.process.stdout.readline()
        self.port = int(re.fullmatch(r"http://127\.0\.0\.1:(\d+)/\n", address).group(1))

    def raw(self, request):
        """All bytes of one answer."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=20) as s:
            s.sendall(request)
            data = b""
            while part := s.recv(65536):
                data += part
        return data

    def get(self, path, method="GET", host=None, headers=""):
        host = host or f"127.0.0.1:{self.port}"
        data = self.raw(f"{method} {path} HTTP/1.1\r\nHost: {host}\r\n{headers}Connection: close\r\n\r\n".encode())
        head, _, body = data.partition(b"\r\n\r\n")
        lines = head.decode().split("\r\n")
        fields = dict(line.lower().split(": ", 1) for line in lines[1:])
        return int(lines[0].split()[1]), fields, body

    def state(self):
        return json.loads(self.get("/state")[2])

    def page(self, name="one.html"):
        status, _, body = self.get("/course/" + name)
        assert status == 200, (name, status)
        return body.decode()

    def memory(self):
        """Resident kB."""
        with open(f"/proc/{self.process.pid}/status") as f:
            return int(re.search(r"VmRSS:\s*(\d+)", f.read()).group(1))

class Stream:
    """What /changes says."""
    def __init__(self, preview):
        self.socket = socket.create_connection(("127.0.0.1", preview.port), timeout=20)
        self.socket.sendall(f"GET /changes HTTP/1.1\r\nHost: localhost:{preview.port}\r\n\r\n".encode())
        self.data = b""

    def next(self):
        """The next version."""
        began = time.monotonic()
        while not (match := re.search(rb"data: (\d+)\n\n", self.data)):
            part = self.socket.recv(65536)
            assert part and time.monotonic() < began + 20, "nothing is said: " + repr(self.data)
            self.data += part
        self.data = self.data[match.end():]
        return int(match.group(1))

    def ends(self):
        """What is still said, up to the last chunk (RFC 9112, 7.1), however it arrives."""
        while not self.data.endswith(b"0\r\n\r\n"):
            part = self.socket.recv(65536)
            if not part:
                return False
            self.data += part
        return True

    def is_silent(self):
        return not select.select([self.socket], [], [], 0.3)[0]

    def until(self, preview, what):
        """The state after the change for which what(state) is true; one save may be read in two steps."""
        for _ in range(5):
            self.next()
            state = preview.state()
            if what(state):
                return state
        raise AssertionError(state)

def check_reading(p, stream):
    assert stream.next() == 1
    assert "<h1" in p.page("index.html") and "WORDS" in p.page()
    assert 'data-place="c/module.xml:6"' in p.page()

    write("c/module.xml", MODULE.replace("WORDS", "Written anew."))
    stream.until(p, lambda s: s["shown"] and "Written anew." in p.page())
    save("c/module.xml", MODULE.replace("WORDS", "Put in its place."))
    stream.until(p, lambda s: s["shown"] and "Put in its place." in p.page())

    save("c/module.xml", MODULE.replace("<p>WORDS</p>", "<p>WORDS"))
    state = stream.until(p, lambda s: s["errors"])
    assert not state["shown"] and state["findings"][0]["rule"].startswith("E1"), state
    assert state["findings"][0]["file"] == "c/module.xml"
    assert "Put in its place." in p.page(), "the last good state stays"

    save("c/module.xml", MODULE.replace("WORDS", '<link href="https://example.org/">here</link> it is'))
    state = stream.until(p, lambda s: s["shown"])
    assert [(f["rule"], f["grade"], f["line"], f["page"]) for f in state["findings"]] == \
        [("W502", "warning", 6, "one.html")], state

    os.rename("c/img/dot.png", "c/img/.gone")
    state = stream.until(p, lambda s: not s["shown"])
    assert [(f["rule"], f["line"], f["page"]) for f in state["findings"] if f["grade"] == "error"] == \
        [("E403", 7, "one.html")], state
    os.rename("c/img/.gone", "c/img/dot.png")
    stream.until(p, lambda s: s["shown"])

    os.rename("c/module.xml", "c/moved.xml")
    state = stream.until(p, lambda s: not s["shown"])
    assert any(f["rule"] == "E132" and f["page"] for f in state["findings"]), state
    save("c/course.xml", COURSE.replace("module.xml", "moved.xml"))
    stream.until(p, lambda s: s["shown"])
    os.rename("c/moved.xml", "c/module.xml")
    save("c/course.xml", COURSE)
    stream.until(p, lambda s: s["shown"] and not s["notes"])

    os.makedirs("c/new/deep")
    stream.next()
    write("c/new/deep/dot.png", PNG)
    save("c/module.xml", MODULE.replace("img/dot.png", "new/deep/dot.png"))
    stream.until(p, lambda s: s["shown"] and "media/new/deep/dot.png" in p.page())
    os.remove("c/new/deep/dot.png")
    stream.until(p, lambda s: not s["shown"])
    save("c/module.xml", MODULE)
    stream.until(p, lambda s: s["shown"])

def check_editors():
    """Their files are no news. Heard by a preview of its own: of what was saved before, a second reading may still come."""
    p = Preview("c")
    stream = Stream(p)
    assert stream.next() == 1
    write("c/.module.xml.swp", "x")
    write("c/module.xml~", "x")
    assert stream.is_silent()
    p.process.send_signal(signal.SIGINT)
    assert p.process.wait(30) == 0

def check_answers(p):
    status, fields, body = p.get("/course/media/img/dot.png")
    assert (status, fields["content-type"], body) == (200, "image/png", PNG)
    for asked, status, part in [("0-3", 206, PNG[:4]), ("-5", 206, PNG[-5:]), ("60-", 206, PNG[60:]),
                                ("900-", 200, PNG), ("5-2", 200, PNG), ("--5", 200, PNG), ("--9223372036854775808", 200, PNG), ("x", 200, PNG)]:
        got = p.get("/course/media/img/dot.png", headers=f"Range: bytes={asked}\r\n")
        assert (got[0], got[2]) == (status, part), (asked, got)
    for path in ["/", "/course/one.html", "/course/etalon/data.js", "/course/media/img/dot.png"]:
        status, fields, body = p.get(path)
        assert status == 200 and fields["x-content-type-options"] == "nosniff", path
        assert ("cross-origin-resource-policy" in fields) == ("/media/" not in path), path
        assert p.get(path, headers=f"If-None-Match: {fields['etag']}\r\n")[0] == 304, path
        status, head, body = p.get(path, method="HEAD")
        assert (status, head["content-length"], body) == (200, fields["content-length"], b""), path
    assert "cmi.core." in p.get("/course/etalon/page.js")[2].decode(), "the script talks to a platform"

def check_refusals(p):
    os.symlink("/etc/passwd", "c/link.xml")
    write("outside.xml", "secret")
    for path in ["/course/../outside.xml", "/course/%2e%2e/outside.xml", "/course/..%2foutside.xml", "/outside.xml",
                 "/course//etc/passwd", "/course/etc/passwd", "/course/link.xml", "/course/course.xml", "//", "/course",
                 "/../../etc/passwd", "/course/media/../../outside.xml", "/course/%ff", "/%",
                 "/" + "a" * 5000, "c/module.xml", "http://127.0.0.1/outside.xml"]:
        status, _, body = p.get(path)
        assert status in (404, 400, 414, 431), (path, status)
        assert b"secret" not in body and b"root:" not in body, path
    own = f"127.0.0.1:{p.port}"
    for host in ["evil.example", "evil.example:%d" % p.port, "127.0.0.1", "127.0.0.1:1", own + ".evil.example", "[::1]:%d" % p.port]:
        status, _, body = p.get("/course/one.html", host=host)
        assert status == 421 and b"One" not in body, (host, status)
    assert p.raw(b"GET /course/one.html HTTP/1.0\r\n\r\n").split()[1] in (b"421", b"400")
    assert p.get("/", host=f"LocalHost:{p.port}")[0] == 200
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "FOO"]:
        status, fields, _ = p.get("/course/one.html", method=method)
        assert (status, fields.get("allow")) == (405, "get, head"), method
    body = f"POST / HTTP/1.1\r\nHost: 127.0.0.1:{p.port}\r\nConnection: close\r\nContent-Length: 1000000\r\n\r\n".encode() + bytes(10**6)
    assert p.raw(body).split()[1] == b"405", "what is sent is read before it is refused"
    os.remove("c/link.xml")
    listening = subprocess.run(["sh", "-c", "cat /proc/net/tcp /proc/net/tcp6"], capture_output=True, text=True).stdout
    at = [line.split()[1] for line in listening.splitlines() if line.split()[3] == "0A" and line.split()[1].endswith(":%04X" % p.port)]
    assert at == ["0100007F:%04X" % p.port], at

def check_many(p):
    """Windows come and go; a new one is always heard, the oldest is let go."""
    for _ in range(3):
        streams = [Stream(p) for _ in range(20)]
        for s in streams:
            s.next()
        assert streams[0].ends()
        for s in streams:
            s.socket.close()

def check_memory(p):
    """Hundreds of readings, one at a time: what one needs is given back."""
    stream = Stream(p)
    stream.next()
    before = 0
    rounds = 60 if SANITIZED else 300
    for i in range(rounds):
        save("c/module.xml", MODULE.replace("WORDS", f"Round {i}. " + "More words. " * 2000))
        stream.next()
        if i % 10 == 0:
            assert p.get("/course/one.html")[0] == p.get("/state")[0] == p.get("/course/etalon/data.js")[0] == 200
        if i == rounds // 5:
            before = p.memory()
    after = p.memory()
    if not SANITIZED:
        assert after < before + 4096, (before, after)

def check_first_state():
    """A course that cannot be read at first, and is mended."""
    write("c/course.xml", "<course")
    p = Preview("c/course.xml")
    stream = Stream(p)
    state = p.state()
    assert not state["shown"] and state["id"] == "" and state["error"] and state["findings"][0]["page"] == "", state
    assert "Nothing" in p.get("/texts.js")[2].decode() and "nothing" in p.page("index.html")
    assert p.get("/course/etalon/page.js")[0] == 404
    save("c/course.xml", COURSE)
    stream.until(p, lambda s: s["shown"])
    os.rename("c", "elsewhere")
    stream.until(p, lambda s: not s["shown"] and s["error"])
    os.rename("elsewhere", "c")
    stream.until(p, lambda s: s["shown"])
    p.process.send_signal(signal.SIGTERM)
    assert p.process.wait(30) == 0

def main():
    os.makedirs("c/img")
    write("c/img/dot.png", PNG)
    write("c/course.xml", COURSE)
    write("c/module.xml", MODULE)
    p = Preview("c")
    stream = Stream(p)
    check_reading(p, stream)
    check_answers(p)
    check_refusals(p)
    check_many(p)
    check_memory(p)
    second = subprocess.run([ETALON, "preview", "c", "--port", str(p.port)], capture_output=True, text=True)
    assert second.returncode == 4 and str(p.port) in second.stderr, second
    p.process.send_signal(signal.SIGINT)
    status = p.process.wait(30)               # a stream is open; connections left alone end after 60
    notes = open("notes.txt").read()
    assert status == 0, (status, notes)
    assert "1 error" in notes and "the pages stay as they were" in notes, notes
    check_editors()
    check_first_state()

try:
    main()
finally:
    for process in Preview.running:
        process.kill()
