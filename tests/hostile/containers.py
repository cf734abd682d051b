"""containers.py - zips that are odd or made to do harm, and what is to be said about each.

CASES: name -> (rules, bytes). Where nothing is wrong the rules are empty. All are a small course of cmi5 (whose
manifest need not list files), so that only the archive can be found wrong.
"""
import struct
import zlib

from zips import (DEFLATED, DESCRIPTOR, ENCRYPTED, FULL, MASKED, PATCH, STORED, STRONG, UTF8, Entry, archive, deflate,
                  end, end64, locator, zeros, zip64_field)

MANIFEST = b"""<?xml version="1.0" encoding="UTF-8"?>
<courseStructure xmlns="https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd">
  <course id="https://example.org/weighing">
    <title><langstring lang="en">Weighing</langstring></title>
    <description><langstring lang="en">How to weigh.</langstring></description>
  </course>
  <au id="https://example.org/weighing/first" moveOn="Completed">
    <title><langstring lang="en">First</langstring></title>
    <description><langstring lang="en">The first lesson.</langstring></description>
    <url>index.html</url>
  </au>
</courseStructure>
"""
PAGE = b"<!DOCTYPE html><html lang=\"en\"><title>First</title><p>" + b"Weigh, then weigh again. " * 40
FILE, FOLDER, LINK, DEVICE, PIPE, SOCKET = 0o100644, 0o040755, 0o120777, 0o020666, 0o010644, 0o140755

CASES = {}


def case(name, rules, data):
    assert name not in CASES, name
    CASES[name] = (rules.split(), data)


FIRST, SECOND = Entry("cmi5.xml", MANIFEST, DEFLATED), Entry("index.html", PAGE, DEFLATED)
SECOND_AT = len(FIRST.local_header() + FIRST.bytes)
THIRD_AT = SECOND_AT + len(SECOND.local_header() + SECOND.bytes)


def course(*more, **how):
    """The course, with more entries behind it."""
    return archive([FIRST, SECOND, *more], **how)


def spoilt(**how):
    """The course with its page made wrong."""
    how.setdefault("data", PAGE)
    how.setdefault("method", DEFLATED)
    return archive([FIRST, Entry("index.html", **how)])


def named(name, **how):
    return course(Entry(name, **how))


def told(**values):
    """The same lie in the directory and in the local header."""
    return dict(local=values, central=values)


def large(off=0, disk=0, disks=1, **over):
    """ZIP64 records as archive() wants them; the locator points `off` bytes beside."""
    return lambda n, size, at, here: (end64(over.pop("n", n), over.pop("size", size), over.pop("offset", at), **over)
                                      + locator(here + off, disk, disks))


# ---------------------------------------------------------------- nothing is wrong

PACKED, CRC = deflate(PAGE), zlib.crc32(PAGE)
FLAGGED = dict(flags=DESCRIPTOR)
case("plain", "", course())
case("stored", "", archive([Entry("cmi5.xml", MANIFEST), Entry("index.html", PAGE)]))
case("folders", "", course(Entry("a/", b"", mode=FOLDER), Entry("a/b/", b"", mode=FOLDER), Entry("a/b/c.txt")))
case("empty-files", "", course(Entry("none.txt", b""), Entry("nothing.txt", b"", DEFLATED)))
case("composed-name", "", named("th\u00e9orie.html"))
case("other-scripts", "", course(Entry("\u8ba1\u91cf.html"), Entry("\u0642\u064a\u0627\u0633.html"),
                                 Entry("\u043c\u0435\u0440\u0430.html")))
case("made-on-dos", "", named("a.txt", host=0, mode=0))
case("time-fields", "", named("a.txt", extra=struct.pack("<HHBI", 0x5455, 5, 1, 0)))
case("unknown-field", "", named("a.txt", extra=struct.pack("<HH4s", 0xCAFE, 4, b"bean")))
case("field-of-nothing", "", named("a.txt", extra=b"\0\0"))
case("descriptor", "", spoilt(**FLAGGED))
case("descriptor-unsigned", "", spoilt(**FLAGGED, descriptor=struct.pack("<III", CRC, len(PACKED), len(PAGE))))
case("descriptor-zip64", "",
     spoilt(**FLAGGED, descriptor=struct.pack("<IIQQ", 0x08074b50, CRC, len(PACKED), len(PAGE))))
case("descriptor-told-twice", "", spoilt(**FLAGGED, local=dict(crc=CRC, packed=len(PACKED), size=len(PAGE))))
case("zip64-sizes", "", spoilt(extra=zip64_field(len(PAGE), len(PACKED)), **told(size=FULL, packed=FULL)))
case("zip64-offset", "", archive([Entry("cmi5.xml", MANIFEST, DEFLATED, extra=zip64_field(0), local_extra=b"",
                                        central=dict(offset=FULL)), SECOND]))
case("zip64-end", "", course(zip64=large()))
case("zip64-end-full", "", course(zip64=large(), here=0xFFFF, total=0xFFFF, size=FULL, offset=FULL))
case("signed-directory", "W1012", course(more_rows=struct.pack("<IH4s", 0x05054b50, 4, b"sign")))
case("signed-outside", "E1007 W1012", course(behind_directory=struct.pack("<IH4s", 0x05054b50, 4, b"sign")))
case("zip-in-zip", "", course(Entry("inner.zip", course())))
case("many", "", course(*[Entry(f"pages/{i}.html", b"") for i in range(5000)]))
case("too-many-for-32", "", course(*[Entry(f"{i}", b"") for i in range(65600)], here=0xFFFF, total=0xFFFF,
                                   zip64=large()))

# ---------------------------------------------------------------- no archive, or not all of it

WHOLE = course()
case("nothing", "E1001", b"")
case("four-bytes", "E1002", b"PK\3\4")
case("text", "E1001", b"This is no archive.\n" * 200)
case("gzip", "E1001", b"\x1f\x8b\x08\0\0\0\0\0\0\3" + deflate(b"x" * 100) + b"\0" * 8)
case("seven-zip", "E1001", b"7z\xbc\xaf\x27\x1c" + b"\0\4" * 100)
case("pdf", "E1001", b"%PDF-1.4\n%%EOF\n" * 10)
case("noise", "E1001", bytes((i * i * 7 + i // 3) & 0xFF for i in range(100000)))
case("half", "E1002", WHOLE[:len(WHOLE) // 2])
case("end-cut", "E1002", WHOLE[:-1])
case("no-end", "E1002", WHOLE[:-22])
case("only-end", "E1009 E1101", end(0, 0, 0))
case("no-directory", "E1003", WHOLE[:-22] [:100] + end(2, 200, 100))
case("directory-elsewhere", "E1003", course(offset=5))
case("directory-behind", "E1003", course(offset=1 << 30))
case("directory-huge", "E1003", course(offset=1 << 30, size=1 << 31))
case("directory-spoilt", "E1003", course(rows=b"PK\1\3" + b"\0" * 100))
case("second-row-spoilt", "E1003 E1512", course(rows=FIRST.row(0) + b"PK\1\3" + b"\0" * 60))
case("row-runs-out", "E1003 E1512", spoilt(central=dict(name_length=60000)))
case("ends-all-over", "E1003 E1004 E1005 N1013 W1011", b"PK\5\6" * 30000)

# ---------------------------------------------------------------- the end record

case("count-too-small", "E1007", course(here=1, total=1))
case("count-too-large", "E1007", course(here=9, total=9))
case("count-zero", "E1007", course(here=0, total=0))
case("count-wrapped", "E1007", course(*[Entry(f"{i}", b"") for i in range(65600)]))
case("too-many", "E1008", course(*[Entry(f"{i}", b"") for i in range(100100)], here=0xFFFF, total=0xFFFF,
                                 zip64=large()))
FIELDS = b"\xca\xfe\xf8\xff" + b"\0" * 0xFFF8
case("directory-too-large", "E1008", course(*[Entry(f"{i}", b"", extra=FIELDS, local_extra=b"") for i in range(600)]))
case("size-too-small", "E1007", course(size=60))
case("size-too-large", "E1007", course(size=5000))
case("disks", "E1004", course(disk=1, directory_disk=1))
case("entries-on-other-disks", "E1004", course(here=1))
case("entry-on-other-disk", "E1004", spoilt(central=dict(disk=3)))
case("prefix", "W1010", course(prefix=b"#!/bin/sh\nexit\n", shift=15))
case("prefix-counted", "W1010", course(prefix=b"#!/bin/sh\nexit\n"))
case("suffix", "W1011", course(suffix=b"\0" * 100))
case("suffix-long", "E1002", course(suffix=b"\0" * 70000))
case("comment", "N1013", course(comment=b"made by hand"))
case("comment-longest", "N1013", course(comment=b"#" * 65535))
case("comment-cut", "E1002 N1013", course(comment=b"made by", length=30))
case("comment-too-long", "N1013 W1011", course(comment=b"made by hand", length=4))
OTHER = archive([Entry("cmi5.xml", MANIFEST), Entry("evil.html")])
case("comment-with-archive", "E1005 E1512 W1010", course(comment=OTHER))
case("comment-with-end", "E1005 N1013", course(comment=end(0, 0, 0) + b"behind"))
case("suffix-with-end", "E1005 W1011", course(suffix=end(9, 9, 9, length=999)))
case("two-ends-fit", "E1005 E1007", course(behind_directory=end(0, 0, 0, length=22)))
case("gap", "W1012", course(Entry("a.txt", before=b"\0" * 50)))
case("gap-hides-entry", "W1012", course(Entry("a.txt", before=Entry("hidden.html").local_header() + b"etalon\n")))
case("gap-before-directory", "W1012", course(gap=b"\0" * 50))
case("gap-behind-directory", "E1007", course(behind_directory=b"\0" * 50))

# ---------------------------------------------------------------- ZIP64

case("zip64-locator-alone", "E1006", course(zip64=lambda n, size, at, here: locator(here)))
case("zip64-locator-astray", "E1006", course(zip64=lambda n, size, at, here: locator(1 << 62)))
case("zip64-locator-off", "E1006", course(zip64=large(off=-3)))
case("zip64-no-disks", "E1004", course(zip64=large(disks=0)))
case("zip64-prefix", "W1010", course(prefix=b"#" * 40, shift=40, zip64=large()))
case("zip64-missing", "E1003 E1006", course(size=FULL, offset=FULL))
case("zip64-disagrees", "E1006 E1007", course(zip64=large(n=9)))
case("zip64-other-directory", "E1003 E1006", course(zip64=large(offset=3)))
case("zip64-endless", "E1003 E1006", course(zip64=large(size=(1 << 64) - 1, offset=(1 << 64) - 5)))
case("zip64-length", "E1006", course(zip64=large(length=1 << 60)))
case("zip64-disks", "E1004", course(zip64=large(disk=2, disks=5)))
case("zip64-field-missing", "E1006", spoilt(central=dict(size=FULL)))
case("zip64-field-short", "E1006", spoilt(extra=struct.pack("<HHI", 1, 4, 9), central=dict(packed=FULL)))
case("zip64-field-huge", "E1014", spoilt(extra=zip64_field((1 << 64) - 1, (1 << 64) - 1), local_extra=b"",
                                         central=dict(packed=FULL, size=FULL)))
case("zip64-offset-huge", "E1014", spoilt(extra=zip64_field((1 << 64) - 4), local_extra=b"",
                                          central=dict(offset=FULL)))
case("zip64-field-runs-out", "E1006 E1026", spoilt(extra=b"\1\0\xff\xff" + b"\1" * 20, local_extra=b"",
                                                   central=dict(size=FULL)))

# ---------------------------------------------------------------- where entries lie

case("offset-behind-file", "E1014", spoilt(central=dict(offset=1 << 30)))
case("offset-in-directory", "E1014", spoilt(central=dict(offset=len(WHOLE) - 40)))
case("packed-behind-file", "E1014", spoilt(**told(packed=1 << 30, size=1 << 30)))
case("packed-into-directory", "E1014", spoilt(**told(packed=len(PACKED) + 20)))
case("offset-astray", "E1016", spoilt(central=dict(offset=350)))
case("signature-spoilt", "E1016", spoilt(local=dict(sig=0x04034b51)))
case("twice-in-directory", "E1015 E1036", course(more_rows=SECOND.row(SECOND_AT), here=3, total=3))
case("two-names-one-place", "E1015",
     course(more_rows=Entry("evil.html", PAGE, DEFLATED).row(SECOND_AT), here=3, total=3))


def overlapping():
    """An entry that lies in the bytes of another, whole, with its own header: a quoted kernel."""
    inner = Entry("inner.txt", b"within\n")
    outer = Entry("outer.bin", inner.local_header() + inner.bytes)
    return course(outer, more_rows=inner.row(THIRD_AT + len(outer.local_header())), here=4, total=4)


def kernel(n):
    """One megabyte of deflated zeros, told n times: what unpacks to n GB."""
    packed = zeros(60)
    first = Entry("0", b"", DEFLATED, packed=packed, size=60000000)
    rows = b"".join(Entry(str(i), b"", DEFLATED, packed=packed, size=60000000).row(THIRD_AT) for i in range(1, n))
    return course(first, more_rows=rows, here=n + 2, total=n + 2)


case("overlapping", "E1015", overlapping())
case("kernel", "E1015 E1021", kernel(500))

# ---------------------------------------------------------------- local headers

case("other-name", "E1017", spoilt(local=dict(name=b"imdex.html")))
case("other-name-length", "E1017", spoilt(local=dict(name=b"index.htm")))
case("second-name", "E1017", spoilt(extra=struct.pack("<HHBI9s", 0x7075, 14, 1, zlib.crc32(b"index.html"),
                                                      b"evil.html")))
case("other-method", "E1018", spoilt(local=dict(method=STORED)))
case("other-size", "E1018", spoilt(local=dict(size=5)))
case("other-packed", "E1018", spoilt(local=dict(packed=5)))
case("other-crc", "E1018", spoilt(local=dict(crc=5)))
case("other-encryption", "E1018", spoilt(local=dict(flags=ENCRYPTED)))
case("other-descriptor", "E1018", spoilt(local=dict(flags=DESCRIPTOR)))
case("other-alphabet", "E1018", spoilt(local=dict(flags=UTF8)))
case("header-runs-out", "E1014", spoilt(local=dict(extra_length=60000)))

# ---------------------------------------------------------------- what is in entries

case("wrong-crc", "E1022", spoilt(**told(crc=7)))
case("wrong-crc-stored", "E1022", spoilt(method=STORED, **told(crc=7)))
case("flipped-bit", "E1022", spoilt(method=STORED, packed=PAGE[:50] + b"X" + PAGE[51:]))
case("size-larger", "E1024", spoilt(size=2000))
case("size-smaller", "E1024", spoilt(size=20))
case("size-zero", "E1024", spoilt(size=0))
case("size-stored", "E1024", spoilt(method=STORED, size=20))
case("size-impossible", "E1024", spoilt(size=60000000))
case("packed-larger", "E1024", spoilt(packed=PACKED + b"\0" * 30))
case("packed-smaller", "E1023", spoilt(packed=PACKED[:-9]))
case("packed-nothing", "E1023", spoilt(packed=b""))
case("no-deflate", "E1023", spoilt(packed=b"\xff" * 80))
case("deflate-too-far-back", "E1023", spoilt(packed=b"\x03\x02\0\0" * 9))
case("hidden-bomb", "E1024", spoilt(packed=zeros(20)))
case("hidden-bomb-large", "E1024", spoilt(packed=zeros(900), size=3000000))
case("bomb", "E1021", named("zeros", data=b"", method=DEFLATED, packed=zeros(1074), size=1074000000))
case("bomb-of-many", "E1021", course(*[Entry(f"{i}", b"", DEFLATED, packed=zeros(60), size=60000000)
                                       for i in range(40)]))
case("bomb-claimed", "E1021", spoilt(packed=b"\3\0", extra=zip64_field(1 << 50), **told(size=FULL)))
case("descriptor-missing", "E1025", spoilt(**FLAGGED, descriptor=b""))
case("descriptor-wrong", "E1025", spoilt(**FLAGGED, descriptor=struct.pack("<III", 1, len(PACKED), len(PAGE))))
case("descriptor-short", "E1025 W1012", spoilt(**FLAGGED, descriptor=struct.pack("<II", 0x08074b50, CRC)))
case("encrypted", "E1019", spoilt(flags=ENCRYPTED))
case("encrypted-strongly", "E1019", spoilt(flags=ENCRYPTED | STRONG))
case("encrypted-masked", "E1019", spoilt(flags=ENCRYPTED | STRONG | MASKED))
case("encrypted-aes", "E1019", spoilt(flags=ENCRYPTED, method=99))
for method, title in ((1, "shrunk"), (6, "imploded"), (9, "deflate64"), (12, "bzip2"), (14, "lzma"), (93, "zstd"),
                      (98, "ppmd"), (0xFFFF, "unheard-of")):
    case("method-" + title, "E1020", spoilt(method=method))
case("newer-than-new", "E1020", spoilt(**told(need=63)))
case("field-runs-out", "E1026", spoilt(extra=b"\xca\xfe\xff\0beans"))
case("local-field-runs-out", "E1026", spoilt(local_extra=b"\xca\xfe\xff\0beans"))
case("patch", "E1020", spoilt(flags=PATCH))

# ---------------------------------------------------------------- names

case("slip", "E1030", named("../evil.html"))
case("slip-later", "E1030", named("a/b/../../../evil.html"))
case("slip-within", "E1030", named("a/../b.html"))
case("slip-alone", "E1030", named(".."))
case("slip-folder", "E1030", named("a/../", mode=FOLDER, data=b""))
case("slip-backslash", "E1030 E1033", named("..\\evil.html"))
case("absolute", "E1031", named("/tmp/evil.html"))
case("absolute-twice", "E1031", named("//server/share/evil.html"))
case("absolute-backslash", "E1031 E1033", named("\\\\server\\share"))
case("root", "E1031", named("/", data=b"", mode=FOLDER))
case("drive", "E1032", named("c:/evil.html"))
case("drive-backslash", "E1032 E1033", named("C:\\evil.html"))
case("drive-alone", "E1032", named("C:evil.html"))
case("backslash", "E1033", named("a\\b.html"))
case("backslash-folder", "E1033", named("a\\", data=b""))
case("nul", "E1034", named("a.html\0.txt"))
case("line-break", "E1034", named("a\nb.html"))
case("escape", "E1034", named("\x1b[2Ja.html"))
case("read-backwards", "E1034", named("a\u202elmth.exe"))
case("byte-order-mark", "E1034", named("\ufeffa.html"))
case("delete", "E1034", named("a\x7fb.html"))
case("no-name", "E1035", named(""))
case("twice", "E1036", course(Entry("index.html", b"another")))
case("twice-folder", "E1036", course(Entry("a/", b"", mode=FOLDER), Entry("a/", b"", mode=FOLDER)))
case("three-times", "E1036", course(Entry("a", b"1"), Entry("a", b"2"), Entry("a", b"3")))
case("case-only", "W1037", course(Entry("INDEX.html")))
case("case-of-folder", "W1037", course(Entry("A/x.html"), Entry("a/x.HTML")))
case("case-beyond-ascii", "W1037", course(Entry("\u00e9.html"), Entry("\u00c9.html")))
case("accents-only", "W1038 W1041", course(Entry("\u00e9.html"), Entry("e\u0301.html")))
case("decomposed", "W1041", named("the\u0301orie.html"))
case("not-flagged", "W1039", named("th\u00e9orie.html".encode()))
case("not-flagged-437", "W1039", named(b"th\x82orie.html"))
case("no-utf8", "E1040", named(b"th\x82orie.html", flags=UTF8))
case("no-utf8-overlong", "E1040", named(b"\xc0\xae\xc0\xae/evil.html", flags=UTF8))
case("no-utf8-surrogate", "E1040", named(b"\xed\xa0\x80.html", flags=UTF8))
case("no-utf8-cut", "E1040", named(b"a.html\xe2\x82", flags=UTF8))
case("link", "E1042", named("a.html", data=b"/etc/passwd", mode=LINK))
case("link-and-through", "E1042 E1048", course(Entry("a", b"/tmp", mode=LINK), Entry("a/evil.html")))
case("link-from-darwin", "E1042", named("a.html", data=b"../x", mode=LINK, host=19))
case("device", "E1043", named("a", data=b"", mode=DEVICE))
case("pipe", "E1043", named("a", data=b"", mode=PIPE))
case("socket", "E1043", named("a", data=b"", mode=SOCKET))
case("folder-without-slash", "E1043", named("a", data=b"", mode=FOLDER))
case("folder-of-dos-without-slash", "E1043", named("a", host=0, mode=0, data=b"", central=dict(attributes=16)))
case("folder-of-dos", "", named("a/", host=0, mode=0, data=b"", central=dict(attributes=16)))
case("folder-with-contents", "W1044", named("a/", mode=FOLDER))
case("folder-with-packed-contents", "W1044", named("a/", data=PAGE, method=DEFLATED, mode=FOLDER))
for title, name in (("con", "CON"), ("con-suffix", "a/con.html"), ("com1", "com1.txt"), ("dot", "a./b.html"),
                    ("blank", "a .html "),
                    ("colon", "ab:c.html"), ("quote", 'a"b.html'), ("less", "a<b.html"),
                    ("pipe-sign", "a|b.html"), ("question", "a?b.html"), ("star", "a*.html"), ("three-dots", "...")):
    case("windows-" + title, "W1045", named(name))
case("long-path", "N1046", named("a/" * 49 + "bcd.html"))
case("long-name", "W1047", named("a" * 256))
case("longest-name", "W1047", named("a" * 65000))
case("long-characters", "W1047", named("\u8ba1" * 86))
case("file-as-folder", "E1048", course(Entry("a"), Entry("a/b.html")))
case("dot-slash", "W1049", named("./a.html"))
case("two-slashes", "W1049", named("a//b.html"))
case("dot-between", "W1049", named("a/./b.html"))
case("everything", "E1019 E1030 E1031 E1036 E1042", course(
    Entry("../a"), Entry("../b"), Entry("/c"), Entry("d", flags=ENCRYPTED), Entry("index.html"), Entry("e", mode=LINK)))
