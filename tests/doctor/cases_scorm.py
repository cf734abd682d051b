"""What breaks each rule about SCORM packages, their XML, sequencing and Moodle; see doctor.py."""
MANIFEST = "imsmanifest.xml"
CP_12 = 'xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2"'
ADLCP_12 = 'xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2"'
READING_4 = '<imsss:mapInfo targetObjectiveID="global.reading" writeSatisfiedStatus="true"/>'
BEFORE_4 = '<imsss:mapInfo targetObjectiveID="global.reading" readSatisfiedStatus="true"/>'
RULE_4 = '<imsss:ruleAction action="disabled"/>'


def change(old, new, count=1):
    def do(files):
        text = files[MANIFEST].decode()
        assert text.count(old) >= 1, old
        files[MANIFEST] = text.replace(old, new, count if count else -1).encode()
    return do


def every(old, new):
    return change(old, new, 0)


def rename(old, new):
    def do(files):
        content = files.pop(old)
        files[new] = content
    return do


def add(name, content=b"x"):
    return lambda files: files.update({name: content})


def both(*changes):
    def do(files):
        for c in changes:
            c(files)
    return do


def into_folder(files):
    inside = {f"course/{name}": content for name, content in files.items()}
    files.clear()
    files.update(inside)


def recode(encoding, said):
    def do(files):
        text = files[MANIFEST].decode().replace('encoding="UTF-8"', f'encoding="{said}"').replace("Reading", "Réading")
        files[MANIFEST] = text.encode(encoding)
    return do


def bare_prefix(files):
    """Every element of IMS with the prefix imscp."""
    import re
    text = files[MANIFEST].decode().replace("xmlns=", "xmlns:imscp=")
    files[MANIFEST] = re.sub(r"<(/?)([a-z]+)(?=[ >/])", r"<\1imscp:\2", text).encode()


def damage(files):
    """The bytes of the manifest in the archive are other than its sum says."""
    files[None] = lambda archive: archive.replace(b"imsmanifest.xml", b"imsmanifest.xml", 1)[:60] + b"\xff\xff\xff\xff" + archive[64:]


CASES = [
    # any package
    ("E1101", "plain12", lambda files: files.pop(MANIFEST)),
    ("E1102", "plain12", into_folder),
    ("E1103", "plain12", rename(MANIFEST, "IMSManifest.xml")),
    ("N1104", "plain12", both(add("old/imsmanifest.xml", b"<manifest/>"),
                              change('<file href="run.js"/>', '<file href="run.js"/><file href="old/imsmanifest.xml"/>'))),
    ("E1109+E1023", "plain12", damage),
    ("W1130", "plain12", both(add("__MACOSX/._index.html"), add("Thumbs.db"), add("shared/.DS_Store"))),
    # XML
    ("E1110", "plain12", change("</manifest>", "</manifest><!--" + "x" * (8 << 20) + "-->")),
    ("E1111", "plain12", add(MANIFEST, b"PK is no XML")),
    ("E1111", "plain12", add(MANIFEST, b"")),
    ("E1112", "plain12", recode("latin-1", "UTF-8")),
    ("E1113", "plain12", ("</item>", "")),
    ("E1114", "plain12", ("<title>Reading", "<title>Reading & writing")),
    ("E1115", "plain12", ('identifierref="res-reading"', 'identifierref="res-reading" identifierref="res-reading"')),
    ("E1116", "plain12", (ADLCP_12, "")),
    ("E1116", "full12", ("xmlns:imsmd", "xmlns:lom")),
    ("E1117", "plain12", ("<title>Reading", "<title>Reading&#1;")),
    ("E1118", "plain12", ("<manifest ", '<!DOCTYPE manifest [<!ENTITY x SYSTEM "file:///etc/passwd">]><manifest ')),
    ("E1119", "plain12", both(
        change("<manifest ", '<!DOCTYPE manifest [<!ENTITY x "' + "y" * 900 + '">]><manifest '),
        change("<item ", "<metadata><text xmlns=''>" + "&x;" * 200 + "</text></metadata><item "))),
    ("E1120", "plain12", ("</resources>", "</resources>" + "<x xmlns='urn:x'>" * 120 + "</x>" * 120)),
    ("E1121", "plain12", ("</resources>", '</resources><xi:include xmlns:xi="http://www.w3.org/2001/XInclude" '
                          'href="more.xml"/>')),
    ("N1122", "plain12", recode("latin-1", "ISO-8859-1")),
    ("N1122", "plain12", recode("utf-16", "UTF-16")),
    # namespaces
    ("E1200", "plain12", every("manifest", "package")),
    ("E1201", "full12", (CP_12, 'xmlns="http://www.imsglobal.org/xsd/imscp"')),
    ("E1201", "full12", (CP_12, "")),
    ("E1202", "full12", every("http://www.adlnet.org/xsd/adlcp_rootv1p2", "http://www.adlnet.org/xsd/adlcp")),
    ("E1203", "full12", every("http://www.adlnet.org/xsd/adlcp_rootv1p2", "http://www.adlnet.org/xsd/adlcp_v1p3")),
    ("W1213", "full12", lambda files: files.pop("imsmd_rootv1p2p1.xsd")),
    ("W1214", "plain12", (' imsmd_rootv1p2p1.xsd"', '"')),
    # structure
    ("E1204", "full12", [("<metadata><schema>ADL SCORM</schema></metadata>\n<adlcp:pre", "<adlcp:pre"),
                         ("</adlcp:masteryscore>", "</adlcp:masteryscore><metadata><schema>ADL SCORM</schema></metadata>")]),
    ("E1205", "full12", ("<resources>", "<resources><adlcp:masteryscore>80</adlcp:masteryscore>")),
    ("E1206", "full4", [("<imsss:rollupAction action=\"completed\"/>", "")]),
    ("E1207", "full12", ("<adlcp:masteryscore>", "<adlcp:masteryscore>80</adlcp:masteryscore><adlcp:masteryscore>")),
    ("E1208", "full12", ('<resource identifier="res-shared" type="webcontent"', '<resource identifier="res-shared"')),
    ("E1209", "full12", ('isvisible="true"', 'isvisible="true" visible="true"')),
    ("E1210", "full12", ("<resources>", "<resources>all files")),
    ("E1211", "full12", ('isvisible="true"', 'isvisible="yes"')),
    ("E1211", "full12", ("continue,message", "continue, message")),
    ("E1211", "full4", ('minProgressMeasure="0.8"', 'minProgressMeasure="80"')),
    ("E1211", "full4", ("<adlnav:hideLMSUI>previous", "<adlnav:hideLMSUI>back")),
    ("E1212", "full12", ("<title>Test", "<title>" + "Test " * 50)),
    # identifiers and references
    ("E1216", "plain12", ('identifier="reading"', 'identifier="1st: reading"')),
    ("E1217", "full12", ('<item identifier="part">', '<item identifier="reading">')),
    ("E1218", "full12", ('identifierref="res-test"', 'identifierref="res-tests"')),
    ("E1219", "full12", change('<dependency identifierref="res-shared"/>', '<dependency identifierref="shared"/>')),
    ("W1220", "full12", ('<file href="run.js"/>', '<file href="run.js"/>\n<dependency identifierref="res-test"/>')),
    ("E1221", "full12", ('default="org"', 'default="organization"')),
    ("W1222", "plain12", [('<organizations default="org">', "<organizations>"),
                          ("</organizations>", '<organization identifier="other"><title>Other</title>'
                           '<item identifier="again" identifierref="res-reading"><title>Again</title></item>'
                           "</organization></organizations>")]),
    ("W1223", "plain12", lambda files: files.update({MANIFEST: files[MANIFEST].split(b"<organizations")[0]
                         + b"<organizations/>" + files[MANIFEST].split(b"</organizations>")[1]})),
    ("E1228", "full12", ('identifierref="res-test"', 'identifierref="res-shared"')),
    # items
    ("E1224", "full12", ("<title>Test</title>", "")),
    ("W1225", "full12", ("<title>Test</title>", "<title> </title>")),
    ("W1226", "full12", ('<item identifier="part">', '<item identifier="empty"><title>Empty</title></item><item identifier="part">')),
    ("W1227", "plain12", ("</organizations>", '<organization identifier="other"><title>Other</title></organization></organizations>')),
    ("E1250", "full12", ('"aicc_script">reading', '"aicc_script">reading &amp;')),
    ("E1250", "full12", ('"aicc_script">reading', '"aicc_script">reading and part')),
    ("E1251", "full12", ('"aicc_script">reading', '"aicc_script">reading|writing')),
    ("E1252", "full12", ('"aicc_script">reading', '"aicc_script">~test')),
    ("E1254", "full12", ("<adlcp:masteryscore>80", "<adlcp:masteryscore>80 %")),
    ("E1255", "full12", ("0001:00:00", "01:00")),
    ("W1256", "full12", ("</item>\n</item>\n</organization>", "</item>\n<adlcp:datafromlms>a=1</adlcp:datafromlms></item>\n</organization>")),
    ("W1257", "full12", ("<adlcp:maxtimeallowed>0001:00:00</adlcp:maxtimeallowed>\n", "")),
    ("W1258", "full12", ("?mode=short", "short mode")),
    # resources and files
    ("E1229", "full12", lambda files: files.pop("run.js")),
    ("E1230", "full12", rename("run.js", "Run.js")),
    ("E1231", "plain12", ('<file href="run.js"/>', '<file href="run.js"/><file href="shared\\run.js"/>')),
    ("E1232", "plain12", ('<file href="run.js"/>', '<file href="run.js"/><file href="/shared/run.js"/>')),
    ("E1232", "plain12", ('<file href="run.js"/>', '<file href="run.js"/><file href="file:///C:/run.js"/>')),
    ("E1233", "plain12", ('<file href="run.js"/>', '<file href="run.js"/><file href="../run.js"/>')),
    ("W1234", "plain12", both(rename("run.js", "run it.js"), change("run.js", "run it.js"))),
    ("W1235", "plain12", ('<file href="run.js"/>', '<file href="run.js"/><file href="100%.js"/>')),
    ("W1236", "plain12", ('<file href="run.js"/>', '<file href="run.js?v=2"/>')),
    ("W1237", "plain12", [('href="index.html">', 'href="https://example.org/index.html">')]),
    ("W1239", "full12", add("media/talk.mp4")),
    ("W1240", "full12", [('<file href="test/test.html"/>', ""), ('<file href="run.js"/>', '<file href="run.js"/>')]),
    ("E1241", "full12", [(' adlcp:scormtype="sco" href="index.html"', ' href="index.html"')]),
    ("E1242", "full12", [('adlcp:scormtype="sco" href="index.html"', 'adlcp:scormtype="SCO" href="index.html"')]),
    ("E1243", "full12", [('adlcp:scormtype="sco" href="index.html"', 'adlcp:scormType="sco" href="index.html"')]),
    ("E1244", "full12", [('adlcp:scormtype="sco" href="index.html"', 'scormtype="sco" href="index.html"')]),
    ("W1245", "plain12", ('type="webcontent"', 'type="text/html"')),
    ("E1246", "plain12", ('<resource identifier="res-reading"', '<resource xml:base="/" identifier="res-reading"')),
    ("W1247", "plain12", both(change('<resource identifier="res-reading"', '<resource xml:base="pages" identifier="res-reading"'),
                              rename("index.html", "pages/index.html"), rename("run.js", "pages/run.js"))),
    ("N1265", "plain12", add("index.html", b"<!DOCTYPE html><html lang='en'><title>Scales</title><p>Read it.</html>")),
    ("W1266", "plain12", both(rename("index.html", "scales.pdf"), every("index.html", "scales.pdf"))),
    ("W1267", "plain12", add("index.html", b"")),
    # metadata
    ("E1248", "plain12", ("<schema>ADL SCORM", "<schema>SCORM")),
    ("W1249", "plain12", ("<schema>ADL SCORM</schema>\n", "")),
    ("W1259", "plain12", ("</resources>", '</resources><manifest identifier="inner"><organizations/><resources/></manifest>')),
    ("E1260", "plain12", ("<schemaversion>1.2", "<schemaversion>1.2.0")),
    ("E1260", "plain4", ("<schemaversion>2004 4th Edition", "<schemaversion>2004 4th edition")),
    ("W1261", "plain12", ("<schemaversion>1.2", "<schemaversion>1.2\n")),
    ("W1262", "full12", ('xml:lang="en">Scales', 'xml:lang="en">' + "Scales " * 200)),
    ("E1263", "full4", lambda files: files.pop("metadata.xml")),
    ("E1263", "full12", ("<metadata><schema>ADL SCORM</schema></metadata>",
                         "<metadata><schema>ADL SCORM</schema><adlcp:location>test.xml</adlcp:location></metadata>")),
    # SCORM 2004
    ("E1301", "full4", ("2004 4th Edition", "2004 3rd Edition")),
    ("W1302", "full4", ('minProgressMeasure="0.8"/>', 'minProgressMeasure="0.8">0.8</adlcp:completionThreshold>')),
    ("W1305", "full4", [(" http://www.imsglobal.org/xsd/imsss imsss_v1p0.xsd", "")]),
    ("W1313", "full4", ("<title>Test", "<title>" + "Test " * 50)),
    ("E1326", "full4", ('<item identifier="part">', '<item identifier="empty"><title>Empty</title></item><item identifier="part">')),
    ("E1327", "full4", ('<item identifier="part">', '<item identifier="part" identifierref="res-reading">')),
    ("E1340", "full4", ('<file href="test/test.html"/>', "")),
    ("E1341", "full4", ('targetID="marks"', 'targetID="notes"')),
    ("W1343", "full4", ("</item>\n<imsss:sequencing>\n<imsss:controlMode flow=\"true\" choice=\"true\"/>\n<imsss:rollupRules>",
                            "</item>\n<adlnav:presentation/>\n<imsss:sequencing>\n<imsss:controlMode flow=\"true\" choice=\"true\"/>\n<imsss:rollupRules>")),
    ("W1369", "full4", both(rename("test/test.html", "test/test"), every("test/test.html", "test/test"))),
    # sequencing
    ("E1401", "full4", ('<imsss:sequencing IDRef="locked">', '<imsss:sequencing IDRef="locked" ID="mine">')),
    ("E1402", "plain4", ("<title>Reading</title>", '<title>Reading</title><imsss:sequencing IDRef="lock"/>')),
    ("W1403", "full4", ("</imsss:sequencingCollection>", '<imsss:sequencing ID="free"/></imsss:sequencingCollection>')),
    ("E1405", "full4", ('<imsss:ruleConditions><imsss:ruleCondition condition="objectiveMeasureGreaterThan" measureThreshold="0.5"/>'
                        "</imsss:ruleConditions>", "")),
    ("E1406", "full4", ('action="continue"', 'action="skip"')),
    ("E1407", "full4", ('condition="objectiveMeasureGreaterThan"', 'condition="objectiveMeasureGreaterThan" referencedObjective="ahead"')),
    ("E1408", "plain4", ("<title>Reading</title>", "<title>Reading</title><imsss:sequencing><imsss:objectives><imsss:primaryObjective>"
                         '<imsss:mapInfo targetObjectiveID="global"/></imsss:primaryObjective></imsss:objectives></imsss:sequencing>')),
    ("E1409", "full4", ('objectiveID="test.done"', 'objectiveID="before"')),
    ("E1410", "full4", (BEFORE_4, BEFORE_4 + BEFORE_4.replace("global.reading", "global.other"))),
    ("E1411", "full4", ("</imsss:primaryObjective>\n</imsss:objectives>\n<imsss:delivery",
                        '</imsss:primaryObjective>\n<imsss:objective objectiveID="second">' + READING_4
                        + "</imsss:objective></imsss:objectives>\n<imsss:delivery")),
    ("W1412", "full4", (BEFORE_4, BEFORE_4 + '<imsss:mapInfo targetObjectiveID="global.other" readSatisfiedStatus="false" '
                        'readNormalizedMeasure="false"/>')),
    ("W1413", "full4", [('targetObjectiveID="global.reading" writeSatisfiedStatus', 'targetObjectiveID="global.other" writeSatisfiedStatus')]),
    ("E1414", "full4", [(READING_4, ""), (BEFORE_4, BEFORE_4.replace("readSat", 'writeSatisfiedStatus="true" readSat'))]),
    ("W1415", "plain4", ("<title>Reading</title>", '<title>Reading</title><imsss:sequencing><imsss:limitConditions attemptLimit="0"/>'
                             "</imsss:sequencing>")),
    ("W1415", "plain4", ("<title>Reading</title>", "<title>Reading</title><imsss:sequencing><imsss:sequencingRules><imsss:preConditionRule>"
                         '<imsss:ruleConditions><imsss:ruleCondition condition="always"/></imsss:ruleConditions>' + RULE_4
                         + "</imsss:preConditionRule></imsss:sequencingRules></imsss:sequencing>")),
    ("W1416", "plain4", ("</item>", '</item><imsss:sequencing><imsss:controlMode choice="false" flow="false"/></imsss:sequencing>')),
    ("W1418", "full4", (' measureThreshold="0.5"', "")),
    ("N1419", "full4", ("<imsss:minNormalizedMeasure>0.8</imsss:minNormalizedMeasure>\n", "")),
    ("W1420", "full4", (' minimumCount="1"', "")),
    ("E1421", "full4", ('<adlseq:objective objectiveID="reading.done">', '<adlseq:objective objectiveID="reading">')),
    ("N1422", "plain4", ("<title>Reading</title>", '<title>Reading</title><imsss:sequencing><imsss:limitConditions '
                         'attemptAbsoluteDurationLimit="PT30M"/></imsss:sequencing>')),
    ("W1423", "full4", ('selectCount="1"', 'selectCount="2"')),
    ("W1424", "full4", ('<imsss:ruleCondition referencedObjective="before" operator="not" condition="objectiveStatusKnown"/>\n', "")),
    ("W1428", "full4", [("<imsss:controlMode flow=\"true\" choice=\"true\"/>\n<imsss:rollup",
                         "<imsss:controlMode flow=\"false\" choice=\"true\"/>\n<imsss:rollup")]),
    # Moodle
    ("E1701", "plain12", bare_prefix),
    ("E1702", "plain12", both(change("xmlns:adlcp", "xmlns:adl"), change("adlcp:scormtype", "adl:scormtype"))),
    ("W1703", "full4", both(every("xmlns:adlnav", "xmlns:nav"), every("<adlnav:", "<nav:"), every("</adlnav:", "</nav:"))),
    ("E1704", "plain4", ("2004 4th Edition", "2004 2nd Edition")),
    ("W1705", "plain12", ("<title>Reading", "<title>R&#233;ading")),
    ("W1706", "plain12", ("<title>Reading", "<title><![CDATA[R&D]]>")),
    ("N1707", "plain12", ("<title>Reading", "<title>\n  Reading")),
    ("E1708", "plain4", ('identifier="reading"', 'identifier="' + "r" * 256 + '"')),
    ("W1709", "plain12", ("<title>Reading", "<title>0")),
    ("E1710+E1217", "plain12", ('<item identifier="reading"', '<item identifier="org"')),
    ("E1712", "plain12", ("<resources>", '<resources xml:base="./">')),
    ("W1714", "plain12", ("<title>Reading</title>", "<title>Reading</title><adlcp:masteryscore>80</adlcp:masteryscore>")),
    ("N1715", "plain12", [
        ("</organizations>", '<organization identifier="other"><title>Other</title><item identifier="again" '
         'identifierref="res-notes"><title>Notes</title></item></organization></organizations>'),
        ("</resources>", '<resource identifier="res-notes" type="webcontent" adlcp:scormtype="asset" href="run.js">'
         '<file href="run.js"/></resource></resources>')]),
    ("E1716+W1045", "plain12", both(rename("run.js", 'run"it.js'), change("run.js", "run%22it.js"))),
    ("E1718", "plain12", both(rename("run.js", "run.mjs"), change("run.js", "run.mjs"))),
    ("N1719", "plain12", both(add("scale.webp"), change('<file href="run.js"/>', '<file href="run.js"/><file href="scale.webp"/>'))),
    ("W1720", "plain4", ("<title>Reading</title>", '<title>Reading</title><adlcp:data><adlcp:map targetID="notes"/></adlcp:data>')),
    ("N1721", "plain4", ("<title>Reading</title>", "<title>Reading</title><imsss:sequencing><imsss:rollupRules rollupObjectiveSatisfied=\"false\"/>"
                         "</imsss:sequencing>")),
    ("N1722", "plain12", ("</item>", '</item><item identifier="again" identifierref="res-reading"><title>Again</title></item>')),
]
