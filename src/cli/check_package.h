/* check_package: anybody's package through all rules there are. */
#pragma once

#include "cli/command.h"
#include "package/package.h"

/* What is wrong goes to the findings. False when it cannot be read as a package at
 * all, when the system says no, or when the user says stop. */
MUST bool check_package(struct run *r, const char *path, const struct package_how *how,
                        struct err *e);
