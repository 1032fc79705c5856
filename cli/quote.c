/* SPDX-License-Identifier: MIT
 * quote: a name as a shell takes it back. */
#include <string.h>

#include "cli/cli.h"

struct str cli_quoted(struct arena *a, const char *name)
{
    static const char PLAIN[] = "abcdefghijklmnopqrstuvwxyz"
                                "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./-";
    struct buf out;
    if (*name && *name != '-' && name[strspn(name, PLAIN)] == 0)
        return str_of(name);
    buf_init(&out, 5 * strlen(name) + 5);
    buf_z(&out, *name == '-' ? "./'" : "'");
    for (; *name; name++)
        buf_z(&out, *name == '\'' ? "'\\''" : (char[]){*name, 0});
    buf_char(&out, '\'');
    struct str s = str_dup(a, buf_view(&out));
    buf_clear(&out);
    return s;
}
