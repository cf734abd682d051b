/*
 * address: is a text an IRI or a URL, and what keeps it from being one
 * (RFC 3986, RFC 3987; RFC 1738 where cmi5 asks for it)?
 */
#pragma once

#include "base/str.h"

/* A scheme, ":" and something behind it without blanks or any of <>"{}|\^`; for
 * http and https also a host. What cmi5 3.0 calls fully qualified. */
bool address_is_iri(str s);

/* "scheme://..." */
bool address_is_full(str s);

/* What a URL, full or relative, cannot hold, as the rest of a sentence: "a blank",
 * "a backslash" ...; NULL when it holds nothing of the kind. */
const char *address_fault(str s);

/* The names in the query one after the other: takes the next off *query, which
 * begins as address_query(). False when there is none. */
str  address_query(str s);
bool address_next_name(str *query, str *name);
