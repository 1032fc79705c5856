/* SPDX-License-Identifier: MIT
 *
 * err: how a function says what went wrong.
 *
 * What can fail returns bool or a pointer and takes `struct err *e` last.
 * `return err_set(e, "...")` is the whole error path; each caller adds its own
 * context once with err_add(), so the text reads from the outside in:
 * "fetch https://x/: robots.txt: timed out". */
#ifndef MOLVA_ERR_H
#define MOLVA_ERR_H

#include <stdbool.h>
#include <stddef.h>

#define MUST_CHECK              __attribute__((warn_unused_result))
#define PRINTF(fmt_at, args_at) __attribute__((format(printf, fmt_at, args_at)))

struct err {
    char msg[2048]; /* what happened, outermost context first; "" = nothing */
};

/* Sets the message. Always false, so that it can be returned. */
bool err_set(struct err *e, const char *fmt, ...) PRINTF(2, 3);

/* Puts "context: " before the message. Always false. */
bool err_add(struct err *e, const char *fmt, ...) PRINTF(2, 3);

#endif
