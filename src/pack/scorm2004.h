/*
 * scorm2004: imsmanifest.xml of SCORM 2004, 3rd and 4th edition.
 */
#pragma once

#include "base/bundle.h"
#include "course/course.h"

enum scorm2004_edition { SCORM2004_3RD = 3, SCORM2004_4TH = 4 };

MUST bool scorm2004_finish(enum scorm2004_edition edition, const struct course *c,
                           struct bundle *site, struct err *e);
