/* SPDX-License-Identifier: MIT
 *
 * canary: is a post one that its source must show? (folder-private) */
#ifndef MOLVA_CANARY_H
#define MOLVA_CANARY_H

#include "crawler/reading/job.h"
#include "crawler/reading/source.h"

/* Bits of those that it is: by its link, by its id, or by words of its text or
 * title, whatever their case and spacing. */
int64_t canary_met(struct arena *a, const struct yaml_strs *canaries,
                   const struct post_row *post, struct str id);

#endif
