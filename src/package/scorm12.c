/* SCORM 1.2: imsmanifest.xml (Content Aggregation Model 1.2). Takes any imsmanifest.xml
 * that no other reader took. */
#include "package/scorm.h"

static bool recognise(struct package *p, struct diags *d)
{
    (void)package_manifest(p, S("imsmanifest.xml"), d);
    return str_eq(p->manifest, S("imsmanifest.xml"));
}

static void read_package(struct package *p, struct diags *d)
{
    (void)d;
    p->edition = S("1.2");
    scorm_read(p, ED_12);
}

extern const struct package_reader package_reader_scorm12;

const struct package_reader package_reader_scorm12 = {
    .kind = PACKAGE_SCORM12,
    .recognise = recognise,
    .read = read_package,
    .check = scorm_check,
};
