/* A SCORM manifest as a whole: its parts are checked one after the other. */
#include "package/scorm.h"

static void check_submanifests(struct scorm *s)
{
    const struct xml_node *n = scorm_child(s->edition, s->root, SPACE_CP, "manifest");
    if (n)
        FIND(s, W1259, xml_place(n), "A manifest stands in the manifest.");
}

void scorm_check(struct package *p, const struct package_how *how, struct diags *d)
{
    struct scorm s = { .p = p, .how = how, .d = d, .arena = p->arena, .located.arena = p->arena,
                       .edition = scorm_edition(p), .root = p->xml ? xml_root(p->xml) : NULL };
    if (!s.root || !scorm_check_spaces(&s))
        return;
    scorm_check_grammar(&s);
    scorm_check_metadata(&s);
    check_submanifests(&s);
    scorm_check_ids(&s);
    scorm_check_items(&s);
    scorm_check_files(&s);
    scorm_check_launch(&s);
    if (!is_12(&s)) {
        scorm_check_sequencing(&s);
        scorm_check_reach(&s);
    }
    if (how->platform == PLATFORM_MOODLE)
        scorm_check_moodle(&s);
}
