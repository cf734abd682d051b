/* A web site: the pages as they are. */
#include "pack/rules.h"
#include "pack/target.h"

extern const struct target target_web;

static const struct loss losses[] = {
    { &rule_N811, lost_everything, "What a learner did is kept in the browser it was done in.",
      "Another device or browser begins anew, and nobody sees who has finished." },
    { 0 },
};

const struct target target_web = {
    .name = "web",
    .title = "Web site",
    .store = "web",
    .losses = losses,
    .next = "Open index.html in a browser, or put the files on any web server.",
};
