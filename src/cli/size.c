#include "cli/size.h"

str size_shown(struct arena *a, uint64_t bytes)
{
    return bytes < 10 * 1000 * 1000
               ? str_format(a, "%llu kB", (unsigned long long)(bytes + 999) / 1000)
               : str_format(a, "%llu MB", (unsigned long long)(bytes + 999999) / 1000000);
}
