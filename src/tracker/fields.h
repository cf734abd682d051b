/*
 * fields: what an administrator can set by hand; the bits of by_hand.
 */
#pragma once

/* Of learner. */
enum person_field {
    PERSON_GIVEN = 1, PERSON_FAMILY = 2, PERSON_DISPLAY = 4, PERSON_GENDER = 8, PERSON_LANG = 16,
    PERSON_JOINED = 32, PERSON_TEST = 64,
};

/* Of registration. */
enum registration_field {
    REGISTRATION_DATE = 1, REGISTRATION_WITHDRAWN = 2, REGISTRATION_ECONOMY = 4,
    REGISTRATION_COHORT = 8,
};
