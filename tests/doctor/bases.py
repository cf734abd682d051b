"""Good packages, each {name: bytes} with its manifest among them, for the cases to break."""
import zipfile

PAGE = b"<!DOCTYPE html><html lang='en'><title>Scales</title><script src='run.js'></script><p>Read it.</html>"

NS_12 = ('xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2" xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2" '
         'xmlns:imsmd="http://www.imsglobal.org/xsd/imsmd_rootv1p2p1" '
         'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="'
         'http://www.imsproject.org/xsd/imscp_rootv1p1p2 imscp_rootv1p1p2.xsd '
         'http://www.adlnet.org/xsd/adlcp_rootv1p2 adlcp_rootv1p2.xsd '
         'http://www.imsglobal.org/xsd/imsmd_rootv1p2p1 imsmd_rootv1p2p1.xsd"')

FULL_12 = f"""<?xml version="1.0" encoding="UTF-8"?>
<manifest identifier="scales" version="1.0" {NS_12}>
<metadata>
<schema>ADL SCORM</schema>
<schemaversion>1.2</schemaversion>
<imsmd:lom><imsmd:general><imsmd:title><imsmd:langstring xml:lang="en">Scales</imsmd:langstring></imsmd:title></imsmd:general></imsmd:lom>
</metadata>
<organizations default="org">
<organization identifier="org" structure="hierarchical">
<title>Scales</title>
<item identifier="reading" identifierref="res-reading">
<title>Reading</title>
</item>
<item identifier="part">
<title>Part</title>
<item identifier="test" identifierref="res-test" isvisible="true" parameters="?mode=short">
<title>Test</title>
<metadata><schema>ADL SCORM</schema></metadata>
<adlcp:prerequisites type="aicc_script">reading</adlcp:prerequisites>
<adlcp:maxtimeallowed>0001:00:00</adlcp:maxtimeallowed>
<adlcp:timelimitaction>continue,message</adlcp:timelimitaction>
<adlcp:datafromlms>a=1</adlcp:datafromlms>
<adlcp:masteryscore>80</adlcp:masteryscore>
</item>
</item>
</organization>
</organizations>
<resources>
<resource identifier="res-reading" type="webcontent" adlcp:scormtype="sco" href="index.html">
<file href="index.html"/>
<dependency identifierref="res-shared"/>
<more:metadata xmlns:more="https://example.org/more"><more:title>Ours</more:title><more:item/></more:metadata>
</resource>
<resource identifier="res-test" type="webcontent" adlcp:scormtype="sco" href="test/test.html">
<file href="test/test.html"/>
<dependency identifierref="res-shared"/>
</resource>
<resource identifier="res-shared" type="webcontent" adlcp:scormtype="asset">
<file href="run.js"/>
</resource>
</resources>
</manifest>
"""

PLAIN_12 = f"""<?xml version="1.0" encoding="UTF-8"?>
<manifest identifier="scales" version="1.0" {NS_12}>
<metadata>
<schema>ADL SCORM</schema>
<schemaversion>1.2</schemaversion>
</metadata>
<organizations default="org">
<organization identifier="org">
<title>Scales</title>
<item identifier="reading" identifierref="res-reading">
<title>Reading</title>
</item>
</organization>
</organizations>
<resources>
<resource identifier="res-reading" type="webcontent" adlcp:scormtype="sco" href="index.html">
<file href="index.html"/>
<file href="run.js"/>
</resource>
</resources>
</manifest>
"""

NS_2004 = ('xmlns="http://www.imsglobal.org/xsd/imscp_v1p1" xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_v1p3" '
           'xmlns:adlseq="http://www.adlnet.org/xsd/adlseq_v1p3" xmlns:adlnav="http://www.adlnet.org/xsd/adlnav_v1p3" '
           'xmlns:imsss="http://www.imsglobal.org/xsd/imsss" '
           'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="'
           'http://www.imsglobal.org/xsd/imscp_v1p1 imscp_v1p1.xsd http://www.adlnet.org/xsd/adlcp_v1p3 adlcp_v1p3.xsd '
           'http://www.adlnet.org/xsd/adlseq_v1p3 adlseq_v1p3.xsd http://www.adlnet.org/xsd/adlnav_v1p3 adlnav_v1p3.xsd '
           'http://www.imsglobal.org/xsd/imsss imsss_v1p0.xsd"')

FULL_4TH = f"""<?xml version="1.0" encoding="UTF-8"?>
<manifest identifier="scales" version="1.0" {NS_2004}>
<metadata>
<schema>ADL SCORM</schema>
<schemaversion>2004 4th Edition</schemaversion>
<adlcp:location>metadata.xml</adlcp:location>
</metadata>
<organizations default="org">
<organization identifier="org" adlseq:objectivesGlobalToSystem="false" adlcp:sharedDataGlobalToSystem="false">
<title>Scales</title>
<item identifier="reading" identifierref="res-reading" parameters="?mode=short">
<title>Reading</title>
<adlcp:timeLimitAction>exit,message</adlcp:timeLimitAction>
<adlcp:dataFromLMS>a=1</adlcp:dataFromLMS>
<adlcp:completionThreshold completedByMeasure="true" minProgressMeasure="0.8"/>
<adlcp:data><adlcp:map targetID="notes"/><adlcp:map targetID="marks"/></adlcp:data>
<imsss:sequencing>
<imsss:objectives>
<imsss:primaryObjective objectiveID="reading.done" satisfiedByMeasure="true">
<imsss:minNormalizedMeasure>0.8</imsss:minNormalizedMeasure>
<imsss:mapInfo targetObjectiveID="global.reading" writeSatisfiedStatus="true"/>
</imsss:primaryObjective>
</imsss:objectives>
<imsss:deliveryControls completionSetByContent="true"/>
<adlseq:objectives>
<adlseq:objective objectiveID="reading.done">
<adlseq:mapInfo targetObjectiveID="global.reading" writeRawScore="true"/>
</adlseq:objective>
</adlseq:objectives>
</imsss:sequencing>
<adlnav:presentation><adlnav:navigationInterface><adlnav:hideLMSUI>previous</adlnav:hideLMSUI></adlnav:navigationInterface></adlnav:presentation>
</item>
<item identifier="part">
<title>Part</title>
<item identifier="test" identifierref="res-test">
<title>Test</title>
<imsss:sequencing IDRef="locked">
<imsss:objectives>
<imsss:primaryObjective objectiveID="test.done"/>
<imsss:objective objectiveID="before">
<imsss:mapInfo targetObjectiveID="global.reading" readSatisfiedStatus="true"/>
</imsss:objective>
</imsss:objectives>
</imsss:sequencing>
</item>
<imsss:sequencing>
<imsss:controlMode flow="true" choice="true"/>
<imsss:rollupRules>
<imsss:rollupRule childActivitySet="atLeastCount" minimumCount="1">
<imsss:rollupConditions><imsss:rollupCondition condition="completed"/></imsss:rollupConditions>
<imsss:rollupAction action="completed"/>
</imsss:rollupRule>
</imsss:rollupRules>
<imsss:randomizationControls selectCount="1" selectionTiming="once"/>
</imsss:sequencing>
</item>
<imsss:sequencing>
<imsss:controlMode flow="true" choice="true"/>
</imsss:sequencing>
</organization>
</organizations>
<resources>
<resource identifier="res-reading" type="webcontent" adlcp:scormType="sco" href="index.html">
<file href="index.html"/>
<dependency identifierref="res-shared"/>
</resource>
<resource identifier="res-test" type="webcontent" adlcp:scormType="sco" href="test/test.html">
<file href="test/test.html"/>
<dependency identifierref="res-shared"/>
</resource>
<resource identifier="res-shared" type="webcontent" adlcp:scormType="asset">
<file href="run.js"/>
</resource>
</resources>
<imsss:sequencingCollection>
<imsss:sequencing ID="locked">
<imsss:sequencingRules>
<imsss:preConditionRule>
<imsss:ruleConditions conditionCombination="any">
<imsss:ruleCondition referencedObjective="before" operator="not" condition="satisfied"/>
<imsss:ruleCondition referencedObjective="before" operator="not" condition="objectiveStatusKnown"/>
</imsss:ruleConditions>
<imsss:ruleAction action="disabled"/>
</imsss:preConditionRule>
<imsss:postConditionRule>
<imsss:ruleConditions><imsss:ruleCondition condition="objectiveMeasureGreaterThan" measureThreshold="0.5"/></imsss:ruleConditions>
<imsss:ruleAction action="continue"/>
</imsss:postConditionRule>
</imsss:sequencingRules>
</imsss:sequencing>
</imsss:sequencingCollection>
</manifest>
"""

PLAIN_4TH = f"""<?xml version="1.0" encoding="UTF-8"?>
<manifest identifier="scales" version="1.0" {NS_2004}>
<metadata>
<schema>ADL SCORM</schema>
<schemaversion>2004 4th Edition</schemaversion>
</metadata>
<organizations default="org">
<organization identifier="org">
<title>Scales</title>
<item identifier="reading" identifierref="res-reading">
<title>Reading</title>
</item>
</organization>
</organizations>
<resources>
<resource identifier="res-reading" type="webcontent" adlcp:scormType="sco" href="index.html">
<file href="index.html"/>
<file href="run.js"/>
</resource>
</resources>
</manifest>
"""

LOM = """<?xml version="1.0" encoding="UTF-8"?>
<lom xmlns="http://ltsc.ieee.org/xsd/LOM"><general><title><string language="en">Scales</string></title></general></lom>
"""


def schemas(manifest):
    """The control documents a manifest names: their bytes are not looked at."""
    return {word.rstrip('"'): b"<schema/>" for word in manifest.split("xsi:schemaLocation")[1].split(">")[0].split()
            if word.rstrip('"').endswith(".xsd")}


def package(manifest, **more):
    files = {"imsmanifest.xml": manifest.encode(), "index.html": PAGE, "run.js": b"// speaks\n"}
    files.update({name.replace("__", "/"): content for name, content in more.items()})
    files.update(schemas(manifest))
    return files


TEST = {"test/test.html": PAGE}
BASES = {
    "full12": {**package(FULL_12), **TEST},
    "plain12": package(PLAIN_12),
    "full4": {**package(FULL_4TH), **TEST, "metadata.xml": LOM.encode()},
    "full3": {**package(FULL_4TH.replace("2004 4th", "2004 3rd")
                        .replace(' adlcp:sharedDataGlobalToSystem="false"', "")
                        .replace('<adlcp:completionThreshold completedByMeasure="true" minProgressMeasure="0.8"/>\n'
                                 '<adlcp:data><adlcp:map targetID="notes"/><adlcp:map targetID="marks"/></adlcp:data>\n',
                                 "<adlcp:completionThreshold>0.8</adlcp:completionThreshold>\n")
                        .replace('<adlseq:objectives>\n<adlseq:objective objectiveID="reading.done">\n'
                                 '<adlseq:mapInfo targetObjectiveID="global.reading" writeRawScore="true"/>\n'
                                 '</adlseq:objective>\n</adlseq:objectives>\n', "")), **TEST,
              "metadata.xml": LOM.encode()},
    "full2": None,
    "plain4": package(PLAIN_4TH),
}
BASES["full2"] = {**BASES["full3"], "imsmanifest.xml":
                  BASES["full3"]["imsmanifest.xml"].replace(b"2004 3rd Edition", b"CAM 1.3")}


def write(path, files):
    """The archive; what stands under None is a function that changes its bytes."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as z:
        for name, content in files.items():
            if name is not None:
                entry = zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0))
                entry.compress_type = zipfile.ZIP_DEFLATED
                z.writestr(entry, content)
    if None in files:
        with open(path, "r+b") as f:
            archive = files[None](f.read())
            f.seek(0)
            f.write(archive)
