/* SPDX-License-Identifier: MIT
 *
 * zone: rules of a time zone. */
#ifndef MOLVA_ZONE_H
#define MOLVA_ZONE_H

#include "base/err.h"
#include "base/str.h"

struct zone;

/* "Europe/Moscow", "+03:00", "UTC"; NULL with a reason when unknown. Reads
 * the system's zone files, so before a sandbox closes. Freed by zone_free. */
struct zone *zone_new(struct str name, struct err *e) MUST_CHECK;
void zone_free(struct zone *z);
/* Seconds east of UTC at that moment; z may be NULL for UTC. */
int64_t zone_offset(const struct zone *z, int64_t at);

#endif
