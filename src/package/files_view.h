/* files_view: files of another set under other names, one of them with other bytes; to
 * be packed as `name`. */
#pragma once

#include "package/files.h"

struct files_view;

struct files_view *files_view_new(struct arena *a, const struct files *of, str name);
void files_view_add(struct files_view *v, const struct package_file *file, str path);
void files_view_put(struct files_view *v, str path, str bytes);
struct files *files_view_done(struct files_view *v);
