/*
 * control: the XSDs that a SCORM package carries because its manifest names them.
 *
 * They are assets "control/SET/NAME", fetched when etalon was built: see
 * tools/control-documents.
 */
#pragma once

#include "base/bundle.h"

/* Adds those of "scorm12", "scorm2004-3" or "scorm2004-4" to the root of a package. */
MUST bool control_add(const char *set, struct bundle *site, struct err *e);
