/* SPDX-License-Identifier: MIT
 *
 * bytes: several bytes of a text at once, as one number of this machine. */
#ifndef MOLVA_BYTES_H
#define MOLVA_BYTES_H

#include <stdint.h>
#include <string.h>

static inline uint64_t bytes_eight(const char *p)
{
    uint64_t v;
    memcpy(&v, p, sizeof v);
    return v;
}

static inline uint32_t bytes_four(const char *p)
{
    uint32_t v;
    memcpy(&v, p, sizeof v);
    return v;
}

#endif
