"""Dirty files, each decided by hand before it was run.

A case is (name, bytes, options, exit status, issues, learners, kept...): the issues are
"line:column code" of every row that is refused ("-" for what has no place; a
"?" behind the code marks a warning), or a piece of the sentence when the file
is refused as a whole (status 2 or 3); learners is how many the store has then,
kept are beginnings of lines of its canonical export. Options may hold the text of a
mapping file. The store was made before and is empty; a refused import leaves it so,
and where there was none it leaves none behind.
"""
import json
import os
import shutil
import sqlite3
import subprocess
import sys

from sheets import compound, xlsx

HEAD = "email,given_name,family_name,country,course,registered_at,completed_at,score,status\n"


def row(email="a@example.org", given="Ada", family="Able", country="KE", course="NMS",
        registered="2024-01-10", completed="2024-03-01", score="0.85", status="passed"):
    return ",".join([email, given, family, country, course, registered, completed, score, status]) + "\n"


def plain(*rows):
    return HEAD + "".join(rows)


def other(n, **fields):
    return row(email=f"p{n}@example.org", **fields)


def learner(given, family="Able", key="p1@example.org"):
    return f"learner\t{key}\t{given}\t{family}\t"


def economy(code, key="p1@example.org"):
    return f"economy\t{key}\t{code}\t"


def registration(registered, completed, score="0.85", key="p1@example.org", course="NMS"):
    return f"registration\t{key}\t{course}\t{registered}\t0\t2\t2\t{score}\t{completed}\t"


class Mapping(str):
    """The text of a mapping file."""


def mapping(settings, **columns):
    names = dict(email="email", course="course", registered_at="registered_at", completed_at="completed_at",
                 score="score", status="status", **columns)
    return Mapping("etalon mapping 1\nrows = learning\n" + settings + "[columns]\n" + "".join(f"{c} = {f}\n" for c, f in names.items()))


PARIS = ["--zone", "Europe/Paris"]
MOODLE_HEAD = 'ID,Name,"Email address",Country,Quiz,"Quiz - Completion date","Course complete"\n'
USERS = "id,username,email,firstname,lastname,idnumber,country\n"

CASES = [
    # --- what is taken as it stands -------------------------------------------------
    ("good", plain(row(), other(1)), [], 0, [], 2),
    ("crlf", plain(row(), other(1)).replace("\n", "\r\n"), [], 0, [], 2),
    ("no-last-line-end", plain(row()).rstrip("\n"), [], 0, [], 1),
    ("utf8-mark", "\ufeff" + plain(row()), [], 0, [], 1),
    ("utf16le", ("\ufeff" + plain(row(given="Zoé"))).encode("utf-16-le"), [], 0, [], 1),
    ("utf16be", ("\ufeff" + plain(row(given="伟"))).encode("utf-16-be"), [], 0, [], 1),
    ("semicolons", plain(row(), other(1)).replace(",", ";"), [], 0, [], 2),
    ("tabs", plain(row(), other(1)).replace(",", "\t"), [], 0, [], 2),
    ("windows-1252", plain(row(given="Stéphane")).encode("cp1252"), ["--encoding", "windows-1252"], 0, [], 1),
    ("formulas-and-signs", plain(other(1, given="=SUM(1+1)", family="-minus"),
                                 other(2, given="@at", family="+39")), [], 0, [], 2,
     learner("=SUM(1+1)", "-minus"), learner("@at", "+39", "p2@example.org")),
    ("quotes-and-lines", plain(other(1, given='"Anjali ""Anju"""', family='"two\nlines"'), other(2)),
     [], 0, [], 2),
    ("rtl-and-tab", plain(other(1, given="محمد", family="Tab\tName")), [], 0, [], 1),
    ("namibia", plain(other(1, country="NA")), [], 0, [], 1, economy("NA")),
    ("leading-zeros", plain(other(1, given="007", course="0042")), [], 0, [], 1, learner("007"), "course\t0042\t"),
    ("other-order", "course,extra,email\nNMS,x,a@example.org\n", [], 0, [], 1),
    ("upper-case-names", "Email,Course\na@example.org,NMS\n", [], 0, [], 1),
    ("no-country", plain(other(1, country="")), [], 0, [], 1),
    ("spelled-countries", plain(other(1, country="\"Tanzania, United Republic of\""),
                                other(2, country="Côte d’Ivoire"), other(3, country="墨西哥")), [], 0, [], 3),
    ("blank-lines", plain(row(), "\n", ",,,,,,,,\n", other(1)), [], 0, [], 2),
    ("header-only", HEAD, [], 0, [], 0),
    ("course-by-option", "email,status\na@example.org,completed\n", ["--course", "NMS"], 0, [], 1),
    ("same-person-many-courses", plain(row(), row(course="SI-101")), [], 0, [], 1),
    ("same-row-twice", plain(row(), row()), [], 0, ["3:- same-again?"], 1),
    ("same-person-another-case", plain(row(), row(email="A@EXAMPLE.ORG", course="SI-101")), [], 0, [], 1),
    ("local-time-with-zone", plain(other(1, registered="2024-01-10 23:30")), PARIS, 0, [], 1,
     registration("2024-01-10T22:30:00Z", "2024-03-01")),
    ("time-with-offset", plain(other(1, registered="2024-01-10T23:30:00+01:00")), [], 0, [], 1,
     registration("2024-01-10T22:30:00Z", "2024-03-01")),
    ("future", plain(row(completed="2999-01-01")), [], 0, ["2:42 odd-date?"], 1),
    ("completed-first", plain(row(registered="2024-05-01")), [], 0, ["2:42 odd-date?"], 1),
    ("header-twice-unused", "email,course,note,note\na@example.org,NMS,x,y\n", [], 0, [], 1),
    # --- rows that are refused --------------------------------------------------------
    ("too-few-fields", plain(row(), "b@example.org,B\n", other(1)), [], 1, ["3:16 field-count"], 0),
    ("too-many-fields", plain("x@example.org,Ada,Able,Jr.,KE,NMS,2024-01-10,,,\n"), [], 1,
     ["2:48 field-count"], 0),
    ("stray-quote", plain(row(given='Ada "Lady"'), other(1)), [], 1, ["2:19 stray-quote"], 0),
    ("text-behind-quote", plain(row(given='"Ada" Lady')), [], 1, ["2:20 stray-quote"], 0),
    ("unclosed-quote", plain(row(), other(1, given='"Ada'), other(2), other(3)), [], 1,
     ["3:16 unclosed-quote"], 0),
    ("unclosed-at-end", plain(row()) + 'b@example.org,"B', [], 1, ["3:15 unclosed-quote"], 0),
    ("zero-byte", plain(row(), other(1, given="A\0B")), [], 1, ["3:17 zero-byte"], 0),
    ("bare-return", plain(row(given="A\rB")), [], 1, ["2:16 bare-return"], 0),
    ("day-or-month", plain(row(registered="03/04/2024")), [], 1, ["2:31 ambiguous-date"], 0),
    ("day-by-its-size", plain(row(registered="31.12.2024")), [], 1, ["2:31 ambiguous-date"], 0),
    ("two-digit-year", plain(row(registered="21/11/26")), [], 1, ["2:31 ambiguous-date"], 0),
    ("spreadsheet-day", plain(row(completed="45352")), [], 1, ["2:42 serial-date"], 0),
    ("spreadsheet-moment", plain(row(completed="45352.5")), [], 1, ["2:42 serial-date"], 0),
    ("thirtieth-of-february", plain(row(completed="2024-02-30")), [], 1, ["2:42 no-such-day"], 0),
    ("words-for-a-date", plain(row(completed="19 July 2017")), [], 1, ["2:42 bad-date"], 0),
    ("seconds-since-1970", plain(row(completed="1709251200")), [], 1, ["2:42 bad-date"], 0),
    ("skipped-by-clocks", plain(row(completed="2024-03-31 02:30:00")), PARIS, 1, ["2:42 skipped-time"], 0),
    ("shown-twice-by-clocks", plain(row(completed="2024-10-27 02:30:00")), PARIS, 1,
     ["2:42 doubled-time"], 0),
    ("clocks-elsewhere", plain(row(completed="2024-10-27 02:30:00")), ["--zone", "America/New_York"],
     0, [], 1),
    ("decimal-comma", plain(row(score='"0,85"')), [], 1, ["2:53 bad-score"], 0),
    ("percent", plain(row(score="85%")), [], 1, ["2:53 bad-score"], 0),
    ("score-of-100", plain(row(score="85")), [], 1, ["2:53 bad-score"], 0),
    ("negative-score", plain(row(score="-0.1")), [], 1, ["2:53 bad-score"], 0),
    ("score-nan", plain(row(score="nan")), [], 1, ["2:53 bad-score"], 0),
    ("score-hex", plain(row(score="0x1")), [], 1, ["2:53 bad-score"], 0),
    ("unknown-status", plain(row(status="done")), [], 1, ["2:58 unknown-status"], 0),
    ("status-against-date", plain(row(status="registered", score="")), [], 1, ["2:54 contradiction"], 0),
    ("ambiguous-country", plain(row(country="Korea"), other(1, country="Congo")), [], 1,
     ["2:24 ambiguous-country", "3:25 ambiguous-country"], 0),
    ("unknown-country", plain(row(country="Germny")), [], 1, ["2:24 unknown-country"], 0),
    ("not-a-country", plain(row(country="Europe")), [], 1, ["2:24 ambiguous-country"], 0),
    ("no-address", plain(row(email="")), [], 1, ["2:1 no-email"], 0),
    ("no-at-sign", plain(row(email="nobody")), [], 1, ["2:1 bad-email"], 0),
    ("two-addresses", plain(row(email="a@example.org;b@example.org")), [], 1, ["2:1 bad-email"], 0),
    ("no-course", plain(row(course="")), [], 1, ["2:27 no-course"], 0),
    ("everything-wrong", plain(row(email="x", country="Korea", registered="1/2/24", completed="?",
                                   score="2", status="ok")), [], 1,
     ["2:12 ambiguous-country", "2:22 ambiguous-date", "2:29 bad-date", "2:31 bad-score",
      "2:33 unknown-status"], 0),
    ("one-bad-of-many", plain(*[other(i) for i in range(500)], other(500, score="7"),
                              *[other(i) for i in range(501, 900)]), [], 1, ["502:56 bad-score"], 0),
    ("place-behind-lines", plain(row(given='"one\ntwo"', score="7")), [], 1, ["3:40 bad-score"], 0),
    ("unknown-state-word", MOODLE_HEAD + '2,Ada,a@example.org,KE,Voltooid,"2024-01-10 10:00:00",\n',
     PARIS + ["--course", "NMS"], 1, ["2:24 unknown-state"], 0),
    ("state-words", MOODLE_HEAD + '2,Ada,a@example.org,KE,"Completed (achieved pass grade)","2024-01-10 '
     '10:00:00",\n3,Bo,b@example.org,KE,"Not completed (set by A, B)",,\n4,Cy,c@example.org,0,'
     'Выполнено,"2024-01-10 10:00:00","2024-01-10 10:00:00"\n', PARIS + ["--course", "NMS"], 0, [], 3),
    ("moodle-clock-change", MOODLE_HEAD + '2,Ada,a@example.org,KE,Completed,"2024-10-27 02:30:00",\n',
     PARIS + ["--course", "NMS"], 0, ["2:34 doubled-time?"], 1),
    ("moodle-country-zero", USERS + "2,ada,a@example.org,Ada,Able,,0\n", [], 0, [], 1),
    ("two-keys-two-people", USERS + "2,ada,a@example.org,Ada,Able,,KE\n3,bo,b@example.org,Bo,Bee,,KE\n"
     "2,ada,b@example.org,Ada,Able,,KE\n", ["--source-name", "site"], 1, ["4:1 two-people"], 0),
    ("shared-number", USERS + "2,ada,a@example.org,Ada,Able,X1,KE\n3,bo,b@example.org,Bo,Bee,X1,KE\n",
     ["--source-name", "site"], 0, ["2:30 shared-id?", "3:27 shared-id?"], 2),
    # --- files that are refused -------------------------------------------------------
    ("empty", "", [], 3, "is empty", 0),
    ("only-line-ends", "\n\n\n", [], 3, "no header", 0),
    ("not-utf8-row", plain(row(), row(given="Stéphane")).encode("cp1252"), [], 3,
     ":3:17: the byte 0xE9 at offset 164 is not UTF-8", 0),
    ("not-utf8-header", "émail,course\n".encode("cp1252"), [], 3, ":1:1: the byte 0xE9 at offset 0", 0),
    ("not-of-that-encoding", plain(row(given="é")).encode("utf-8"), ["--encoding", "US-ASCII"], 3,
     "does not belong to the encoding US-ASCII", 0),
    ("unknown-encoding", plain(row()), ["--encoding", "latin-99"], 3, "there is no encoding", 0),
    ("utf16-without-mark", plain(row()).encode("utf-16-le"), [], 3, "--encoding UTF-16LE", 0),
    ("binary", bytes(range(256)) * 8, [], 3, "not a text file", 0),
    ("spreadsheet", b"PK\x03\x04" + bytes(64), [], 3, "cut short", 0),
    ("web-page", "<!DOCTYPE html><html></html>\n", [], 3, "web page", 0),
    ("json", '[[{"email":"a@example.org"},]]\n', [], 3, ":1:29: a comma stands before the closing", 0),
    ("unknown-kind", "x,y,z\n1,2,3\n", [], 3, 'columns "x", "y", "z"', 0),
    ("other-reports", 'Country,"Email address",Username,Completed\nKE,a@example.org,ada,1\n', [], 0, [], 1,
     economy("KE", "a@example.org")),
    ("activity-completion", ',"Email address","Quiz",""\n"Ada","a@example.org","Completed",""\n', [], 2,
     "say --course", 0),
    ("header-quote", 'email,cou"rse\n', [], 3, ":1:10: the header has a quote", 0),
    ("bad-zone", plain(row()), ["--zone", "Europe/Pariss"], 3, "did you mean Europe/Paris", 0),
    ("needs-zone", plain(row(completed="2024-03-01 10:00:00")), [], 2, ":2:42: 2024-03-01 10:00:00 is a "
     "local time", 0),
    ("moodle-no-course", MOODLE_HEAD + "2,Ada,a@example.org,KE,Completed,,\n", [], 2, "say --course", 0),
    # --- texts --------------------------------------------------------------------------
    ("mixed-line-ends", HEAD.replace("\n", "\r\n") + other(1) + other(2).replace("\n", "\r\n") + other(3),
     [], 0, [], 3),
    ("old-line-ends", plain(row(), other(1)).replace("\n", "\r"), [], 3, ":1:84: the header has a carriage return", 0),
    ("end-of-file-mark", plain(other(1)) + "\x1a", [], 1, ["3:2 field-count"], 0),
    ("marks-of-direction", plain(other(1, given="\u200fمحمد\u200f")), [], 0, [], 1,
     learner("\u200fمحمد\u200f")),
    ("overrides-of-direction", plain(other(1, given="\u202eadA\u202c")), [], 0, [], 1,
     learner("\u202eadA\u202c")),
    ("no-break-space", plain(other(1, given="\u00a0Ada\u00a0", country="KE\u00a0")), [], 0, [], 1,
     learner("\u00a0Ada\u00a0"), economy("KE")),
    ("spaces", plain(other(1, given="  Ada ", country=" KE ", registered=" 2024-01-10 ", score=" 0.85 ")), [], 0, [], 1,
     learner("Ada"), economy("KE"), registration("2024-01-10", "2024-03-01")),
    ("zero-width-in-address", plain(row(email="a\u200b@example.org")), [], 1, ["2:1 bad-email"], 0),
    ("mark-in-the-middle", plain(row()) + "\ufeff" + other(1), [], 1, ["3:1 bad-email"], 0),
    ("full-width-digits", plain(row(registered="２０２４-０１-１０", score="０.８５")), [], 1,
     ["2:31 bad-date", "2:53 bad-score"], 0),
    ("full-width-address", plain(row(email="ａ@example.org")), [], 1, ["2:1 bad-email"], 0),
    ("address-with-name", plain(row(email="Ada <a@example.org>")), [], 1, ["2:1 bad-email"], 0),
    ("address-as-link", plain(row(email="mailto:a@example.org")), [], 1, ["2:1 bad-email"], 0),
    ("bell-and-escape", plain(other(1, given="A\x07da", family="\x1b[31mAble")), [], 0, [], 1, 
     learner("A\x07da", "\x1b[31mAble")),
    ("typographic-quotes", plain(other(1, given="“Ada”")), [], 0, [], 1, learner("“Ada”")),
    ("apart-and-together", plain(other(1, course="E\u0301talon"), other(2, course="\u00c9talon")), [], 0, [], 2,
     "course\tÉtalon\t"),
    ("emoji", plain(other(1, given="👩🏽‍🔬")), [], 0, [], 1, learner("👩🏽‍🔬")),
    ("utf16-cut", ("\ufeff" + plain(row())).encode("utf-16-le")[:-1], [], 3, "UTF-16LE", 0),
    ("utf16-half-a-pair", ("\ufeff" + plain(row(given="\ud83d"))).encode("utf-16-le", "surrogatepass"), [], 3, "at offset 198", 0),
    ("utf32", ("\ufeff" + plain(other(1))).encode("utf-32-le"), [], 0, [], 1, learner("Ada")),
    ("utf8-cut", plain(row()).encode() + "é".encode()[:1], [], 3, "0xC3", 0),
    # --- tables ---------------------------------------------------------------------------
    ("header-again", plain(row()) + HEAD + other(1), [], 0, ["3:- header-again?"], 2),
    ("files-put-together", "\ufeff" + plain(row()) + "\ufeff" + plain(other(1)), [], 0, ["3:- header-again?"], 2),
    ("almost-the-header", plain(row(), HEAD.replace("email", "email1")), [], 1, ["3:31 unknown-country", "3:46 bad-date",
     "3:60 bad-date", "3:73 bad-score", "3:79 unknown-status"], 0),
    ("spreadsheet-says-delimiter", "sep=;\n" + plain(other(1)).replace(",", ";"), [], 0, [], 1, learner("Ada")),
    ("pipes", plain(other(1)).replace(",", "|"), [], 3, "nobody knows a file", 0),
    ("other-delimiter-below", HEAD + row().replace(",", ";"), [], 1, ["2:64 field-count"], 0),
    ("delimiter-at-every-end", plain(row().replace("\n", ",\n")), [], 1, ["2:65 field-count"], 0),
    ("quoted-header", '\ufeff"email","course","given_name","family_name"\n"p1@example.org","NMS","Ada","Able"\n', [], 0, [], 1,
     learner("Ada")),
    ("blank-around-header", " email , course ,given_name\np1@example.org,NMS,Ada\n", [], 0, [], 1, learner("Ada", "")),
    ("5000-columns", "email,course," + ",".join(f"c{i}" for i in range(4998)) + "\np1@example.org,NMS" + "," * 4998 + "\n",
     [], 3, ":1:23468: the header has more fields than the limit", 0),
    ("nameless-columns", "email,course,,\np1@example.org,NMS,x,y\n", [], 0, [], 1),
    ("a-cell-of-100-kB", plain(other(1, given="x" * 100000)), [], 1, ["2:16 long-field"], 0),
    ("old-workbook", compound("Workbook"), [], 3, "save it as XLSX", 0),
    ("cut-workbook", xlsx({"S": [["email", "course"], ["a@example.org", "NMS"]]})[:-200], [], 3, "cut short", 0),
    ("picture", b"\x89PNG\r\n\x1a\n" + bytes(100), [], 3, "picture", 0),
    ("pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n", [], 3, "PDF", 0),
    # --- values ---------------------------------------------------------------------------
    ("month-13", plain(row(completed="2024-13-01")), [], 1, ["2:42 no-such-day"], 0),
    ("no-leap-year", plain(row(completed="2023-02-29")), [], 1, ["2:42 no-such-day"], 0),
    ("zero-day", plain(row(completed="0000-00-00")), [], 1, ["2:42 no-such-day"], 0),
    ("short-day", plain(row(completed="2024-1-5")), [], 1, ["2:42 bad-date"], 0),
    ("hour-24", plain(row(completed="2024-03-01T24:00:00Z")), [], 1, ["2:42 no-such-day"], 0),
    ("leap-second", plain(other(1, completed="2016-12-31T23:59:60Z", registered="2016-01-10")), [], 1, ["2:43 no-such-day"], 0),
    ("score-as-one-likes", plain(other(1, score="1"), other(2, score=".5"), other(3, score="1e-1")), [], 1,
     ["4:54 bad-score"], 0),
    ("status-in-capitals", plain(other(1, status="PASSED")), [], 0, [], 1, registration("2024-01-10", "2024-03-01")),
    ("names-of-countries", plain(*[other(i, country=c) for i, c in enumerate(
        ["ke", "KEN", "TURKEY", "Ivory Coast", "UK", "Holland"])]), [], 0, [], 6, *[economy(c, f"p{i}@example.org")
     for i, c in enumerate(["KE", "KE", "TR", "CI", "GB", "NL"])]),
    ("country-gone", plain(row(country="USSR")), [], 1, ["2:24 ambiguous-country"], 0),
    ("course-in-another-case", plain(other(1), other(2, course="nms")), [], 0, [], 2),
    ("same-again-but-earlier", plain(other(1), other(1, completed="2024-02-01")), [], 0, ["3:- says-otherwise?"], 1,
     registration("2024-01-10", "2024-03-01")),
    ("never-lowered", plain(other(1), other(1, completed="", score="", status="incomplete")), [], 0, ["3:- says-otherwise?"], 1,
     registration("2024-01-10", "2024-03-01")),
    ("course-with-entities", plain(other(1, course="Basics &amp; more")), [], 0, [], 1, "course\tBasics &amp; more"),
    # --- the same by a mapping that says what is meant ----------------------------------------
    ("mapped-decimal-comma", plain(other(1, score='"0,85"')), [mapping("decimal = comma\n")], 0, [], 1,
     registration("2024-01-10", "2024-03-01")),
    ("mapped-percent", plain(other(1, score="85")), [mapping("score = percent\n")], 0, [], 1,
     registration("2024-01-10", "2024-03-01")),
    ("mapped-day-first", plain(other(1, registered="03/04/2024", completed="31.12.2024")), [mapping("dates = dmy\n")], 0, [],
     1, registration("2024-04-03", "2024-12-31")),
    ("mapped-two-digits", plain(other(1, registered="21/11/26", completed="01/12/69")),
     [mapping("dates = dmy\nyears = 1970\n")], 0, ["2:41 odd-date?"], 1, registration("2026-11-21", "2069-12-01")),
    ("mapped-serials", plain(other(1, registered="45301", completed="45352")), [mapping("serials = 1900\n")], 0, [], 1,
     registration("2024-01-10", "2024-03-01")),
    ("mapped-serials-of-1904", plain(other(1, registered="43839", completed="43890")), [mapping("serials = 1904\n")], 0, [],
     1, registration("2024-01-10", "2024-03-01")),
    ("mapped-no-such-day", plain(row(registered="31/02/2024")), [mapping("dates = dmy\n")], 1, ["2:31 no-such-day"], 0),
    ("mapped-clock-change", plain(row(completed="31/03/2024 02:30")), [mapping("dates = dmy\nzone = Europe/Paris\n")], 1,
     ["2:42 skipped-time"], 0),
    # --- headers that are refused, each name at its place -------------------------------
    ("missing-course", "email,status\na@example.org,passed\n", [], 1, ["1:- missing-column"], 0),
    ("missing-email", "course,status\nNMS,passed\n", [], 1, ["1:- missing-column"], 0),
    ("near-miss", "email,course,contry,Given Name\na@example.org,NMS,KE,Ada\n", [], 1,
     ["1:14 near-column", "1:21 near-column"], 0),
    ("near-miss-of-a-needed-one", "e-mail,course\na@example.org,NMS\n", [], 1,
     ["1:1 near-column"], 0),
    ("twice-used", "email,course,score,score\na@example.org,NMS,0.5,0.6\n", [], 1, ["1:20 double-column"], 0),
]


def run(*args):
    return subprocess.run([os.environ["ETALON"], *args], capture_output=True, timeout=600)


def place(issue):
    where = "-" if issue["line"] is None else str(issue["line"])
    if issue["line"] is not None:
        where += ":" + ("-" if issue["column"] is None else str(issue["column"]))
    return where + " " + issue["rule"] + ("?" if issue["grade"] == "warning" else "")


def write(name, data):
    with open(name + ".csv", "wb") as f:
        f.write(data if isinstance(data, bytes) else data.encode("utf-8"))


def words(name, options):
    """The options; a mapping becomes a file."""
    for option in options:
        if isinstance(option, Mapping):
            with open(name + ".map", "w", encoding="utf-8") as f:
                f.write(option)
            yield from ("--map", name + ".map")
        else:
            yield option


def has(db, what):
    """How many rows of a table, without a run of the program."""
    store = sqlite3.connect(db)
    try:
        return store.execute(f"SELECT count(*) FROM {what}").fetchone()[0]
    finally:
        store.close()


ALONE = {"too-few-fields", "binary", "missing-course", "bad-zone"}   # the store is not there before


def problems(case):
    name, data, options, status, issues, learners, *kept = case
    db, path = name + ".db", name + ".csv"
    write(name, data)
    if name not in ALONE:
        shutil.copy("before.db", db)
    got = run("import", "--db", db, "--new-courses", "-f", "json", path, *words(name, options))
    said = got.stderr.decode()
    if got.returncode != status:
        yield f"exit status {got.returncode}, not {status}: {said}"
    elif isinstance(issues, str):
        if issues not in said:
            yield f"said {said!r}, not {issues!r}"
    else:
        tables = json.loads(got.stdout)["tables"]
        found = [place(x) for x in tables[2]["rows"]]
        if sorted(found) != sorted(issues):
            yield f"issues {found}, not {issues}"
        for r in tables[0]["rows"]:
            parts = sum(r[k] for k in ("inserted", "updated", "unchanged", "skipped", "rejected", "conflict"))
            if parts != r["rows"]:
                yield f"{r['rows']} rows read, {parts} accounted for"
    if status != 0 and name in ALONE:
        if os.path.exists(db):
            yield "a store was left behind"
    elif has(db, "learner") != learners:
        yield f"{has(db, 'learner')} learners, not {learners}"
    elif status != 0 and (has(db, "import_batch") != has("before.db", "import_batch") or has(db, "course")):
        yield "the store was changed"
    if kept:
        lines = run("export", "--canonical", "--db", db).stdout.decode().split("\n")
        for one in kept:
            if not any(line.startswith(one) for line in lines):
                yield f"no {one!r} in {lines}"


def main():
    bad = 0
    names = [case[0] for case in CASES]
    assert len(set(names)) == len(names) and len(names) >= 140
    write("before", HEAD)
    run("import", "--db", "before.db", "-q", "before.csv")
    for case in CASES:
        if sys.argv[1:] == ["write"]:               # seeds for the fuzzer
            write(*case[:2])
            continue
        for problem in problems(case):
            print(f"{case[0]}: {problem}")
            bad += 1
    sys.exit(1 if bad else 0)


main()
