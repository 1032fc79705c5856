/* SPDX-License-Identifier: MIT
 *
 * preview: what would be collected from an address, for people.
 *
 *   preview_write(&out, &p);  kind, the first posts, paging, what is missing
 *
 * Written in the language of p.lang. */
#ifndef MOLVA_PREVIEW_H
#define MOLVA_PREVIEW_H

#include "classify/classify.h"
#include "crawler/reading/reading.h"

struct preview {
    const struct reading *page; /* what was read */
    struct str url;             /* where it came from, "" is not told */
    struct str robots;       /* the verdict of its robots.txt, "" is not told */
    struct str lang;         /* ru or en */
    const struct zone *zone; /* of the dates */
    struct classifier *classifier; /* knows the brands; NULL: not asked */
};

void preview_write(struct buf *out, const struct preview *p);

/* How often a source with these posts is worth a visit: half the usual time
 * between two of them, from half an hour to a day; 4 hours when it cannot be
 * told. Seconds. */
int64_t preview_every(const struct reading *page);
/* "30m", "4h", "1d": as molva.yaml has it. */
struct str preview_duration(struct arena *a, int64_t seconds);

#endif
