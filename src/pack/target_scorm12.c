/*
 * SCORM 1.2 (Content Aggregation Model 1.2, clause 2.3; imscp_rootv1p1p2.xsd,
 * adlcp_rootv1p2.xsd).
 *
 * A masteryscore stands only where the author asks for it: platforms overwrite
 * the status with it.
 */
#include "pack/lom.h"
#include "pack/scorm.h"
#include "pack/target.h"

enum { PREREQUISITES_MOST = 200 };        /* characters; prerequisiteStringType */

/* "a&b": as many as there is room for. */
static str joined(struct arena *a, const struct pack_unit *u)
{
    str all = S("");
    for (size_t i = 0; i < u->needs.n; i++) {
        str more = i == 0 ? u->needs.v[i]->id : str_cat(a, all, S("&"), u->needs.v[i]->id);
        if (more.n > PREREQUISITES_MOST)
            break;
        all = more;
    }
    return all;
}

static void put_item(struct xml_out *o, const struct packing *p, const struct pack_unit *u)
{
    struct arena *a = o->to->arena;
    if (u->needs.n > 0) {
        xml_open(o, "adlcp:prerequisites");
        xml_put_attr(o, "type", S("aicc_script"));
        xml_put_text(o, joined(a, u));
        manifest_close(o);
    }
    if (p->platform_judges && u->points > 0)
        manifest_leaf(o, "adlcp:masteryscore", str_format(a, "%d", p->course->pass_mark));
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

extern const struct target target_scorm12;

const struct target target_scorm12 = {
    .name = "scorm12",
    .title = "SCORM 1.2",
    .store = "scorm12",
    .has_units = true,
    .state_most = 4096,                   /* cmi.suspend_data: CMIString4096 */
    .finish = finish,
    .next = "Upload it to the learning platform as a SCORM package.",
    .next_passed = "In Moodle, activity completion must require the status \"Passed\" as well as "
                   "\"Completed\": tick both, or pack with --platform moodle.",
};
