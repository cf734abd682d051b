/*
 * tree: the activities of a SCORM 2004 manifest of ours, as npm scorm-again wants to be told of them.
 */
import fs from "node:fs";

/* {name, attributes, children, text}: manifests of ours have no comments and no CDATA. */
function parse(xml) {
    const root = { children: [] }, open = [root];
    const tag = /<(\/?)([\w:]+)((?:\s+[\w:]+="[^"]*")*)\s*(\/?)>([^<]*)/g;
    for (const [, end, name, attributes, alone, text] of xml.matchAll(tag)) {
        if (end) {
            open.pop();
            continue;
        }
        const one = { name, attributes: {}, children: [], text: text.trim() };
        for (const [, key, value] of attributes.matchAll(/([\w:]+)="([^"]*)"/g))
            one.attributes[key] = value === "true" || value !== "false" && value;
        open[open.length - 1].children.push(one);
        if (!alone)
            open.push(one);
    }
    return root.children[0];
}

const all = (node, name) => node ? node.children.filter((one) => one.name === name) : [];
const first = (node, ...names) => names.reduce((at, name) => all(at, name)[0], node);
const attributes = (node) => node ? node.attributes : {};
const list = (node, parent, name) => all(first(node, parent), name).map(attributes);

const objective = (node, id) => ({
    objectiveID: node.attributes.objectiveID || id, satisfiedByMeasure: node.attributes.satisfiedByMeasure,
    minNormalizedMeasure: first(node, "imsss:minNormalizedMeasure") ? Number(first(node, "imsss:minNormalizedMeasure").text) : null,
    mapInfo: all(node, "imsss:mapInfo").map(attributes)
});

function threshold(node) {
    const { completedByMeasure, minProgressMeasure, progressWeight } = attributes(node);
    return node && {
        completedByMeasure: node.text ? true : completedByMeasure, minProgressMeasure: Number(node.text || minProgressMeasure),
        progressWeight: Number(progressWeight || 1)
    };
}

function activity(node) {
    const id = node.attributes.identifier, sequencing = first(node, "imsss:sequencing");
    const rollup = first(sequencing, "imsss:rollupRules"), objectives = first(sequencing, "imsss:objectives");
    const weight = attributes(rollup).objectiveMeasureWeight;
    return {
        id, title: id, children: all(node, "item").map(activity),
        sequencingControls: Object.assign({}, attributes(first(sequencing, "imsss:controlMode")), attributes(rollup),
            weight && { objectiveMeasureWeight: Number(weight) }),
        deliveryControls: attributes(first(sequencing, "imsss:deliveryControls")),
        completionThreshold: threshold(first(node, "adlcp:completionThreshold")),
        primaryObjective: objectives && objective(first(objectives, "imsss:primaryObjective"), id + ".primary"),
        objectives: all(objectives, "imsss:objective").map((one) => objective(one)),
        sequencingRules: {
            preConditionRules: all(first(sequencing, "imsss:sequencingRules"), "imsss:preConditionRule").map((rule) => ({
                action: first(rule, "imsss:ruleAction").attributes.action,
                conditionCombination: first(rule, "imsss:ruleConditions").attributes.conditionCombination,
                conditions: list(rule, "imsss:ruleConditions", "imsss:ruleCondition")
            }))
        },
        rollupRules: {
            rules: all(rollup, "imsss:rollupRule").map((rule) => ({
                action: first(rule, "imsss:rollupAction").attributes.action, consideration: rule.attributes.childActivitySet,
                conditions: list(rule, "imsss:rollupConditions", "imsss:rollupCondition")
            }))
        }
    };
}

/* {tree, hrefs: identifier of an item: its page} */
export function activities(file) {
    const manifest = parse(fs.readFileSync(file, "utf8").replace(/<\?.*?\?>/, ""));
    const organization = first(manifest, "organizations", "organization");
    const pages = new Map(all(first(manifest, "resources"), "resource").map(({ attributes: one }) => [one.identifier, one.href]));
    const hrefs = {};
    for (const { attributes: item } of all(organization, "item"))
        hrefs[item.identifier] = pages.get(item.identifierref);
    return { tree: activity(organization), hrefs };
}
