/* graph: who waits for whom. */
#pragma once

#include "base/arena.h"

struct edge { size_t from, to; };
typedef VEC(struct edge) edges;

enum { GRAPH_NONE = -1 };

/* A node of 0 .. n-1 on a circle of edges, next[i] being the one each node of it waits
 * for; GRAPH_NONE: there is no circle. Linear in nodes and edges. */
ptrdiff_t graph_circle(struct arena *a, size_t n, const edges *e, size_t **next);
