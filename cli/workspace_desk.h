/* SPDX-License-Identifier: MIT
 *
 * workspace_desk: fields of `desk: {proxy: ..., care: ...}` (folder-private).
 */
#ifndef MOLVA_WORKSPACE_DESK_H
#define MOLVA_WORKSPACE_DESK_H

#include "base/yaml.h"

/* A web server that has asked people who they are. */
struct proxy_setup {
    struct str from;   /* its address, "" none */
    struct str header; /* in which it names the login */
};

/* After how much a pause is offered to who answers; 0 never. */
struct care_setup {
    int64_t items; /* settled in a day */
    int64_t heavy; /* in a row */
};

/* Of struct care_setup. */
extern const struct yaml_field workspace_care_fields[];
/* Of struct proxy_setup. */
extern const struct yaml_field workspace_proxy_fields[];

#endif
