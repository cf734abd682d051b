/*
 * SCORM 1.2 (Content Aggregation Model 1.2, clause 2.3; imscp_rootv1p1p2.xsd,
 * adlcp_rootv1p2.xsd).
 *
 * A masteryscore stands only where the author asks for it: platforms overwrite
 * the status with it.
 */
#include "pack/lom.h"
#include "pack/rules.h"
#include "pack/scorm.h"
#include "pack/target.h"

enum { PREREQUISITES_MOST = 200 };        /* characters; prerequisiteStringType */

/* How many of what a unit asks for there is room for. */
static size_t fitting(const struct pack_unit *u)
{
    size_t n = 0, length = 0;
    for (; n < u->needs.n; n++) {
        length += u->needs.v[n]->id.n + (n > 0);
        if (length > PREREQUISITES_MOST)
            break;
    }
    return n;
}

/* "a&b" */
static void put_needs(struct xml_out *o, const struct pack_unit *u)
{
    xml_open(o, "adlcp:prerequisites");
    xml_put_attr(o, "type", S("aicc_script"));
    for (size_t i = 0; i < fitting(u); i++) {
        xml_put_text(o, i > 0 ? S("&") : S(""));
        xml_put_text(o, u->needs.v[i]->id);
    }
    manifest_close(o);
}

static void put_item(struct xml_out *o, const struct packing *p, const struct pack_unit *u)
{
    if (u->needs.n > 0)
        put_needs(o, u);
    if (p->platform_judges && u->points > 0)
        manifest_leaf(o, "adlcp:masteryscore",
                      str_format(o->to->arena, "%d", p->course->pass_mark));
}

static bool put_metadata(struct xml_out *o, const struct packing *p, struct bundle *site,
                         struct err *e)
{
    (void)site, (void)e;
    lom_put(o, LOM_IMS, p);
    return true;
}

static const struct scorm_namespace namespaces[] = {
    { "xmlns", "http://www.imsproject.org/xsd/imscp_rootv1p1p2", "imscp_rootv1p1p2.xsd" },
    { "xmlns:imsmd", "http://www.imsglobal.org/xsd/imsmd_rootv1p2p1", "imsmd_rootv1p2p1.xsd" },
    { "xmlns:adlcp", "http://www.adlnet.org/xsd/adlcp_rootv1p2", "adlcp_rootv1p2.xsd" },
    { 0 },
};

static const struct scorm scorm12 = {
    .schemaversion = "1.2",
    .namespaces = namespaces,
    .type = "adlcp:scormtype",
    .documents = "scorm12",
    .put_metadata = put_metadata,
    .put_item = put_item,
};

static bool finish(const struct packing *p, struct bundle *site, struct err *e)
{
    return scorm_finish(&scorm12, p, site, e);
}

/* ------------------------------------------------------------- losses */

static void lost_room(const struct packing *p, struct lost *out)
{
    for (size_t i = 0; i < p->nunits; i++) {
        const struct pack_unit *u = &p->units[i];
        if (fitting(u) == u->needs.n)
            continue;
        if (out->n == 0)
            out->first = node_child(u->module->node, EL_prerequisite);
        out->n += u->needs.n - fitting(u);
    }
}

static const struct loss losses[] = {
    { &rule_N812, lost_done, "\"Passed\" or \"failed\" is written once the quizzes decide it, "
      "\"incomplete\" before.", "Who passes the quizzes counts, whether all pages were read or not." },
    { &rule_N812, lost_open, "\"Completed\" is written once all is done and passed, \"incomplete\" "
      "before.", "Who failed looks like somebody who is not done; the score tells them apart." },
    { &rule_N839, lost_failed, "\"Completed\" is written instead of \"passed\", nothing instead of \"failed\".",
      "Who failed looks like somebody who is not done; the score tells them apart." },
    { &rule_N838, lost_mastery, "No masteryscore is written: Moodle would turn \"completed\" into "
      "\"passed\".", "The course compares the score with its pass mark itself." },
    { &rule_N813, lost_questions, "The id of a question is written, not its words.",
      "Reports show \"q-length\", not what was asked." },
    { &rule_N814, lost_limits, "The number alone is written, and the right one without limits.",
      "Reports cannot tell why 1.52 was right where 1.5 was expected." },
    { &rule_N815, lost_long_answers, "The first 255 characters are written.",
      "Who reads the answers on the platform does not see the rest." },
    { &rule_N816, lost_gaps, "The answers are written behind one another, divided by commas.",
      "Reports do not tell which gap was wrong." },
    { &rule_N819, lost_spelling, "What is accepted is written as it stands.",
      "An answer may look right in a report and be marked wrong." },
    { &rule_N821, lost_objectives, "The manifest does not name them; their scores are written under "
      "their ids.", "Platforms show ids without words, and only once a learner was tested." },
    { &rule_N822, lost_supports, "Each objective stands for itself.",
      "Reports of the platform do not add up what serves one objective." },
    { &rule_N831, lost_prerequisites, "adlcp:prerequisites asks for them.",
      "A platform that does not heed it opens all modules to everybody; one that does waits until "
      "they are completed or passed: to have failed is not enough." },
    { &rule_N832, lost_room, "As many as fit into 200 characters are written.",
      "The module may open before all it asks for is done." },
    { &rule_N834, lost_advice, "Nothing is written.",
      "The platform opens all modules to everybody; the pages say what comes before." },
    { &rule_N835, lost_pass_mark, "Every module, and the final test, is passed by itself.",
      "What the whole course counts as is up to the platform; most ask for all of them." },
    { &rule_N836, lost_completion, "Every module, and the final test, is completed by itself.",
      "When the whole course is completed is up to the platform; most ask for all of them." },
    { &rule_N837, lost_links, "The page opens, and nothing is recorded there.",
      "Who read it through such a link reads it again in its own module to have it counted." },
    { &rule_N841, lost_languages, "Titles are in the language the package begins in; the metadata "
      "has all.", "The platform's own list stays in that language, whichever a learner reads in." },
    { 0 },
};

extern const struct target target_scorm12;

const struct target target_scorm12 = {
    .name = "scorm12",
    .title = "SCORM 1.2",
    .store = "scorm12",
    .has_units = true,
    .state_most = 4096,                   /* cmi.suspend_data: CMIString4096 */
    .finish = finish,
    .losses = losses,
    .next = "Upload it to the learning platform as a SCORM package.",
    .next_passed = "In Moodle, activity completion must require the status \"Passed\" as well as "
                   "\"Completed\": tick both, or pack with --platform moodle.",
    .next_units = SCORM_NEXT_UNITS,
};
