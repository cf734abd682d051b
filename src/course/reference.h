/*
 * reference: what schemas/course.xsd and elements.def say about each element,
 * for `etalon explain`, for the reference in the documentation and for tests.
 *
 * The words come from the annotations of the schema, the structure from
 * elements.def; a test holds the two against each other.
 */
#pragma once

#include "course/course.h"

struct reference_attribute {
    enum attribute attribute;
    bool needed;
    str about;                            /* the documentation of the schema */
    str value;                            /* what its type is, in words; "" for any text */
    str choices;                          /* "note, tip or example"; "" when it is no choice */
    str otherwise;                        /* its default; "" when it has none */
};

struct reference_element {
    enum element element;
    str about;                            /* paragraphs, a line each, an empty line between two */
    str content;                          /* "<title>, <summary> (may be absent), blocks"; "" : it is empty */
    bool text;                            /* characters may stand in it */
    VEC(struct reference_attribute) attributes;
    VEC(enum element) parents;            /* in which it may stand, in the order of elements.def */
};

struct reference {
    struct reference_element elements[EL_COUNT];      /* that of EL_chars is empty */
};

/* NULL only when the program's own schema cannot be read. */
MUST const struct reference *course_reference(struct arena *a, struct err *e);
