/* SPDX-License-Identifier: MIT
 * bundle: messages of a mailbox one behind the other. */
#include "crawler/markup/bundle.h"

bool bundle_next(struct str *rest, struct str *message, int64_t *uid)
{
    struct str line, length;
    int64_t n;
    if (!str_split(rest, '\n', &line) || !str_split(&line, ' ', &length) ||
        !str_int(length, &n) || !str_int(line, uid) || n < 0 ||
        (size_t)n > rest->n)
        return false;
    *message = str_part(*rest, 0, (size_t)n);
    *rest = str_from(*rest, (size_t)n);
    return true;
}
