/*
 * media: what kind of file a name says it is.
 *
 * Types as browsers and platforms expect them (IANA media types).
 */
#pragma once

#include "base/str.h"

enum media_class { MEDIA_TEXT, MEDIA_IMAGE, MEDIA_AUDIO, MEDIA_VIDEO, MEDIA_OTHER };

struct media_type {
    const char *suffix;                   /* "mp4", lower case */
    const char *type;                     /* "video/mp4" */
    enum media_class class;
    bool packed;                          /* compressed already: a zip stores it */
};

/* By the suffix of the path, upper or lower case; NULL when it is not known. */
const struct media_type *media_of_path(str path);
