/* A web site: the pages as they are. */
#include "pack/target.h"

extern const struct target target_web;

const struct target target_web = {
    .name = "web",
    .title = "Web site",
    .store = "web",
    .next = "Open index.html in a browser, or put the files on any web server.",
};
