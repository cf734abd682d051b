"""manifests.py - packages whose manifest is odd or made to do harm, and what is to be said about each.

CASES: name -> (rules, bytes), as in containers.py. XML hazards come once as cmi5.xml and, where readers differ, as
imsmanifest.xml too: both go through the same reader of XML.
"""
from containers import MANIFEST, PAGE as PLAIN_PAGE
from zips import Entry, archive, DEFLATED

CASES = {}

PAGE = PLAIN_PAGE + b"<script>var api = window.API;</script>"
SCORM12 = b"""<?xml version="1.0" encoding="UTF-8"?>
<manifest identifier="weighing" version="1" xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2"
          xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2">
  <metadata><schema>ADL SCORM</schema><schemaversion>1.2</schemaversion></metadata>
  <organizations default="course">
    <organization identifier="course">
      <title>Weighing</title>
      <item identifier="first" identifierref="page"><title>First</title></item>
    </organization>
  </organizations>
  <resources>
    <resource identifier="page" type="webcontent" adlcp:scormtype="sco" href="index.html">
      <file href="index.html"/>
    </resource>
  </resources>
</manifest>
"""


def case(name, rules, data):
    assert name not in CASES, name
    CASES[name] = (rules.split(), data)


def packed(name, xml, *more):
    return archive([Entry(name, xml, DEFLATED), Entry("index.html", PAGE, DEFLATED), *more])


def cmi5(name, rules, xml, *more):
    case("cmi5-" + name, rules, packed("cmi5.xml", xml, *more))


def scorm(name, rules, xml, *more):
    case("scorm-" + name, rules, packed("imsmanifest.xml", xml, *more))


def both(name, rules, change, scorm_rules=None):
    """change: a function of (manifest, what stands in it where a title does) that spoils it."""
    cmi5(name, rules, change(MANIFEST))
    scorm(name, rules if scorm_rules is None else scorm_rules, change(SCORM12))


def titled(text):
    return lambda xml: xml.replace(b">Weighing<", b">Weighing " + text + b"<")


def with_doctype(doctype, text=b"&x;"):
    return lambda xml: titled(text)(xml).replace(b"?>\n", b"?>\n" + doctype + b"\n", 1)


def laughs(n, times):
    lines = [b'<!ENTITY x0 "ha">'] + [b'<!ENTITY x%d "%s">' % (i, b"&x%d;" % (i - 1) * times) for i in range(1, n)]
    return b"<!DOCTYPE x [" + b"".join(lines) + b'<!ENTITY x "&x%d;">]>' % (n - 1)


# ---------------------------------------------------------------- which file is the manifest

scorm("plain", "", SCORM12)
case("manifest-missing", "E1101", archive([Entry("index.html", PAGE)]))
case("manifest-twice", "E1036", packed("imsmanifest.xml", SCORM12, Entry("imsmanifest.xml", b"<manifest/>")))
case("manifest-in-folder", "E1102",
     archive([Entry("course/imsmanifest.xml", SCORM12), Entry("course/index.html", PAGE)]))
case("manifest-in-capitals", "E1103", packed("IMSMANIFEST.XML", SCORM12))
case("manifest-dot-slash", "E1102 W1049", packed("./imsmanifest.xml", SCORM12))
case("manifest-backslash", "E1033 E1101", packed("course\\imsmanifest.xml", SCORM12))
case("manifest-is-folder", "E1101", archive([Entry("imsmanifest.xml/", b"", mode=0o40755), Entry("index.html", PAGE)]))
case("manifest-is-link", "E1042 E1111",
     archive([Entry("imsmanifest.xml", b"/etc/passwd", mode=0o120777), Entry("index.html", PAGE)]))
case("manifest-encrypted", "E1019 E1109",
     archive([Entry("imsmanifest.xml", SCORM12, flags=1), Entry("index.html", PAGE)]))
case("manifest-damaged", "E1022 E1109",
     archive([Entry("imsmanifest.xml", SCORM12, packed=SCORM12.replace(b"First", b"Worst")),
                                               Entry("index.html", PAGE)]))
case("manifest-nul-name", "E1034 E1101", packed("imsmanifest.xml\0.txt", SCORM12))
case("two-standards", "W1521", packed("imsmanifest.xml", SCORM12, Entry("cmi5.xml", MANIFEST)))

# ---------------------------------------------------------------- what is no XML

both("empty", "E1111", lambda xml: b"")
both("blanks", "E1111", lambda xml: b" \n" * 1000)
both("html", "E1114 E1501",
     lambda xml: b"<!DOCTYPE html><html><title>404</title><p>Not found&nbsp;</p></html>", "E1114 E1200")
both("binary", "E1111", lambda xml: bytes(range(256)) * 20)
both("zip", "E1111", lambda xml: archive([Entry("a")]))
both("cut", "E1113", lambda xml: xml[:len(xml) // 2])
both("cut-in-tag", "E1113", lambda xml: xml[:xml.index(b"xmlns") + 9])
both("crossed", "E1113 E1504", titled(b"<a><b></a></b>"), "E1113")
both("two-roots", "E1113", lambda xml: xml + b"<again/>")
both("text-behind", "E1113", lambda xml: xml + b"and more")
both("comment-open", "E1113", titled(b"<!-- "))
both("comment-dashes", "E1113", titled(b"<!-- a -- b -->"))
both("cdata-open", "E1113", titled(b"<![CDATA[ "))
both("too-large", "E1110", lambda xml: xml + b" " * 9000000)
both("huge-text", "E1110", titled(b"ha" * 5000000))

# ---------------------------------------------------------------- characters

both("mark", "", lambda xml: b"\xef\xbb\xbf" + xml)
both("utf-16", "N1122", lambda xml: b"\xff\xfe" + xml.decode().replace("UTF-8", "UTF-16").encode("utf-16-le"))
both("latin-1", "N1122", lambda xml: titled("Pes\u00e9e".encode("latin-1"))(xml.replace(b"UTF-8", b"ISO-8859-1")))
both("bad-utf8", "E1112", titled(b"Pes\xe9e"))
both("overlong", "E1112", titled(b"\xc0\xbc\xc0\xaf"))
both("surrogates", "E1112", titled(b"\xed\xa0\x80\xed\xb0\x80"))
both("unheard-of-encoding", "E1112", lambda xml: xml.replace(b"UTF-8", b"KLINGON-9"))
both("utf-16-not", "E1112", lambda xml: xml.replace(b"UTF-8", b"UTF-16"))
both("nul", "E1111", titled(b"We\0ighing"))
both("control", "E1117", titled(b"We\x01ighing"))
both("control-reference", "E1117", titled(b"We&#1;ighing"))
both("nul-reference", "E1117", titled(b"We&#0;ighing"))
both("surrogate-reference", "E1117", titled(b"We&#xD800;ighing"))
both("far-reference", "E1117", titled(b"We&#x110000;ighing"))
both("not-a-character", "E1113", titled(b"We\xef\xbf\xbfighing"))
both("ampersand", "E1114", titled(b"R&D"))
both("references-unclosed", "E1117", titled(b"&#" * 500000))
both("references-at-end", "E1113", lambda xml: xml + b"&#2")
both("html-entity", "E1114", titled(b"Pes&eacute;e"))

# ---------------------------------------------------------------- entities and inclusions

both("entity", "", with_doctype(b'<!DOCTYPE x [<!ENTITY x "short">]>'))
both("external-entity", "E1118", with_doctype(b'<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>'))
both("external-relative", "E1118", with_doctype(b'<!DOCTYPE x [<!ENTITY x SYSTEM "index.html">]>'))
both("external-network", "E1118", with_doctype(b'<!DOCTYPE x [<!ENTITY x SYSTEM "http://192.0.2.1/x">]>'))
both("external-subset", "E1118", with_doctype(b'<!DOCTYPE x SYSTEM "http://192.0.2.1/x.dtd">', b"x"))
both("external-public", "E1118", with_doctype(b'<!DOCTYPE x PUBLIC "-//W3C//DTD" "file:///etc/passwd">', b"x"))
both("parameter-entity", "E1118", with_doctype(b'<!DOCTYPE x [<!ENTITY % p SYSTEM "file:///etc/passwd"> %p;]>', b"x"))
both("unparsed-entity", "E1118",
     with_doctype(b'<!DOCTYPE x [<!NOTATION n SYSTEM "n"><!ENTITY x SYSTEM "x" NDATA n>]>', b"x"))
both("markup-in-entity", "E1118", with_doctype(b'<!DOCTYPE x [<!ENTITY x "<b>bold</b>">]>'))
both("billion-laughs", "E1118", with_doctype(laughs(12, 10)))
both("many-laughs", "E1118", with_doctype(laughs(4, 200)))
both("quadratic", "E1119",
     with_doctype(b'<!DOCTYPE x [<!ENTITY x "%s">]>' % (b"ha" * 400), b"&x;" * 100000), "E1119 E1212")
both("entity-of-itself", "E1118", with_doctype(b'<!DOCTYPE x [<!ENTITY x "&x;">]>'))
both("entities-in-circle", "E1118", with_doctype(b'<!DOCTYPE x [<!ENTITY x "&y;"><!ENTITY y "&x;">]>'))
both("declared-attributes", "E1118", with_doctype(b'<!DOCTYPE x [<!ATTLIST item identifier CDATA "evil">]>', b"x"))
both("include", "E1121",
     titled(b'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="/etc/passwd" parse="text"/>'))
both("instruction", "",
     lambda xml: xml.replace(b"?>\n", b'?>\n<?xml-stylesheet href="http://192.0.2.1/x.xsl"?><?php exec("x") ?>\n', 1))

# ---------------------------------------------------------------- sizes

both("deep", "E1120 E1504", titled(b"<a>" * 100000 + b"</a>" * 100000), "E1120")
both("deep-unclosed", "E1120 E1504", titled(b"<a>" * 100000), "E1120")
both("huge-attribute", "E1504", lambda xml: xml.replace(b"<title", b'<title x="%s"' % (b"ha" * 2000000), 1), "E1209")
both("many-attributes", "E1110",
     lambda xml: xml.replace(b"<title", b"<title" + b"".join(b' a%d="x"' % i for i in range(50000)), 1))
both("many-namespaces", "E1110",
     lambda xml: xml.replace(b"<title", b"<title" + b"".join(b' xmlns:a%d="x:%d"' % (i, i) for i in range(50000)), 1))
both("huge-name", "E1113", titled(b"<" + b"a" * 1000000 + b"/>"))
both("attribute-twice", "E1115 E1504", lambda xml: xml.replace(b"<title", b'<title a="1" a="2"', 1), "E1115 E1209")
both("prefix-unknown", "E1116 E1504", titled(b"<no:such/>"), "E1116")
both("many-comments", "", lambda xml: xml + b"<!-- -->" * 200000)

# ---------------------------------------------------------------- references

def items(n):
    return b"".join(b'<item identifier="i%d" identifierref="page"><title>%d</title></item>' % (i, i) for i in range(n))


def nested(n):
    return b"".join(b'<item identifier="n%d"><title>%d</title>' % (i, i) for i in range(n)) + items(1) + b"</item>" * n


def resources(text):
    return SCORM12.replace(b"</resources>", text + b"</resources>")


def launched(href):
    return SCORM12.replace(b'href="index.html">', b'href="%s">' % href)


scorm("many-items", "", SCORM12.replace(b"</organization>", items(20000) + b"</organization>"))
scorm("deep-items", "", SCORM12.replace(b"</organization>", nested(80) + b"</organization>"))
scorm("too-deep-items", "E1120", SCORM12.replace(b"</organization>", nested(20000) + b"</organization>"))
scorm("dependency-cycle", "W1220", resources(
    b'<resource identifier="a" type="webcontent" adlcp:scormtype="asset"><dependency identifierref="b"/></resource>'
    b'<resource identifier="b" type="webcontent" adlcp:scormtype="asset"><dependency identifierref="a"/></resource>'))
scorm("dependency-on-itself", "W1220", resources(
    b'<resource identifier="a" type="webcontent" adlcp:scormtype="asset"><dependency identifierref="a"/></resource>'))
scorm("sub-manifests", "E1206 W1259", SCORM12.replace(b"</manifest>", b"".join(
    b"<manifest identifier='m%d'>" % i for i in range(90)) + b"</manifest>" * 91))
for title, rules, href in (
        ("up", "E1233", b"../index.html"), ("up-coded", "E1233", b"%2e%2e/index.html"),
        ("root", "E1232", b"/index.html"),
        ("file", "E1232", b"file:///etc/passwd"), ("script", "W1237", b"javascript:alert(1)"),
        ("data", "W1237", b"data:text/html,x"),
        ("backslash", "E1231", b"a\\index.html"), ("nul", "E1229 W1240", b"index.html%00"),
        ("half-coded", "W1235 W1240", b"index.html%e"),
        ("long", "E1212 E1229 W1240", b"a/" * 100000), ("empty", "E1228 E1229", b"")):
    scorm("launches-" + title, rules, launched(href))


def au(text):
    return MANIFEST.replace(b"</au>", b"</au>" + text)


def block(n):
    inner = MANIFEST[MANIFEST.index(b"<title>", MANIFEST.index(b"<au")):MANIFEST.index(b"<url>")]
    head = b"".join(b'<block id="https://example.org/b%d">' % i + inner for i in range(n))
    return head + b'<au id="https://example.org/deep">' + inner + b"<url>index.html</url></au>" + b"</block>" * n


def aus(n):
    one = MANIFEST[MANIFEST.index(b"<title>", MANIFEST.index(b"<au")):MANIFEST.index(b"</au>")]
    return b"".join(b'<au id="https://example.org/au%d">' % i + one + b"</au>" for i in range(n))


cmi5("many-aus", "", au(aus(5000)))
cmi5("deep-blocks", "", au(block(80)))
cmi5("too-deep-blocks", "E1120", au(block(5000)))
cmi5("one-id", "E1522", au(aus(1) + aus(1)))
for title, rules, url in (
        ("up", "E1512", b"../index.html"), ("up-coded", "E1512", b"%2e%2e/index.html"),
        ("file", "E1514", b"file:///etc/passwd"),
        ("script", "E1514", b"javascript:alert(1)"), ("nul", "E1512", b"index.html%00"),
        ("long", "E1512", b"a/" * 100000),
        ("empty", "E1514", b"")):
    cmi5("launches-" + title, rules, MANIFEST.replace(b">index.html<", b">" + url + b"<"))

# ---------------------------------------------------------------- tincan, AICC

TINCAN = b"""<?xml version="1.0" encoding="UTF-8"?>
<tincan xmlns="http://projecttincan.com/tincan.xsd">
  <activities>
    <activity id="https://example.org/weighing" type="http://adlnet.gov/expapi/activities/course">
      <name>Weighing</name>
      <description lang="en">How to weigh.</description>
      <launch lang="en">index.html</launch>
    </activity>
  </activities>
</tincan>
"""
AICC = {
    "course.crs": b"[Course]\nCourse_ID=weighing\nCourse_Title=Weighing\nTotal_AUs=1\nVersion=4.0\n",
    "course.au": b'"System_ID","Type","File_Name"\n"A1","Lesson","index.html"\n',
    "course.des": b'"System_ID","Developer_ID","Title","Description"\n"A1","A1","First","The first lesson."\n',
    "course.cst": b'"block","member"\n"root","A1"\n',
}


def aicc(name, rules, **files):
    """files: au=bytes instead of what course.au should hold."""
    changed = {**AICC, **{"course." + suffix: content for suffix, content in files.items()}}
    case("aicc-" + name, rules, archive([Entry(n, content, DEFLATED) for n, content in changed.items()]
                                        + [Entry("index.html", PAGE, DEFLATED)]))


case("tincan-plain", "", packed("tincan.xml", TINCAN))
case("tincan-external-entity", "E1118",
     packed("tincan.xml", with_doctype(b'<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>')(TINCAN)))
case("tincan-many", "", packed("tincan.xml", TINCAN.replace(b"</activities>", b"".join(
    b'<activity id="https://example.org/a%d"><name>%d</name></activity>' % (i, i) for i in range(20000))
    + b"</activities>")))
aicc("plain", "")
aicc("empty", "E1612", au=b"", crs=b"", des=b"", cst=b"")
aicc("nul", "", au=AICC["course.au"].replace(b"Lesson", b"Les\0son"))
aicc("bad-utf8", "", des=AICC["course.des"].replace(b"First", b"Pes\xe9e"))
aicc("quote-open", "", au=AICC["course.au"].replace(b'index.html"', b'index.html'))
aicc("huge-line", "", des=b'"System_ID","Title"\n"A1","' + b"ha" * 3000000 + b'"\n')
aicc("many-columns", "E1613 E1614", au=b",".join(b'"c%d"' % i for i in range(100000)) + b"\n" + b'"x",' * 100000 + b"\n")
aicc("many-rows", "W1616", au=AICC["course.au"] + b'"A1","Lesson","index.html"\n' * 100000)
aicc("block-of-itself", "", cst=b'"block","member"\n"root","B1"\n"B1","B1"\n"B1","A1"\n')
aicc("blocks-in-circle", "", cst=b'"block","member"\n"root","B1"\n"B1","B2"\n"B2","B1"\n')

# ---------------------------------------------------------------- prerequisites, sequencing

def asking(script):
    """The second item asks for what the script says."""
    return SCORM12.replace(b"</organization>", b'<item identifier="second" identifierref="page"><title>Second</title>'
                           b'<adlcp:prerequisites type="aicc_script">' + script + b"</adlcp:prerequisites></item>"
                           b"</organization>")


def sequenced(text, collection=b""):
    return SCORM12.replace(b"http://www.imsproject.org/xsd/imscp_rootv1p1p2", b"http://www.imsglobal.org/xsd/imscp_v1p1") \
        .replace(b"http://www.adlnet.org/xsd/adlcp_rootv1p2\"", b"http://www.adlnet.org/xsd/adlcp_v1p3\"\n"
                 b'          xmlns:imsss="http://www.imsglobal.org/xsd/imsss"') \
        .replace(b"scormtype", b"scormType").replace(b">1.2<", b">2004 4th Edition<") \
        .replace(b"First</title>", b"First</title><imsss:sequencing>" + text + b"</imsss:sequencing>") \
        .replace(b"</manifest>", collection + b"</manifest>")


def scorm2004(name, rules, xml):
    case("scorm2004-" + name, rules, archive([Entry("imsmanifest.xml", xml, DEFLATED), Entry(
        "index.html", PAGE.replace(b"window.API;", b"window.API_1484_11;"), DEFLATED)]))


RULE = (b'<imsss:preConditionRule><imsss:ruleConditions><imsss:ruleCondition condition="satisfied"/>'
        b'</imsss:ruleConditions><imsss:ruleAction action="skip"/></imsss:preConditionRule>')
CONDITIONS = b'<imsss:ruleCondition condition="satisfied"/>'
scorm("asks", "", asking(b"first"))
scorm("asks-itself", "E1252", asking(b"second"))
scorm("asks-in-circle", "E1252", asking(b"first").replace(
    b"First</title>", b'First</title><adlcp:prerequisites type="aicc_script">second</adlcp:prerequisites>'))
scorm("asks-deeply", "E1212 E1250", asking(b"~(" * 50000 + b"first" + b")" * 50000))
scorm("asks-nothing-deeply", "E1212 E1250", asking(b"(" * 100000))
scorm("asks-many", "E1212", asking(b"&amp;".join([b"first"] * 50000)))
scorm("asks-sets", "", asking(b"2*{first,first,2*{first,{first}}}"))
scorm("asks-sets-deeply", "E1212 E1250", asking(b"1*{" * 50000 + b"first" + b"}" * 50000))
scorm2004("plain", "W1305", sequenced(b""))
scorm2004("many-rules", "W1305", sequenced(b"<imsss:sequencingRules>" + RULE * 10000 + b"</imsss:sequencingRules>"))
scorm2004("many-conditions", "W1305", sequenced(b"<imsss:sequencingRules>" + RULE.replace(CONDITIONS, CONDITIONS * 20000)
                                           + b"</imsss:sequencingRules>"))
scorm2004("many-objectives", "W1305", sequenced(
    b"<imsss:objectives><imsss:primaryObjective objectiveID='p'/>"
    + b"".join(b"<imsss:objective objectiveID='o%d'><imsss:mapInfo targetObjectiveID='t' readSatisfiedStatus='true'/>"
               b"</imsss:objective>" % i for i in range(20000)) + b"</imsss:objectives>"))
scorm2004("collection-in-circle", "E1401 W1305 W1403", sequenced(b"", b"<imsss:sequencingCollection>"
          b'<imsss:sequencing ID="a" IDRef="b"/><imsss:sequencing ID="b" IDRef="a"/></imsss:sequencingCollection>'))
scorm2004("negative-numbers", "E1211 W1305", sequenced(b'<imsss:limitConditions attemptLimit="-99999999999999999999"/>'))
